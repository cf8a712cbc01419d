import Capture
import Glibc

extension CaptureError {
    /// The status of sysexits(3) that fits.
    var exitStatus: Int32 {
        switch self {
        case .unreadableSavefile: EX_NOINPUT
        case .notASavefile, .damagedSavefile: EX_DATAERR
        case .unwritableSavefile: EX_CANTCREAT
        case .missingInterface, .interfaceDown, .interfaceGone: EX_UNAVAILABLE
        case .notPermitted: EX_NOPERM
        case .notInMonitorMode: EX_CONFIG
        case .libraryFailed: EX_OSERR
        }
    }
}
