import Fleet
public import Privacy
import Signing
public import Timekeeping

/// The deny-list of a box on disk: sealed addresses, each with a label and the day on which it was added.
public struct DenyFile: Sendable {
    /// A device that is never counted.
    public struct Record: Equatable, Sendable {
        /// Why it is on the list: `opt-out`, `staff`, `equipment`, …
        public var label: String
        /// When it was added.
        public var addedAt: WallTime
        /// Its address, for this box alone to read.
        public var address: SealedAddress
    }

    private let path: String

    /// The list that is kept at a path; an empty one when there is no file.
    public init(_ path: String) { self.path = path }

    /// The records, in the order in which they were added.
    public func records() throws(PrivateFileError) -> [Record] { try RecordFile.read(path) }

    /// Adds an address, in the place of its earlier record. Answers false for a text that is no address of a device.
    public func add(
        address text: String, label: String, by key: borrowing EnrolmentKey, site: String, at time: WallTime
    ) throws(PrivateFileError) -> Bool {
        var generator = SystemRandomNumberGenerator()
        guard let sealed = SealedAddress(address: text, for: key.publicKey, site: site, using: &generator) else {
            return false
        }
        _ = try remove(address: text, by: key, site: site)
        try RecordFile.change(path) { $0.append(Record(label: label, addedAt: time, address: sealed)) }
        return true
    }

    /// Removes all records of an address. Answers how many there were.
    public func remove(
        address text: String, by key: borrowing EnrolmentKey, site: String
    ) throws(PrivateFileError) -> Int {
        var removed = 0
        try RecordFile.change(path) { (records: inout [Record]) in
            var kept: [Record] = []
            for record in records where !record.address.isAddress(text, by: key, site: site) { kept.append(record) }
            removed = records.count - kept.count
            records = kept
        }
        return removed
    }
}

extension DenyFile.Record: FileRecord {
    static var fileKind: String { "deny-list" }

    init?(_ document: DocumentValue) {
        guard let label = document.text("label"),
            let addedAt = document.text("addedAt").flatMap(WallTime.init(rfc3339:)),
            let octets = document.text("sealed").flatMap(Base64URL.bytes)
        else { return nil }
        self.init(label: label, addedAt: addedAt, address: SealedAddress(octets: octets))
    }

    var members: [(String, DocumentValue.Content)] {
        [
            ("label", .string(label)), ("addedAt", .string(addedAt.rfc3339)),
            ("sealed", .string(Base64URL.text(address.octets))),
        ]
    }
}
