extension PlotPanel {
    /// Which share of `errors` stays below how much, the median and the ninth tenth told.
    static func errors(_ caption: String, _ errors: [Double], unit: String) -> Self {
        let sorted = errors.sorted()
        let curve = sorted.enumerated().map { index, error in
            Point(error, Double(index + 1) / Double(sorted.count))
        }
        let x = PlotAxis("error in \(unit)", upTo: sorted)
        let end = Point(x.range.upperBound, 1)
        return Self(
            caption, x: x, y: PlotAxis("share of estimates that err by no more", 0...1, .percentage),
            [.steps([Point(0, 0)] + curve + [end], colour: 0, name: "")])
    }
}
