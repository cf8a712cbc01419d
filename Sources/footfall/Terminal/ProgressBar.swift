import Glibc
import Synchronization
import Threading
import Timekeeping

/// How far a long command is: a line on the terminal behind standard error, and nothing anywhere else.
///
/// A thread of its own looks at a count and draws, so that the work does nothing but count.
final class ProgressBar: Sendable {
    /// What is counted, for who counts by itself.
    final class Count: Sendable {
        private let value = Atomic(0)

        /// So much is done.
        func reach(_ done: Int) { value.store(done, ordering: .relaxed) }

        var done: Int { value.load(ordering: .relaxed) }
    }

    private let isOver = Atomic(false)
    private let thread = Mutex<NamedThread?>(nil)

    /// A bar for `total` of something, of which `done` tells how much is behind. Where standard output is the terminal,
    /// too, and shows results while the work goes on, there is none.
    init(_ what: String, total: Int, printsMeanwhile: Bool = false, done: @escaping @Sendable () -> Int) {
        guard total > 0, Terminal.isThere(STDERR_FILENO), !(printsMeanwhile && isatty(STDOUT_FILENO) == 1) else {
            return
        }
        let started = try? NamedThread(name: "progress") { [self] in draw(what, Double(total), done) }
        thread.withLock { $0 = started }
    }

    /// A bar during `work`, which says now and then what share of it is done.
    static func during<Product, Problem: Error>(
        _ what: String, _ work: ((Double) -> Void) throws(Problem) -> Product
    ) throws(Problem) -> Product {
        let count = Count()
        let bar = ProgressBar(what, total: 1000) { count.done }
        defer { bar.end() }
        return try work { count.reach(Int($0 * 1000)) }
    }

    /// The work is over: the line goes.
    func end() {
        isOver.store(true, ordering: .relaxed)
        thread.withLock { $0.take() }?.join()
    }

    private func draw(_ what: String, _ total: Double, _ done: () -> Int) {
        let begun = MonotonicClock.now
        var isDrawn = false
        while !isOver.load(ordering: .relaxed) {
            usleep(100_000)
            let elapsed = MonotonicClock.now - begun
            // Short work ends without a flash.
            guard elapsed > .milliseconds(400) else { continue }
            let share = min(1, Double(done()) / total)
            let columns = Terminal.size(STDERR_FILENO).columns
            Terminal.put("\r\(Self.line(what, share, elapsed, columns))\u{1B}[K", to: STDERR_FILENO)
            isDrawn = true
        }
        if isDrawn { Terminal.put("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    /// `simulate ━━━━━━━━╌╌╌╌╌╌  42 %, 0:12 left`, within so many columns.
    private static func line(_ what: String, _ share: Double, _ elapsed: Interval, _ columns: Int) -> String {
        let percentage = "\(Int(share * 100)) %"
        let left = share > 0.01 ? ", \(duration(elapsed.seconds * (1 - share) / share)) left" : ""
        let words = "\(Column.padded("", 4 - percentage.count + 1))\(percentage)\(left)"
        let width = min(40, columns - what.count - words.count - 3)
        guard width >= 5 else { return String("\(what)\(words)".prefix(max(columns - 1, 0))) }
        let full = Int(share * Double(width))
        return "\(what) " + String(repeating: "━", count: full) + String(repeating: "╌", count: width - full) + words
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 359_999))
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
