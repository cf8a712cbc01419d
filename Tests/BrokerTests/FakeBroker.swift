import Foundation
import Synchronization
import Testing

/// A listener that answers the first packet of each connection, and then waits for its end; without an answer it hangs up.
final class FakeBroker: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Atomic<Int>(0)

    convenience init(answering bytes: [UInt8]) throws { try self.init { _ in bytes } }

    init(answering answer: @escaping @Sendable (_ request: [UInt8]) -> [UInt8]?) throws {
        let (descriptor, port) = try loopbackSocket()
        try #require(listen(descriptor, 16) == 0)
        (listener, self.port) = (descriptor, port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                accepted.add(1, ordering: .relaxed)
                // Its end may come late: a child that another test starts can hold the other end open for a while.
                Thread.detachNewThread { self.serve(connection, answer) }
            }
        }
    }

    /// How many connections there were.
    var connectionCount: Int { accepted.load(ordering: .relaxed) }

    /// Lets the thread end.
    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32, _ answer: ([UInt8]) -> [UInt8]?) {
        var request = [UInt8](repeating: 0, count: 4_096)
        if unsafe read(connection, &request, request.count) > 0, let bytes = answer(request) {
            _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            while unsafe read(connection, &request, request.count) > 0 {}
        }
        // Ends the connection also where a child has inherited it.
        shutdown(connection, Int32(SHUT_RDWR))
        Foundation.close(connection)
    }
}
