/// `…/response`: what became of a command.
public struct CommandResponse: Equatable, Sendable {
    /// The command's transaction; `nil` when it could not be trusted to have one.
    public var transaction: String?
    /// Why it failed; `nil` when it did not.
    public var error: String?
    /// What it brought; an object.
    public var data: DocumentValue?

    /// A response of these parts.
    public init(transaction: String?, error: String? = nil, data: DocumentValue? = nil) {
        self.transaction = transaction
        self.error = error
        self.data = data
    }

    /// The payload.
    public var json: [UInt8] {
        DocumentValue.members([
            "transaction": .textOrNull(transaction), "status": .text(error == nil ? "ok" : "failed"),
            "error": .textOrNull(error), "data": data ?? DocumentValue(.null),
        ]).json()
    }
}
