import CSQLite

/// An open database of SQLite, for one thread.
@safe struct Database: ~Copyable {
    private let handle: OpaquePointer
    let path: String

    /// Opens the file, which is made where there is none; no other process can open it meanwhile.
    ///
    /// Nothing is read yet: whether it is a database shows at the first statement.
    init(path: String) throws(LedgerError) {
        var handle: OpaquePointer?
        let code = unsafe sqlite3_open_v2(
            path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        guard let handle = unsafe handle, code == SQLITE_OK else {
            let text = unsafe String(cString: sqlite3_errstr(code))
            unsafe sqlite3_close_v2(handle)
            throw LedgerError(resultCode: code, text: text, operation: "open", object: path)
        }
        unsafe sqlite3_extended_result_codes(handle, 1)
        unsafe self.handle = handle
        self.path = path
    }

    /// Statements that are still there keep the file open until they go.
    deinit { unsafe sqlite3_close_v2(handle) }

    /// Runs statements that answer nothing that matters.
    func run(_ statements: String, operation: String = "write to") throws(LedgerError) {
        let code = unsafe sqlite3_exec(handle, statements, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, operation) }
    }

    /// Prepares a statement.
    func prepare(_ statement: String) throws(LedgerError) -> Statement {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            handle, statement, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard let prepared = unsafe prepared, code == SQLITE_OK else { throw error(code, "read") }
        return unsafe Statement(prepared, path: path)
    }

    /// The first number that a statement answers with.
    func number(_ statement: String) throws(LedgerError) -> Int64 {
        var prepared = try prepare(statement)
        guard try prepared.step() else { throw .unreadable("no answer to \(statement)", at: path) }
        return prepared.number(0)
    }

    /// How many rows the last statement changed.
    var changeCount: Int { unsafe Int(sqlite3_changes(handle)) }

    /// Whether the file can only be read: SQLite opens such a file all the same.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

    /// Whether no transaction is open.
    var isAtRest: Bool { unsafe sqlite3_get_autocommit(handle) != 0 }

    private func error(_ code: Int32, _ operation: String) -> LedgerError {
        let text = unsafe String(cString: sqlite3_errmsg(handle))
        return LedgerError(
            resultCode: unsafe sqlite3_extended_errcode(handle), text: text, operation: operation, object: path)
    }
}
