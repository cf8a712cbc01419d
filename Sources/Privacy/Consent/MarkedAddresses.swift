/// Addresses that mean something, as tags under the present key, and sealed for the next one.
///
/// A sealed address opens only with a random key in locked memory that goes with this value; it does so for the time of
/// one call, when the epoch's key has changed.
struct MarkedAddresses: ~Copyable {
    private let key: LockedMemory
    private var count: UInt64 = 0
    private var records: [UInt16: Record] = [:]
    private var marks: [Tag: UInt16] = [:]

    /// No addresses.
    init(using generator: inout some RandomNumberGenerator) { key = .random(byteCount: 32, using: &generator) }

    /// What an address means that has this tag now; `nil` for most.
    func mark(of tag: Tag) -> UInt16? { marks.isEmpty ? nil : marks[tag] }

    /// Adds an address, which has `tag` now; `nil` while there is no key for the present epoch.
    mutating func add(_ address: UInt64, tag: Tag?, mark: UInt16) {
        count += 1
        let plain = LockedMemory(byteCount: 8)
        plain.write(address.bigEndianBytes, at: 0)
        let nonce = [0, 0, 0, 0] + count.bigEndianBytes
        let sealed = AuthenticatedCipher.seal(plain, key: key, nonce: nonce, additional: [])
        records[mark] = Record(nonce: nonce, sealed: sealed)
        if let tag { marks[tag] = mark }
    }

    /// Removes an address: nothing of it is left.
    mutating func remove(mark: UInt16) {
        records[mark] = nil
        marks = marks.filter { $0.value != mark }
    }

    /// Removes all.
    mutating func removeAll() {
        records = [:]
        marks = [:]
    }

    /// The key has changed: each address has another tag.
    ///
    /// - Parameter tagShift: How many of the lowest bits of a tag are left out.
    mutating func derive(from keys: borrowing KeyRing, tagShift: UInt32) {
        marks.removeAll(keepingCapacity: true)
        guard keys.hasPresentKey else { return }
        for (mark, record) in records {
            guard let address = address(of: record) else { continue }
            marks[Tag(bits: keys.tag(ofAddress: address) >> tagShift)] = mark
        }
    }

    private func address(of record: Record) -> UInt64? {
        let opened = AuthenticatedCipher.open(record.sealed, key: key, nonce: record.nonce, additional: [])
        guard let plain = opened else { return nil }
        return UInt64(bigEndian: plain.word(at: 0))
    }

    private struct Record {
        let nonce: [UInt8]
        let sealed: [UInt8]
    }
}
