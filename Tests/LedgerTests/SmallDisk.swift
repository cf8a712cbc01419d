import Foundation
import Glibc
import Testing

/// A file system of its own in memory, small enough to be filled; it goes with this value.
final class SmallDisk: Sendable {
    let folder: TemporaryDirectory

    static let absence: Comment = "no file system can be mounted here (needs CAP_SYS_ADMIN)"
    static let isAvailable: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        return (try? SmallDisk(kibibytes: 64)) != nil
    }()

    init(kibibytes: Int) throws {
        folder = try TemporaryDirectory()
        let code = unsafe mount("footfall-test", folder.path, "tmpfs", 0, "size=\(kibibytes)k")
        try #require(code == 0, Self.absence)
    }

    deinit { unsafe umount2(folder.path, Int32(MNT_DETACH)) }

    /// Gives it another size.
    func grow(kibibytes: Int) throws { try change("size=\(kibibytes)k", 0) }

    /// Makes it writable (`rw`), or read-only (`ro`).
    func remount(_ mode: String) throws { try change("", mode == "ro" ? UInt(MS_RDONLY) : 0) }

    private func change(_ options: String, _ flags: UInt) throws {
        let code = unsafe mount("footfall-test", folder.path, "tmpfs", UInt(MS_REMOUNT) | flags, options)
        try #require(code == 0, "remount: \(errno)")
    }
}
