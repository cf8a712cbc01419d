public import Counting
import RealModule

/// Learns the class table from captures of single devices: shop days are put together from their scans.
///
/// Captures of one class are one model in several states. A trial takes a model and a number of phones of it that are
/// there on average, log-normal about 0.3. They come at random, stay log-normally about nine minutes, and each plays one
/// of the model's captures from a random moment on, over and over. What the class of the model sounds like in a quarter
/// of an hour, and how many were there on average, is one lesson. The mean of a cell's lessons is the cell.
public struct ClassTableLearner: Sendable {
    /// The scans of one device alone: when they began, in seconds, and of which class they were; how long the capture is.
    public struct Recording: Equatable, Sendable {
        let scans: [(second: Double, signature: UInt16)]
        let seconds: Double

        /// A capture of so many seconds.
        public init(scans: [(second: Double, signature: UInt16)], seconds: Double) {
            self.scans = scans
            self.seconds = seconds
        }

        public static func == (left: Self, right: Self) -> Bool {
            left.seconds == right.seconds && left.scans.elementsEqual(right.scans) { $0 == $1 }
        }
    }

    private let models: [(signature: UInt16, recordings: [Recording])]
    private var sums: [Double]
    private var lessons: [Int]
    private let captures: Int

    /// A learner from these captures; `nil` when no device in them scans.
    public init?(_ recordings: [Recording]) {
        var ofModel: [UInt16: [Recording]] = [:]
        for recording in recordings where recording.seconds > 0 {
            var counts: [UInt16: Int] = [:]
            for scan in recording.scans { counts[scan.signature, default: 0] += 1 }
            guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
            ofModel[most.key, default: []].append(recording)
        }
        guard !ofModel.isEmpty else { return nil }
        models = ofModel.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        captures = ofModel.values.reduce(0) { $0 + $1.count }
        sums = [Double](repeating: 0, count: (ClassTable.upperBounds.count + 1) * ClassTable.columns)
        lessons = [Int](repeating: 0, count: sums.count)
    }

    /// The table after so many trials. The same generator gives the same table.
    public mutating func table(trials: Int, using generator: inout some RandomNumberGenerator) -> ClassTable? {
        for _ in 0..<trials { learnOne(using: &generator) }
        return ClassTable(
            origin: "learnt from \(captures) captures of \(models.count) phone models, \(trials) simulated hours",
            rows: rows)
    }

    private mutating func learnOne(using generator: inout some RandomNumberGenerator) {
        let model = models[Int.random(in: models.indices, using: &generator)]
        let present = 0.3 * Double.exp(1.3 * generator.normal())
        var scans: [Double] = []
        var stays: [Range<Double>] = []
        var arrival = -Self.longestStay
        while true {
            arrival += -Double.log(1 - generator.unit()) * Self.meanStay / present
            guard arrival < Self.end else { break }
            let stay = min(max(540 * Double.exp(0.9 * generator.normal()), 42), Self.longestStay)
            guard arrival + stay > 0 else { continue }
            stays.append(arrival..<arrival + stay)
            let recording = model.recordings[Int.random(in: model.recordings.indices, using: &generator)]
            play(recording, model.signature, in: arrival..<arrival + stay, from: generator.unit(), into: &scans)
        }
        note(scans.sorted(), stays)
    }

    private func play(
        _ recording: Recording, _ signature: UInt16, in stay: Range<Double>, from phase: Double,
        into scans: inout [Double]
    ) {
        var start = stay.lowerBound - phase * recording.seconds
        while start < stay.upperBound {
            for scan in recording.scans where scan.signature == signature && stay.contains(start + scan.second) {
                scans.append(start + scan.second)
            }
            start += recording.seconds
        }
    }

    /// Two quarters of an hour follow one in which nothing is learnt.
    private mutating func note(_ scans: [Double], _ stays: [Range<Double>]) {
        var events: [Double] = []
        var last = -Double.infinity
        for scan in scans {
            if scan - last > 1.2 { events.append(scan) }
            last = scan
        }
        for from in [0.0, 900] {
            let heard = events.filter { (from..<from + 900).contains($0) }
            guard !heard.isEmpty else { continue }
            let present = stays.reduce(0) { sum, stay in
                sum + max(0, min(stay.upperBound, from + 900) - max(stay.lowerBound, from)) / 900
            }
            let busy = Set(heard.map { Int(($0 - from) / 60) }).count
            let cell = ClassTable.cell(scans: heard.count, busyMinutes: busy)
            let scale = heard.count > ClassTable.saturation ? ClassTable.saturatedScans / Double(heard.count) : 1
            sums[cell.row * ClassTable.columns + cell.column] += present * scale
            lessons[cell.row * ClassTable.columns + cell.column] += 1
        }
    }

    /// A cell without lessons takes the nearest one of its row; a row without any, the row before.
    private var rows: [[Double]] {
        var rows: [[Double]] = []
        for row in 0...ClassTable.upperBounds.count {
            let first = row * ClassTable.columns
            let learnt = (0..<ClassTable.columns).filter { lessons[first + $0] >= Self.fewestLessons }
            guard let last = learnt.last else {
                rows.append(rows.last ?? [0])
                continue
            }
            rows.append(
                (0...last).map { column in
                    let nearest = learnt.min { abs($0 - column) < abs($1 - column) } ?? last
                    let mean = sums[first + nearest] / Double(lessons[first + nearest])
                    return min((mean * 1_000).rounded() / 1_000, ClassTable.mostPerClass)
                })
        }
        return rows
    }

    private static let longestStay = 5_400.0
    /// The mean of the stays above.
    private static let meanStay = 810.0
    private static let end = 1_800.0
    private static let fewestLessons = 20
}

extension RandomNumberGenerator {
    /// From 0 to, and without, 1.
    fileprivate mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Of the normal distribution about 0 with deviation 1, nearly: the sum of twelve.
    fileprivate mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}
