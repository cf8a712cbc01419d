import CSQLite
@testable import Ledger
import Testing

struct LedgerErrorTests {
    /// sqlite.org/rescode.html; the upper bits of an extended code are its detail.
    @Test(arguments: [
        (SQLITE_FULL, LedgerError.Kind.full), (SQLITE_READONLY | 1 << 8, .readOnly), (SQLITE_CANTOPEN, .readOnly),
        (SQLITE_CORRUPT | 2 << 8, .damaged), (SQLITE_NOTADB, .damaged), (SQLITE_BUSY, .inUse),
        (SQLITE_IOERR | 4 << 8, .system),
    ])
    func `a result code becomes a kind`(code: Int32, kind: LedgerError.Kind) {
        let error = LedgerError(resultCode: code, text: "Words", operation: "write to", object: "/x")
        #expect(error.kind == kind)
        #expect(error.description.hasPrefix("cannot write to /x: words (\(code))"))
    }
}
