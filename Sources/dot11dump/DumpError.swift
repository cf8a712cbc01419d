internal import Capture
internal import Dot11
internal import Glibc

/// Why a file was not printed to its end.
enum DumpError: Error {
    case capture(CaptureError)
    case unsupportedLinkType(UInt16, path: String)

    var text: String {
        switch self {
        case .capture(let error): error.description
        case .unsupportedLinkType(let number, let path):
            "cannot read all frames of \(path): link type \(number) is not supported (supported: \(Self.supported))"
        }
    }

    /// After sysexits.h.
    var exitCode: Int32 {
        if case .capture(.unreadableSavefile) = self { return EX_NOINPUT }
        return EX_DATAERR
    }

    private static var supported: String {
        LinkType.allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
    }
}
