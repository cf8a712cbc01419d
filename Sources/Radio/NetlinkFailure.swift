internal import CNetlink

/// The refusal in an acknowledgement. Source: linux/netlink.h `struct nlmsgerr`, `enum nlmsgerr_attrs`.
struct NetlinkFailure: Equatable, Sendable {
    /// The error number, positive.
    let code: Int32
    /// The kernel's explanation; empty when it gave none.
    let text: String

    /// `nil` when `message`, an acknowledgement or the end of a list, reports success.
    init?(_ message: NetlinkMessage) {
        guard message.payload.count >= 4 else { return nil }
        let number = Int32(bitPattern: message.payload.word(at: 0))
        guard number < 0, number != .min else { return nil }
        code = -number
        guard message.flags & UInt16(NLM_F_ACK_TLVS) != 0 else {
            text = ""
            return
        }
        // After the number: in an acknowledgement the header of the request, and the request itself unless it is left out.
        let isCapped = message.flags & UInt16(NLM_F_CAPPED) != 0
        var attributes = message.payload.dropFirst(4)
        if Int32(message.type) == NLMSG_ERROR, attributes.count >= NetlinkMessage.headerSize {
            let echoed = isCapped ? NetlinkMessage.headerSize : Int(attributes.word(at: 0))
            attributes = attributes.dropFirst(NetlinkMessage.aligned(max(echoed, NetlinkMessage.headerSize)))
        }
        let explanation = NetlinkAttributes(attributes).first { $0.type == NLMSGERR_ATTR_MSG.rawValue }
        text = explanation?.text ?? ""
    }
}
