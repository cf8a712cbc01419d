import Glibc
import Timekeeping

/// One client: it has its time and its bytes, and not more.
final class ScrapeConnection {
    let descriptor: Int32
    /// When it ends, whatever it has sent or taken until then.
    let deadline: Uptime
    private var request = ScrapeRequest()
    private var answer: [UInt8] = []
    private var sentCount = 0

    init(descriptor: Int32, at now: Uptime) {
        self.descriptor = descriptor
        deadline = now + Self.patience
    }

    deinit { close(descriptor) }

    /// What to wait for.
    var interest: Int16 { Int16(answer.isEmpty ? POLLIN : POLLOUT) }

    /// Something can be read or written. Answers whether the connection goes on.
    func proceed(measurements: () -> [UInt8]) -> Bool {
        if answer.isEmpty {
            guard receive() else { return false }
            switch request.verdict {
            case .incomplete: return true
            case .measurements(let withBody):
                answer = ScrapeAnswer.measurements(measurements(), withBody: withBody)
            case .refusal(let refusal): answer = ScrapeAnswer.refusal(refusal)
            }
        }
        return send()
    }

    private func receive() -> Bool {
        var piece = [UInt8](repeating: 0, count: 1_024)
        let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        request.received(piece.prefix(count))
        return count > 0
    }

    private func send() -> Bool {
        let count = unsafe answer.withUnsafeBytes { bytes in
            unsafe Glibc.send(
                descriptor, bytes.baseAddress.map { unsafe $0 + sentCount }, bytes.count - sentCount,
                Int32(MSG_NOSIGNAL))
        }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        sentCount += count
        return sentCount < answer.count
    }

    private static let patience = Interval.seconds(5)
}
