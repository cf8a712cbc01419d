import Positioning

extension FieldRule where Value == Polygon {
    /// The corners of an outline in metres, `[[x, y], …]`.
    static let outline = Self(
        expectation: "a list of 3 to 256 corners [x, y] in metres", example: "[[0, 0], [20, 0], [20, 30], [0, 30]]",
        decode: { content throws(FieldFault) in
            guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
            guard cornerCount.contains(elements.count) else {
                throw FieldFault(kind: .outOfRange, addition: "this one has \(elements.count)")
            }
            var corners: [Point] = []
            for (index, element) in elements.enumerated() {
                guard let corner = point(element.content) else {
                    throw FieldFault(kind: .wrongType, addition: "corner \(index + 1) is no pair of numbers")
                }
                corners.append(corner)
            }
            let outline = Polygon(corners)
            if let problem = outline.problem { throw FieldFault(kind: .outOfRange, addition: problem) }
            return outline
        },
        encode: { .array($0.vertices.map(pair)) },
        schema: Schema.array(of: .pair).with("minItems", DocumentValue(.integer(cornerCount.lowerBound)))
            .with("maxItems", DocumentValue(.integer(cornerCount.upperBound))))

    private static let cornerCount = 3...256
}

extension FieldRule where Value == Point {
    /// A place in metres, `[x, y]`.
    static let place = Self(
        expectation: "a pair [x, y] in metres", example: "[4, 2.5]",
        decode: { content throws(FieldFault) in
            guard let point = point(content) else { throw FieldFault(kind: .wrongType) }
            guard max(abs(point.x), abs(point.y)) <= 10_000 else { throw FieldFault(kind: .outOfRange) }
            return point
        },
        encode: { pair($0).content }, schema: .pair)
}

extension Schema {
    fileprivate static let pair = Schema.array(of: Schema(["type": .text("number")]))
        .with("minItems", DocumentValue(.integer(2))).with("maxItems", DocumentValue(.integer(2)))
}

private func point(_ content: DocumentValue.Content) -> Point? {
    guard case .array(let parts) = content, parts.count == 2, let x = number(parts[0].content),
        let y = number(parts[1].content)
    else { return nil }
    return Point(x: x, y: y)
}

private func pair(_ point: Point) -> DocumentValue {
    DocumentValue(.array([DocumentValue(numeral(point.x)), DocumentValue(numeral(point.y))]))
}
