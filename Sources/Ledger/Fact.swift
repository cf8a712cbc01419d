/// What the database knows beside messages and visits: whole numbers under names.
enum Fact: String {
    /// The number of the last event of this source.
    case sequence
    /// The latest time, in ns of Unix time, at which something was committed by a clock that was known to be right.
    case latest
    /// The start of the machine that wrote last: the first 63 bits of the kernel's boot identifier.
    case boot
}
