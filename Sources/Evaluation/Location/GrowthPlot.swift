/// Curves in a coordinate system, as a picture in SVG 1.1 (w3.org/TR/SVG11).
public struct GrowthPlot: Sendable {
    /// A curve.
    public struct Curve: Sendable {
        /// What it shows.
        public var name: String
        /// Its points in the order of x.
        public var points: [(x: Double, y: Double)]

        /// A curve.
        public init(_ name: String, _ points: [(x: Double, y: Double)]) {
            self.name = name
            self.points = points
        }
    }

    /// What is above the picture.
    public var title: String
    /// What x and y are, with their units.
    public var axes: (x: String, y: String)
    /// The curves, at most six.
    public var curves: [Curve]

    /// A plot.
    public init(title: String, axes: (x: String, y: String), curves: [Curve]) {
        (self.title, self.axes, self.curves) = (title, axes, curves)
    }

    /// Several plots one below the other, as one picture.
    public static func svg(_ plots: [GrowthPlot]) -> String {
        let height = plots.count * Int(size.height)
        let panels = plots.enumerated().map { index, plot in
            "<g transform=\"translate(0 \(index * Int(size.height)))\">\n\(plot.panel)\n</g>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(size.width)) \(height)" \
            font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="white"/>
            \(panels.joined(separator: "\n"))
            </svg>

            """
    }

    private var panel: String {
        let points = curves.flatMap(\.points)
        let ends = (x: Self.end(points.map(\.x).max() ?? 1), y: Self.end(points.map(\.y).max() ?? 1))
        var lines = [text(Self.left, 24, title, weight: "bold"), frame]
        for step in 0...4 {
            let share = Double(step) / 4
            let (x, y) = (Self.left + share * Self.across, Self.bottom - share * Self.up)
            lines.append(text(x, Self.bottom + 18, Self.label(share * ends.x), anchor: "middle"))
            lines.append(text(Self.left - 6, y + 4, Self.label(share * ends.y), anchor: "end"))
            lines.append("<path d=\"M\(Self.left) \(fixed(y, 1))h\(Self.across)\" stroke=\"#ddd\"/>")
        }
        lines.append(text(Self.left + Self.across / 2, Self.bottom + 38, axes.x, anchor: "middle"))
        lines.append(text(Self.left, 42, axes.y))
        for (index, curve) in curves.enumerated() { lines += drawn(curve, index, ends) }
        return lines.joined(separator: "\n")
    }

    private func drawn(_ curve: Curve, _ index: Int, _ ends: (x: Double, y: Double)) -> [String] {
        let colour = Self.colours[index % Self.colours.count]
        let places = curve.points.map { point in
            (fixed(Self.left + point.x / ends.x * Self.across, 1), fixed(Self.bottom - point.y / ends.y * Self.up, 1))
        }
        let path = places.map { "\($0.0) \($0.1)" }.joined(separator: "L")
        let dots = places.map { "<circle cx=\"\($0.0)\" cy=\"\($0.1)\" r=\"3\" fill=\"\(colour)\"/>" }
        let name = text(Self.left + 12, 62 + 18 * Double(index), curve.name, colour: colour)
        return ["<path d=\"M\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>", name] + dots
    }

    private var frame: String {
        "<path d=\"M\(Self.left) \(Self.bottom - Self.up)v\(Self.up)h\(Self.across)\" fill=\"none\" stroke=\"black\"/>"
    }

    private func text(
        _ x: Double, _ y: Double, _ text: String, anchor: String = "start", weight: String = "normal",
        colour: String = "black"
    ) -> String {
        "<text x=\"\(fixed(x, 1))\" y=\"\(fixed(y, 1))\" text-anchor=\"\(anchor)\" font-weight=\"\(weight)\" "
            + "fill=\"\(colour)\">\(Self.escaped(text))</text>"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            default: result.append(character)
            }
        }
    }

    /// The next larger one of 1, 2, 4, 8 times a power of ten: quarters of it are short numbers.
    private static func end(_ most: Double) -> Double {
        var unit = 1.0
        while unit * 10 <= most { unit *= 10 }
        while unit > most, unit > 1e-9 { unit /= 10 }
        return [1.0, 2, 4, 8].map { $0 * unit }.first { $0 >= most } ?? 10 * unit
    }

    private static func label(_ value: Double) -> String { fixed(value, value == value.rounded() ? 0 : 2) }

    private static let size = (width: 640.0, height: 340.0)
    private static let (left, bottom, across, up) = (70.0, 290.0, 540.0, 240.0)
    private static let colours = ["#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df", "#57606a"]
}
