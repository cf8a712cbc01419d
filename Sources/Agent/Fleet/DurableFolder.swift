import Glibc

/// A folder whose files are each there as a whole, old or new, whenever the power goes.
///
/// A file is written under another name, brought to the disk, renamed, and the folder is brought to the disk: fsync(2),
/// rename(2).
struct DurableFolder: Equatable {
    private let path: String

    /// Why something could not be written.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String {
            "cannot write \(path): \(systemMessage(code)) (is there room, and may the agent write there?)"
        }
    }

    /// The folder at `path`, made if it is not there, for the agent alone.
    init(_ path: String) throws(Failure) {
        self.path = path
        if unsafe mkdir(path, 0o700) == 0 {
            FolderOwner.takes(path)
        } else if errno != EEXIST {
            throw Failure(path: path, code: errno)
        }
    }

    /// Writes a file as a whole. `purpose` names the failpoints on the way.
    func write(_ bytes: [UInt8], to name: String, purpose: String) throws(Failure) {
        let file = "\(path)/\(name)"
        let temporary = "\(file).new"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: temporary, code: errno) }
        Failpoint.pass("\(purpose).opened")
        do throws(Failure) {
            try fill(descriptor, bytes, temporary)
            Failpoint.pass("\(purpose).written")
            guard fsync(descriptor) == 0 else { throw Failure(path: temporary, code: errno) }
        } catch {
            close(descriptor)
            unsafe unlink(temporary)
            throw error
        }
        close(descriptor)
        FolderOwner.takes(temporary)
        Failpoint.pass("\(purpose).synced")
        guard unsafe rename(temporary, file) == 0 else { throw Failure(path: file, code: errno) }
        Failpoint.pass("\(purpose).renamed")
        try synchronise()
        Failpoint.pass("\(purpose).kept")
    }

    /// The bytes of a file, at most `limit`; `nil` when it is not there or cannot be read.
    func contents(of name: String, limit: Int) -> [UInt8]? {
        let descriptor = unsafe open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno != EINTR { return nil }
            if count > 0 { bytes.append(contentsOf: piece.prefix(count)) }
        }
        return nil
    }

    /// The names of its files.
    var names: [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Takes a file away; that it comes back after a power cut does no harm.
    func remove(_ name: String) { unsafe unlink("\(path)/\(name)") }

    private func fill(_ descriptor: Int32, _ bytes: [UInt8], _ name: String) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(path: name, code: errno) }
            offset += count
        }
    }

    private func synchronise() throws(Failure) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, code: errno) }
    }
}
