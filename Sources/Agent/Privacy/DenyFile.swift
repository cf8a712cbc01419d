import Fleet
public import Privacy
public import Timekeeping

/// The deny-list of a box on disk: sealed addresses, each with a label and the day on which it was added.
public struct DenyFile: Equatable, Sendable {
    /// A device that is never counted.
    public struct Record: Equatable, Sendable {
        /// Why it is on the list: `opt-out`, `staff`, `equipment`, …
        public var label: String
        /// When it was added.
        public var addedAt: WallTime
        /// Its address, for this box alone to read.
        public var address: SealedAddress
    }

    /// The records, in the order in which they were added.
    public private(set) var records: [Record] = []

    /// An empty list.
    public init() {}

    /// Reads a file; an empty list when there is none.
    public init(reading path: String) throws(PrivateFileError) {
        guard let bytes = try PrivateFile.read(path) else { return }
        guard let document = try? DocumentValue(reading: bytes, as: .json),
            case .object(let members) = document.content, members.count == 1, members[0].key == "records",
            case .array(let elements) = members[0].value.content
        else { throw .notThis(path: path, what: "deny-list") }
        for element in elements {
            guard let record = Record(element) else { throw .notThis(path: path, what: "deny-list") }
            records.append(record)
        }
    }

    /// Adds a record.
    public mutating func add(_ address: SealedAddress, label: String, at time: WallTime) {
        records.append(Record(label: label, addedAt: time, address: address))
    }

    /// Removes all records of an address. Answers how many there were.
    public mutating func remove(address: String, by key: borrowing EnrolmentKey, site: String) -> Int {
        var kept: [Record] = []
        for record in records where !record.address.isAddress(address, by: key, site: site) { kept.append(record) }
        defer { records = kept }
        return records.count - kept.count
    }

    /// Writes the file.
    public func write(to path: String) throws(PrivateFileError) {
        let elements = records.map { record in
            DocumentValue(
                .object([
                    DocumentMember("label", DocumentValue(.string(record.label))),
                    DocumentMember("addedAt", DocumentValue(.string(record.addedAt.rfc3339))),
                    DocumentMember("sealed", DocumentValue(.string(OctetText.encode(record.address.octets)))),
                ]))
        }
        let document = DocumentValue(.object([DocumentMember("records", DocumentValue(.array(elements)))]))
        try PrivateFile.replace(path, with: document.json().span)
    }
}

extension DenyFile.Record {
    fileprivate init?(_ document: DocumentValue) {
        guard case .object(let members) = document.content else { return nil }
        func text(_ key: String) -> String? {
            guard case .string(let text)? = members.first(where: { $0.key == key })?.value.content else { return nil }
            return text
        }
        guard let label = text("label"), let addedAt = text("addedAt").flatMap(WallTime.init(rfc3339:)),
            let octets = text("sealed").flatMap(OctetText.decode)
        else { return nil }
        self.init(label: label, addedAt: addedAt, address: SealedAddress(octets: octets))
    }
}
