/// For who reads messages of others: what is not there, or of another type, is `nil`.
extension DocumentValue {
    /// The member of this name of an object.
    public func value(_ name: String) -> DocumentValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == name }?.value
    }

    /// The member of this name, if it is a text.
    public func text(_ name: String) -> String? {
        guard case .string(let text)? = value(name)?.content else { return nil }
        return text
    }

    /// The member of this name, if it is a whole number.
    public func number(_ name: String) -> Int? {
        guard case .integer(let number)? = value(name)?.content else { return nil }
        return number
    }

    /// The value, if it is a number.
    public var double: Double? {
        switch content {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The elements of the member of this name; none if it is no array.
    public func elements(_ name: String) -> [DocumentValue] {
        guard case .array(let elements)? = value(name)?.content else { return [] }
        return elements
    }
}
