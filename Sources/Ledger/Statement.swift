import CSQLite

/// A prepared statement: bind, step, read, reset.
@safe struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let path: String

    init(_ handle: OpaquePointer, path: String) {
        unsafe self.handle = handle
        self.path = path
    }

    deinit { _ = unsafe sqlite3_finalize(handle) }

    /// Gives the parameter at `index`, from 1, a number.
    func bind(_ value: Int64, at index: Int32) { unsafe sqlite3_bind_int64(handle, index, value) }

    /// Gives the parameter at `index` a copy of bytes.
    func bind(_ bytes: [UInt8], at index: Int32) {
        // The copy is SQLite's own: a destructor of -1 is SQLITE_TRANSIENT, which Swift does not import.
        _ = unsafe bytes.withUnsafeBytes { bytes in
            unsafe sqlite3_bind_blob64(
                handle, index, bytes.baseAddress, UInt64(bytes.count), unsafeBitCast(-1, to: Destructor.self))
        }
    }

    /// Runs the statement to its end with a text at index 1 and bytes at index 2, which are not copied.
    mutating func run(text: String, bytes: [UInt8]) throws(LedgerError) {
        var text = text
        let code = text.withUTF8 { text in
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe text.withMemoryRebound(to: CChar.self) { text in
                    _ = unsafe sqlite3_bind_text64(
                        handle, 1, text.baseAddress, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
                }
                unsafe sqlite3_bind_blob64(handle, 2, bytes.baseAddress, UInt64(bytes.count), nil)
                let code = unsafe sqlite3_step(handle)
                unsafe sqlite3_reset(handle)
                return code
            }
        }
        guard code == SQLITE_DONE else { throw error(code, "write to") }
    }

    /// Runs the statement to its end.
    mutating func run() throws(LedgerError) {
        _ = try step()
        reset()
    }

    /// Goes to the next row of the answer; answers false behind the last.
    mutating func step() throws(LedgerError) -> Bool {
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            reset()
            throw error(code, "read")
        }
    }

    /// Makes the statement ready for its next run.
    func reset() { unsafe sqlite3_reset(handle) }

    /// The number in the column at `index`, from 0.
    func number(_ index: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, index) }

    /// The text in the column at `index`.
    func text(_ index: Int32) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// The bytes in the column at `index`.
    func bytes(_ index: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, index) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(handle, index))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private typealias Destructor = @convention(c) (UnsafeMutableRawPointer?) -> Void

    private func error(_ code: Int32, _ operation: String) -> LedgerError {
        let text = unsafe sqlite3_db_handle(handle).map { unsafe String(cString: sqlite3_errmsg($0)) }
        return LedgerError(resultCode: code, text: text ?? "", operation: operation, object: path)
    }
}
