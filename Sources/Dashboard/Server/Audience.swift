import NIOCore

/// The pages that are open. Each has a queue of its own; one whose queue is full is sent away, and comes back by itself
/// to begin anew.
struct Audience: ~Copyable, Sendable {
    /// What goes to a page, in order.
    typealias Queue = AsyncStream<ByteBuffer>

    private struct Member {
        let queue: Queue.Continuation
        /// Ends a write that waits for a page that does not read.
        let close: @Sendable () -> Void
    }

    private var members: [Int: Member] = [:]
    private var admitted = 0

    /// How many pages are open.
    var count: Int { members.count }

    /// A page opened, and is told `greeting` first; `nil` when there is no room. Its number is for ``leaves(_:)``.
    mutating func joins(
        greeting: ByteBuffer, close: @escaping @Sendable () -> Void
    ) -> (number: Int, queue: Queue)? {
        guard members.count < Self.mostMembers else { return nil }
        let (queue, continuation) = Queue.makeStream(bufferingPolicy: .bufferingOldest(Self.mostWaiting))
        continuation.yield(greeting)
        admitted += 1
        members[admitted] = Member(queue: continuation, close: close)
        return (admitted, queue)
    }

    /// A page has gone.
    mutating func leaves(_ number: Int) { members.removeValue(forKey: number)?.queue.finish() }

    /// Tells all pages. Never waits.
    mutating func tell(_ bytes: ByteBuffer) {
        for (number, member) in members {
            guard case .dropped = member.queue.yield(bytes) else { continue }
            members[number] = nil
            member.queue.finish()
            member.close()
        }
    }

    /// Sends all pages away.
    mutating func dismiss() {
        for member in members.values { member.queue.finish() }
        members = [:]
    }

    static let mostMembers = 32
    /// Some minutes of a large site.
    private static let mostWaiting = 512
}
