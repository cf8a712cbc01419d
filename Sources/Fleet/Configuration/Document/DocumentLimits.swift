/// How large a document may be, so that a hostile one costs little.
enum DocumentLimits {
    /// Bytes of text: 1 MiB. The annotated reference configuration has a hundredth of it.
    static let bytes = 1 << 20
    /// Values of all kinds. Without this bound, 1 MiB of text took 60 MiB of memory.
    static let values = 65_536
    /// Arrays and objects inside one another.
    static let depth = 32
}
