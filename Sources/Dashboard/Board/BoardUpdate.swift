import Fleet

/// A change of the board: what now stands at a place in the tree that a page keeps.
struct BoardUpdate: Equatable, Sendable {
    /// The names on the way to the place, for instance `zones`, `shop`, `occupancy`.
    var path: [String]
    /// What stands there now, as JSON; `null` when it is gone.
    var value: [UInt8]

    init(_ path: String..., value: [UInt8]?) {
        self.path = path
        self.value = value ?? Array("null".utf8)
    }

    /// `{"path":[…],"value":…}`
    var json: [UInt8] {
        Array(#"{"path":"#.utf8) + DocumentValue.words(path).json() + Array(#","value":"#.utf8) + value
            + [UInt8(ascii: "}")]
    }
}
