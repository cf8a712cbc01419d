import Fleet
import Glibc

/// A record of a file whose addresses are sealed for one box.
protocol FileRecord {
    /// What a file of such records is, to complete "it is no …".
    static var fileKind: String { get }
    /// The record that a document says; `nil` when it says none.
    init?(_ document: DocumentValue)
    /// What a file holds of it, by name.
    var members: [(String, DocumentValue.Content)] { get }
}

/// Files of records, whole or not at all, changed by one program at a time.
enum RecordFile {
    /// The records of a file; none when there is no file.
    static func read<Record: FileRecord>(_ path: String) throws(PrivateFileError) -> [Record] {
        guard let bytes = try PrivateFile.read(path) else { return [] }
        guard let document = try? DocumentValue(reading: bytes, as: .json),
            case .object(let members) = document.content, members.count == 1, members[0].key == "records",
            case .array(let elements) = members[0].value.content
        else { throw .notThis(path: path, what: Record.fileKind) }
        var records: [Record] = []
        for element in elements {
            guard let record = Record(element) else { throw .notThis(path: path, what: Record.fileKind) }
            records.append(record)
        }
        return records
    }

    /// Replaces the records of a file.
    static func write(_ records: [some FileRecord], to path: String) throws(PrivateFileError) {
        let elements = records.map { record in
            DocumentValue(.object(record.members.map { DocumentMember($0.0, DocumentValue($0.1)) }))
        }
        let document = DocumentValue(.object([DocumentMember("records", DocumentValue(.array(elements)))]))
        try PrivateFile.replace(path, with: document.json().span)
    }

    /// Reads, changes and replaces the records of a file, while no other program does.
    static func change<Record: FileRecord>(
        _ path: String, _ body: (inout [Record]) -> Void
    ) throws(PrivateFileError) {
        let lock = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .refused(operation: "write", path: path + ".lock", code: errno) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .refused(operation: "lock", path: path, code: errno) }
        }
        var records: [Record] = try read(path)
        body(&records)
        try write(records, to: path)
    }
}
