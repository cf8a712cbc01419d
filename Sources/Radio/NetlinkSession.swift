internal import CNetlink
import Glibc

/// Questions and answers with one part of the kernel.
package struct NetlinkSession: ~Copyable {
    private let socket: NetlinkSocket
    private let family: UInt16

    private init(_ socket: consuming NetlinkSocket, family: UInt16) {
        self.socket = socket
        self.family = family
    }

    /// A session with nl80211, the wireless stack.
    static func wireless() throws(RadioError) -> NetlinkSession { try generic(NL80211_GENL_NAME) }

    /// A session with the generic family `name`.
    package static func generic(_ name: String) throws(RadioError) -> NetlinkSession {
        let socket = try NetlinkSocket(.generic)
        let family = try socket.resolve(family: name)
        return NetlinkSession(socket, family: family)
    }

    /// A session with rtnetlink, the network interfaces.
    static func links() throws(RadioError) -> NetlinkSession { NetlinkSession(try NetlinkSocket(.route), family: 0) }

    /// Sends `request` and waits for the kernel to say that it is done.
    ///
    /// A list that changed while it was read is asked for again.
    /// - Returns: the payloads of the answers, after the fixed header of the family.
    @discardableResult
    package func perform(_ request: NetlinkRequest) throws(RadioError) -> [ArraySlice<UInt8>] {
        for _ in 0..<Self.attempts {
            if let answers = try attempt(request) { return answers }
        }
        throw RadioError(request.purpose, code: EAGAIN, detail: "the list kept changing while it was read")
    }

    /// The bytes of `request`, to be posted again and again.
    package func datagram(_ request: NetlinkRequest) -> [UInt8] {
        request.datagram(family: family, sequence: socket.nextSequence())
    }

    /// Sends datagrams one by one without waiting; what the kernel says to them is dropped.
    package func post(_ datagrams: [[UInt8]]) {
        for datagram in datagrams { _ = socket.send(datagram) }
        while let answer = try? socket.receive(within: 0), !answer.isEmpty {}
    }

    /// The answers; `nil` when the list was inconsistent.
    private func attempt(_ request: NetlinkRequest) throws(RadioError) -> [ArraySlice<UInt8>]? {
        let sequence = socket.nextSequence()
        let code = socket.send(request.datagram(family: family, sequence: sequence))
        guard code == 0 else { throw RadioError(request.purpose, code: code) }
        var answers: [ArraySlice<UInt8>] = []
        var isConsistent = true
        while true {
            for message in try receive(for: request) where message.sequence == sequence {
                if message.flags & UInt16(NLM_F_DUMP_INTR) != 0 { isConsistent = false }
                switch Int32(message.type) {
                case NLMSG_ERROR, NLMSG_DONE:
                    if let error = NetlinkFailure(message) {
                        throw RadioError(request.purpose, code: error.code, detail: error.text)
                    }
                    return isConsistent ? answers : nil
                default: answers.append(message.payload.dropFirst(request.answerHeaderSize))
                }
            }
        }
    }

    private func receive(for request: NetlinkRequest) throws(RadioError) -> [NetlinkMessage] {
        let datagram: [UInt8]?
        do { datagram = try socket.receive(within: Self.patienceMilliseconds) } catch {
            throw RadioError(request.purpose, code: error.code)
        }
        guard let datagram else { throw RadioError(request.purpose, code: ETIMEDOUT) }
        return NetlinkMessage.messages(in: datagram)
    }

    private static let attempts = 5
    private static let patienceMilliseconds: Int32 = 5000
}

extension NetlinkRequest {
    /// The bytes before the attributes of an answer: `struct genlmsghdr`; that of rtnetlink is kept, it says the most.
    var answerHeaderSize: Int { if case .generic = recipient { 4 } else { 0 } }
}
