import ArgumentParser
import Evaluation
import Fleet
import Glibc
import Positioning

struct EvaluateSolver: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solver",
        abstract: "Measures how long a position takes on this machine, and how that grows.",
        discussion: """
            Positions are made one after the other on one core, from scans of which four sensors in five heard some \
            frames; the time is that of the processor, the median of five rounds. Memory is that of a site's tables. \
            Then a whole locator: it reads the batches of 8 sensors, merges what they heard, and places it.
            """)

    @Option(
        help: ArgumentHelp("Draws the growth with cells and with sensors into this file (SVG).", valueName: "file"),
        completion: .file())
    var plot: String?

    @Flag(help: "Prints one JSON object.")
    var json = false

    private struct Figure {
        let cells, sensors, bytes: Int
        let microseconds: Double
    }

    func run() throws {
        let sizes = [150, 300, 600, 1200, 2400, 4800].map { (cells: $0, sensors: 8) }
        let crews = [2, 4, 6, 8, 12, 16, 24, 32].map { (cells: 600, sensors: $0) }
        // Each takes about as long as any other: more positions are made where one is quick.
        let figures = try ProgressBar.during("measure") { progress in
            try (sizes + crews).enumerated().map { index, trial in
                defer { progress(Double(index + 1) / Double(sizes.count + crews.count)) }
                return try Self.measured(cells: trial.cells, sensors: trial.sensors)
            }
        }
        let byCells = Array(figures.prefix(sizes.count))
        let bySensors = Array(figures.suffix(crews.count))
        let load = try Self.measuredLocator(cells: 600, sensors: 8)
        print(json ? Self.json(figures, load) : Self.table(figures) + "\n" + load.sentence)
        guard let plot else { return }
        try OutputFile.write(Array(Self.plot(byCells, bySensors).svg.utf8), to: plot)
    }

    private static func plot(_ byCells: [Figure], _ bySensors: [Figure]) -> PlotSheet {
        func panel(
            _ caption: String, _ x: String, _ y: String, _ figures: [Figure], _ value: (Figure) -> (Double, Double)
        ) -> PlotPanel {
            let points = figures.map(value).map { PlotPanel.Point($0.0, $0.1) }
            return PlotPanel(
                caption, x: PlotAxis(x, upTo: points.map(\.x)), y: PlotAxis(y, upTo: points.map(\.y)),
                [
                    .line(points, colour: 0, name: ""),
                    .dots(points.map { PlotPanel.Dot($0, weight: 0) }, colour: 0, name: ""),
                ])
        }
        return PlotSheet(
            title: "What a position costs",
            description: "Processor time of one position and memory of a site's tables, as cells and sensors grow.",
            panels: [
                panel("One position with 8 sensors", "cells of 1 m²", "µs", byCells) {
                    (Double($0.cells), $0.microseconds)
                },
                panel("One position with 600 cells", "sensors", "µs", bySensors) {
                    (Double($0.sensors), $0.microseconds)
                },
                panel("A site's tables with 8 sensors", "cells of 1 m²", "KiB", byCells) {
                    (Double($0.cells), Double($0.bytes) / 1024)
                },
            ])
    }

    private static func measured(cells: Int, sensors: Int) throws -> Figure {
        let trial: SolverTrial
        do throws(InvalidPlan) { trial = try SolverTrial(cells: cells, sensors: sensors) } catch {
            throw Failure.exit(EX_SOFTWARE, error)
        }
        let count = max(20, 1_200_000 / (cells * sensors))
        var sum = trial.solve(count)
        let rounds = (0..<5).map { _ in
            let start = processorSeconds
            sum += trial.solve(count)
            return (processorSeconds - start) / Double(count) * 1e6
        }
        precondition(sum.isFinite, "a position is a number")
        return Figure(
            cells: trial.cells, sensors: sensors, bytes: trial.bytes, microseconds: rounds.sorted()[2])
    }

    /// What a scan costs a locator.
    private struct Load {
        let microseconds: Double

        var sentence: String {
            "a locator (600 cells, 8 sensors) reads, merges and places a scan in "
                + "\(CalibrationReview.number(microseconds)) µs: \(Int(1e6 / microseconds)) scans/s on this core"
        }
    }

    private static func measuredLocator(cells: Int, sensors: Int) throws -> Load {
        do throws(InvalidPlan) {
            var trial = try LocatorTrial(try SolverTrial(cells: cells, sensors: sensors), scansPerSecond: 500)
            let rounds = (0..<3).map { _ in
                let batches = trial.nextBatches()
                let start = processorSeconds
                let count = trial.place(batches)
                return (processorSeconds - start) / Double(max(count, 1)) * 1e6
            }
            return Load(microseconds: rounds.sorted()[1])
        } catch {
            throw Failure.exit(EX_SOFTWARE, error)
        }
    }

    private static func table(_ figures: [Figure]) -> String {
        let titles = ["CELLS", "SENSORS", "MICROSECONDS", "POSITIONS/S", "KIB"]
        return Column.table(
            [titles]
                + figures.map { figure in
                    [
                        "\(figure.cells)", "\(figure.sensors)", CalibrationReview.number(figure.microseconds),
                        "\(Int(1e6 / figure.microseconds))", "\(figure.bytes / 1024)",
                    ]
                })
    }

    private static func json(_ figures: [Figure], _ load: Load) -> String {
        let list = figures.map { figure in
            DocumentValue(
                .object([
                    DocumentMember("cells", DocumentValue(.integer(figure.cells))),
                    DocumentMember("sensors", DocumentValue(.integer(figure.sensors))),
                    DocumentMember("microseconds", DocumentValue(.number(figure.microseconds))),
                    DocumentMember("bytes", DocumentValue(.integer(figure.bytes))),
                ]))
        }
        return String(
            decoding: DocumentValue(
                .object([
                    DocumentMember("solver", DocumentValue(.array(list))),
                    DocumentMember(
                        "locator",
                        DocumentValue(
                            .object([DocumentMember("microsecondsPerScan", DocumentValue(.number(load.microseconds)))]))
                    ),
                ])
            ).json(), as: UTF8.self)
    }

    private static var processorSeconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
