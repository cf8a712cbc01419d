import Glibc

/// What root makes for the agent belongs to whom the folder belongs to that it is in. Others cannot give files away,
/// and need not.
enum FolderOwner {
    /// Hands over a file or a folder that was just made.
    static func takes(_ path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var status = stat()
        guard geteuid() == 0, unsafe stat(folder, &status) == 0 else { return }
        _ = unsafe lchown(path, status.st_uid, status.st_gid)
    }
}
