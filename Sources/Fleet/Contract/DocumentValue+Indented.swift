extension DocumentValue {
    /// The value as JSON for readers: two spaces a level, a line for each member, a new line at the end. Arrays of plain
    /// values stand in one line.
    func indentedJSON() -> [UInt8] {
        var bytes: [UInt8] = []
        write(indentation: 0, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private var isPlain: Bool {
        switch content {
        case .array, .object: false
        default: true
        }
    }

    private func write(indentation: Int, to bytes: inout [UInt8]) {
        switch content {
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                Self.line(indentation + 2, isFirst: index == 0, to: &bytes)
                bytes += DocumentValue(.string(member.key)).json()
                bytes += ": ".utf8
                member.value.write(indentation: indentation + 2, to: &bytes)
            }
            Self.line(indentation, isFirst: true, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        case .array(let elements) where !elements.allSatisfy(\.isPlain):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                Self.line(indentation + 2, isFirst: index == 0, to: &bytes)
                element.write(indentation: indentation + 2, to: &bytes)
            }
            Self.line(indentation, isFirst: true, to: &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                bytes += element.json()
            }
            bytes.append(UInt8(ascii: "]"))
        default: bytes += json()
        }
    }

    private static func line(_ indentation: Int, isFirst: Bool, to bytes: inout [UInt8]) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\n"))
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: indentation)
    }
}
