/// One coordinate system with what is drawn in it.
public struct PlotPanel: Equatable, Sendable {
    /// Something that is drawn. Numbers choose one of four colours.
    public enum Mark: Equatable, Sendable {
        /// Points, joined.
        case line([Point], colour: Int, name: String)
        /// Each point's value lasts until the next one.
        case steps([Point], colour: Int, name: String)
        /// Between two values at each place.
        case band([Band], colour: Int, name: String)
        /// Discs; their area goes with the weight.
        case dots([Dot], colour: Int, name: String)
        /// From one corner to the other: where x and y are equal.
        case diagonal(name: String)
        /// Rectangles, the more opaque the larger their share is, with a text in the middle.
        case cells([Cell], colour: Int)
    }

    /// A place in the coordinate system.
    public struct Point: Equatable, Sendable {
        /// Where it is.
        public var x, y: Double

        /// A place.
        public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
    }

    /// Two values at one place.
    public struct Band: Equatable, Sendable {
        var x, low, high: Double
    }

    /// A disc.
    public struct Dot: Equatable, Sendable {
        var point: Point
        var weight: Double

        /// A disc at a place.
        public init(_ point: Point, weight: Double) { (self.point, self.weight) = (point, weight) }
    }

    /// A rectangle.
    public struct Cell: Equatable, Sendable {
        var x, y: ClosedRange<Double>
        var share: Double
        var text: String
    }

    /// What stands above it.
    public var caption: String
    /// Its directions.
    public var x, y: PlotAxis
    /// What is drawn, the lowest first.
    public var marks: [Mark]
    /// Whether a unit is as long upwards as it is across: for maps.
    public var isMap = false

    /// A coordinate system with marks.
    public init(_ caption: String, x: PlotAxis, y: PlotAxis, _ marks: [Mark], isMap: Bool = false) {
        (self.caption, self.x, self.y, self.marks, self.isMap) = (caption, x, y, marks, isMap)
    }

    static let width = 720.0
    private static let (left, right, top, below) = (64.0, 24.0, 58.0, 50.0)
    private static let across = width - left - right

    /// How high the area is.
    private var up: Double {
        guard isMap else { return 240 }
        let (wide, high) = (x.range.upperBound - x.range.lowerBound, y.range.upperBound - y.range.lowerBound)
        return min(Self.across * high / wide, 520)
    }

    /// How wide the area is.
    private var across: Double {
        guard isMap else { return Self.across }
        let (wide, high) = (x.range.upperBound - x.range.lowerBound, y.range.upperBound - y.range.lowerBound)
        return min(Self.across, up * wide / high)
    }

    var size: (width: Double, height: Double) { (Self.width, Self.top + up + Self.below) }

    var svg: String {
        ([SVG.text(caption, at: (24, 20), class: "caption")] + legend + grid + marks.map(drawn) + axes)
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func place(_ point: Point) -> (x: Double, y: Double) {
        let across = (point.x - x.range.lowerBound) / (x.range.upperBound - x.range.lowerBound) * self.across
        let up = (point.y - y.range.lowerBound) / (y.range.upperBound - y.range.lowerBound) * self.up
        return (Self.left + across, Self.top + self.up - up)
    }

    private var grid: [String] {
        y.ticks.map { tick in
            let height = place(Point(x.range.lowerBound, tick.value)).y
            return SVG.path([(Self.left, height), (Self.left + across, height)], class: "grid")
        }
    }

    private var axes: [String] {
        let floor = Self.top + up
        let frame = SVG.path(
            [(Self.left, Self.top), (Self.left, floor), (Self.left + across, floor)], class: "axis")
        let numbers =
            x.ticks.map { tick in
                SVG.text(tick.text, at: (place(Point(tick.value, 0)).x, floor + 18), class: "faint", anchor: "middle")
            }
            + y.ticks.map { tick in
                let height = place(Point(0, tick.value)).y + 4
                return SVG.text(tick.text, at: (Self.left - 8, height), class: "faint", anchor: "end")
            }
        let names = [
            SVG.text(x.label, at: (Self.left + across / 2, floor + 38), class: "faint", anchor: "middle"),
            SVG.text(y.label, at: (24, Self.top - 12), class: "faint"),
        ]
        return [frame] + numbers + names
    }

    private func drawn(_ mark: Mark) -> String {
        switch mark {
        case .line(let points, let colour, _): return SVG.path(points.map(place), class: "line c\(colour)")
        case .steps(let points, let colour, _):
            let corners = zip(points, points.dropFirst()).flatMap { [$0, Point($1.x, $0.y)] } + points.suffix(1)
            return SVG.path(corners.map(place), class: "line c\(colour)")
        case .band(let bands, let colour, _):
            let edge = bands.map { Point($0.x, $0.high) } + bands.reversed().map { Point($0.x, $0.low) }
            return SVG.path(edge.map(place), class: "band f\(colour)", closed: true)
        case .dots(let dots, let colour, _):
            let most = dots.map(\.weight).max() ?? 1
            return dots.map { dot in
                let centre = place(dot.point)
                let radius = max(3.5, 11 * (dot.weight / max(most, 1e-9)).squareRoot())
                return "<circle class=\"f\(colour) mark\" cx=\"\(fixed(centre.x, 1))\" cy=\"\(fixed(centre.y, 1))\" "
                    + "r=\"\(fixed(radius, 1))\"/>"
            }.joined(separator: "\n")
        case .diagonal:
            let (low, high) = (max(x.range.lowerBound, y.range.lowerBound), min(x.range.upperBound, y.range.upperBound))
            return SVG.path([place(Point(low, low)), place(Point(high, high))], class: "dash")
        case .cells(let cells, let colour): return cells.map { drawn($0, colour) }.joined(separator: "\n")
        }
    }

    private func drawn(_ cell: Cell, _ colour: Int) -> String {
        let (low, high) = (
            place(Point(cell.x.lowerBound, cell.y.lowerBound)), place(Point(cell.x.upperBound, cell.y.upperBound))
        )
        let text = SVG.text(
            cell.text, at: ((low.x + high.x) / 2, (low.y + high.y) / 2 + 4), anchor: "middle")
        return "<rect class=\"f\(colour)\" fill-opacity=\"\(fixed(0.06 + 0.64 * min(max(cell.share, 0), 1), 2))\" "
            + "x=\"\(fixed(low.x + 1, 1))\" y=\"\(fixed(high.y + 1, 1))\" width=\"\(fixed(high.x - low.x - 2, 1))\" "
            + "height=\"\(fixed(low.y - high.y - 2, 1))\" rx=\"2\"/>\(text)"
    }

    /// The names of the marks, at the right of the caption.
    private var legend: [String] {
        let names = marks.compactMap { mark -> (String, String)? in
            switch mark {
            case .line(_, let colour, let name), .steps(_, let colour, let name): (name, "line c\(colour)")
            case .band(_, let colour, let name): (name, "band f\(colour)")
            case .dots(_, let colour, let name): (name, "f\(colour)")
            case .diagonal(let name): (name, "dash")
            case .cells: nil
            }
        }.filter { !$0.0.isEmpty }
        var end = Self.width - Self.right
        return names.reversed().flatMap { name, style in
            let width = 7.2 * Double(name.count)
            defer { end -= width + 44 }
            let x = end - width
            if style.hasPrefix("f") {
                let centre = "cx=\"\(fixed(x - 15, 1))\" cy=\"\(fixed(Self.top - 17, 1))\""
                return ["<circle class=\"\(style)\" \(centre) r=\"5\"/>", SVG.text(name, at: (x, Self.top - 12))]
            }
            let sign =
                style.hasPrefix("band")
                ? "<rect class=\"\(style)\" x=\"\(fixed(x - 24, 1))\" y=\"\(fixed(Self.top - 23, 1))\" "
                    + "width=\"18\" height=\"11\"/>"
                : SVG.path([(x - 24, Self.top - 17), (x - 6, Self.top - 17)], class: style)
            return [sign, SVG.text(name, at: (x, Self.top - 12))]
        }
    }
}
