import Counting
import Timekeeping

extension CountEvaluation {
    /// People over time with their interval, beside the truth; and how far off they were.
    public var plot: PlotSheet {
        let scored = windows.filter { !$0.isForCalibration }
        let errors = scored.compactMap { window in window.truth.map { abs(window.people.value - $0) } }
        let panels =
            [course] + (errors.isEmpty ? [] : [PlotPanel.errors("How far off the windows are", errors, unit: "people")])
        return PlotSheet(title: "People in \(windows.count) windows", description: words, panels: panels)
    }

    private var course: PlotPanel {
        let middle = windows.map { ($0.count.from.seconds + $0.count.to.seconds) / 2 }
        let ends = (windows.first?.count.from.seconds ?? 0)...(windows.last?.count.to.seconds ?? 1)
        let truth = windows.filter { $0.truth != nil }.flatMap { window in
            let people = window.truth ?? 0
            return [
                PlotPanel.Point(window.count.from.seconds, people), PlotPanel.Point(window.count.to.seconds, people),
            ]
        }
        let band = zip(middle, windows).map { PlotPanel.Band(x: $0, low: $1.people.low, high: $1.people.high) }
        let curve = zip(middle, windows).map { PlotPanel.Point($0, $1.people.value) }
        // An interval that reaches far above all estimates would press them down: it is cut.
        let most = max(windows.map(\.people.value).max() ?? 0, windows.compactMap(\.truth).max() ?? 0)
        let cut = band.map { PlotPanel.Band(x: $0.x, low: min($0.low, most * 1.5), high: min($0.high, most * 1.5)) }
        return PlotPanel(
            "People over time", x: PlotAxis("time of day (UTC)", ends, .time),
            y: PlotAxis("people", upTo: cut.map(\.high) + [most]),
            [
                .band(cut, colour: 0, name: cut == band ? "95 % interval" : "95 % interval (cut)"),
                .line(curve, colour: 0, name: "estimate"),
            ]
                + (truth.isEmpty ? [] : [.line(truth, colour: 1, name: "counted by hand")]))
    }

    private var words: String {
        guard let score else { return "An estimate of people with its interval over time." }
        return "An estimate of people with its interval over time, and the truth: \(fixed(score.meanEstimate, 1)) for "
            + "\(fixed(score.meanTruth, 1)) people on average, mean absolute error \(fixed(score.mae, 2)), "
            + "\(percent(score.coverage)) of \(score.windows) intervals hold the truth."
    }
}

extension WallTime {
    fileprivate var seconds: Double { Double(nanoseconds) / 1e9 }
}
