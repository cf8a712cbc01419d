/// Plots one below the other, as one picture in SVG 1.1 (w3.org/TR/SVG11): readable on light and dark ground, in print
/// and by a screen reader, and without anything from elsewhere.
public struct PlotSheet: Equatable, Sendable {
    /// What the picture is called.
    public var title: String
    /// What it says, for who cannot see it.
    public var description: String
    /// The plots.
    public var panels: [PlotPanel]

    /// A sheet of plots.
    public init(title: String, description: String, panels: [PlotPanel]) {
        (self.title, self.description, self.panels) = (title, description, panels)
    }

    /// The picture.
    public var svg: String {
        var top = Self.head
        var groups: [String] = []
        for panel in panels {
            groups.append("<g transform=\"translate(0 \(fixed(top, 0)))\">\n\(panel.svg)\n</g>")
            top += panel.size.height
        }
        let (width, height) = (fixed(PlotPanel.width, 0), fixed(top + Self.margin, 0))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" role="img" aria-labelledby="title desc">
            <title id="title">\(SVG.escaped(title))</title>
            <desc id="desc">\(SVG.escaped(description))</desc>
            <style>
            \(Self.style)
            </style>
            <rect class="ground" width="\(width)" height="\(height)"/>
            \(SVG.text(title, at: (24, 32), class: "title"))
            \(groups.joined(separator: "\n"))
            </svg>

            """
    }

    private static let (head, margin) = (44.0, 12.0)

    /// Colours that people with any colour vision tell apart, and that have the contrast of WCAG 2.1 §1.4.11 on both
    /// grounds. Source: Okabe and Ito, Color Universal Design, darkened for the light ground.
    private static let style = """
        text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
        .title { font-size: 17px; font-weight: 600 } .caption { font-weight: 600 } .faint { fill: #59636e }
        .ground { fill: #ffffff } .grid { stroke: #d8dee4 } .axis { stroke: #59636e } path, line { fill: none }
        .line { stroke-width: 2; stroke-linejoin: round } .dash { stroke: #59636e; stroke-dasharray: 5 4 }
        .c0 { stroke: #0072b2 } .c1 { stroke: #c04a00 } .c2 { stroke: #00795c } .c3 { stroke: #8a6d00 }
        .f0 { fill: #0072b2; stroke: none } .f1 { fill: #c04a00; stroke: none } .f2 { fill: #00795c; stroke: none }
        .f3 { fill: #8a6d00; stroke: none } .band { fill-opacity: .18 } .mark { stroke: #ffffff; stroke-width: 1.5 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .faint { fill: #9198a1 } .ground { fill: #0d1117 } .grid { stroke: #2d333b }
        .axis, .dash { stroke: #9198a1 } .mark { stroke: #0d1117 }
        .c0 { stroke: #56b4e9 } .c1 { stroke: #f0883e } .c2 { stroke: #3fc9a0 } .c3 { stroke: #d9b92c }
        .f0 { fill: #56b4e9 } .f1 { fill: #f0883e } .f2 { fill: #3fc9a0 } .f3 { fill: #d9b92c }
        }
        """
}

/// Pieces of SVG.
enum SVG {
    static func text(
        _ text: String, at place: (x: Double, y: Double), class name: String = "", anchor: String = "start"
    )
        -> String
    {
        let style = name.isEmpty ? "" : " class=\"\(name)\""
        return "<text x=\"\(fixed(place.x, 1))\" y=\"\(fixed(place.y, 1))\" text-anchor=\"\(anchor)\"\(style)>"
            + "\(escaped(text))</text>"
    }

    static func path(_ points: [(x: Double, y: Double)], class name: String, closed: Bool = false) -> String {
        guard !points.isEmpty else { return "" }
        let course = points.map { "\(fixed($0.x, 1)) \(fixed($0.y, 1))" }.joined(separator: "L")
        return "<path class=\"\(name)\" d=\"M\(course)\(closed ? "Z" : "")\"/>"
    }

    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
