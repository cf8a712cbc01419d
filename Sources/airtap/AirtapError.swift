import Capture
import Glibc

/// Why nothing, or not all, was sent.
enum AirtapError: Error {
    case usage(String)
    case capture(CaptureError)
    case unsupportedLinkType(file: String, frame: Int, linkType: UInt16)
    case notPermitted(interface: String)
    case failed(operation: String, interface: String, code: Int32)

    /// sysexits.h.
    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .capture(.unreadableSavefile): 66
        case .capture, .unsupportedLinkType: 65
        case .notPermitted: 77
        case .failed: 71
        }
    }
}

extension AirtapError: CustomStringConvertible {
    var description: String {
        switch self {
        case .usage(let problem): "\(problem) (see: airtap --help)"
        case .capture(let error): "\(error)"
        case .unsupportedLinkType(let file, let frame, let linkType):
            "cannot send frame \(frame) of \(file): link type \(linkType) (only radiotap, 127, can be sent)"
        case .notPermitted(let name):
            "cannot make interface \(name): not permitted, CAP_NET_ADMIN is missing (run as root, or in a network "
                + "namespace of its own: unshare -rn)"
        case .failed(let operation, let name, let code):
            "cannot \(operation) \(name): \(Self.text(code)) (is the tun module loaded? see: modprobe tun)"
        }
    }

    private static func text(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error (\(code))" }
        let sentence = unsafe String(cString: text)
        return "\(sentence.prefix(1).lowercased())\(sentence.dropFirst()) (\(code))"
    }
}
