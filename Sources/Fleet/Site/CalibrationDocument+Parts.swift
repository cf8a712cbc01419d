public import Positioning

extension CalibrationDocument {
    /// Path loss and its spread: those members of `PathLossModel` that calibration changes.
    public struct Model: Equatable, Sendable {
        /// n, the path-loss exponent.
        public var exponent = PathLossModel().exponent
        /// Level at 1 m from an average transmitter, in dBm.
        public var referenceLevelDBm = PathLossModel().referenceLevel
        /// Spread of what stays the same over one scan, in decibels.
        public var shadowingDecibels = PathLossModel().shadowing
        /// Spread from frame to frame, in decibels.
        public var fadingDecibels = PathLossModel().fading
        /// Spread of transmit power, in decibels.
        public var transmitSpreadDecibels = PathLossModel().transmitSpread

        init(_ model: PathLossModel) {
            exponent = model.exponent
            referenceLevelDBm = model.referenceLevel
            shadowingDecibels = model.shadowing
            fadingDecibels = model.fading
            transmitSpreadDecibels = model.transmitSpread
        }

        var model: PathLossModel {
            var model = PathLossModel()
            model.exponent = exponent
            model.referenceLevel = referenceLevelDBm
            model.shadowing = shadowingDecibels
            model.fading = fadingDecibels
            model.transmitSpread = transmitSpreadDecibels
            return model
        }
    }

    /// What is known of a sensor.
    public struct Sensor: Equatable, Sendable {
        /// The sensor's identifier.
        public var id = ""
        /// How much more it hears than the mean of all, in decibels; `nil` for what the plan says.
        public var offsetDecibels: Double?
        /// How much it misses what the others make of the same scans, in decibels.
        public var misfitDecibels: Double?
        /// Metres over which the residual map's values are alike; `nil` without a map.
        public var mapLengthMetres: Double?
        /// Variance that the map leaves unexplained, in dB².
        public var mapRemainingVariance: Double?
        /// The stops of the residual map.
        public var mapPoints: [MapPoint] = []

        init() {}

        init(id: String, offset: Double?, misfit: Double?, residuals: ResidualMap?) {
            self.id = id
            offsetDecibels = offset
            misfitDecibels = misfit
            guard let residuals else { return }
            mapLengthMetres = residuals.length
            mapRemainingVariance = residuals.remainingVariance
            mapPoints = zip(residuals.places, residuals.weights).map { place, weight in
                MapPoint(floor: place.floor, x: place.point.x, y: place.point.y, weight: weight)
            }
        }

        var residuals: ResidualMap? {
            guard let mapLengthMetres, let mapRemainingVariance else { return nil }
            return ResidualMap(
                places: mapPoints.map { .init(floor: $0.floor, point: Point(x: $0.x, y: $0.y)) },
                weights: mapPoints.map(\.weight), length: mapLengthMetres, remainingVariance: mapRemainingVariance)
        }
    }

    /// A stop of a residual map.
    public struct MapPoint: Equatable, Sendable {
        /// The position of its floor in the site document.
        public var floor = 0
        /// Metres on the plan.
        public var x = 0.0
        /// Metres on the plan.
        public var y = 0.0
        /// The stop's weight in decibels.
        public var weight = 0.0
    }

    /// Something that a person should look at.
    public struct Alarm: Equatable, Sendable {
        /// What has changed.
        public enum Kind: String, CaseIterable, Sendable {
            /// Too few scans came for an update.
            case tooFewSamples = "too-few-scans"
            /// The path-loss exponent, by more than a night can bring.
            case exponentDrift = "exponent-drift"
            /// A sensor's gain against the others.
            case sensorChanged = "sensor-changed"
            /// How well a sensor's levels fit its place.
            case sensorMoved = "sensor-moved"
        }

        /// What has changed.
        public var kind = Kind.exponentDrift
        /// Which sensor's; `nil` for what is the site's.
        public var sensor: String?
        /// By how much: scans, of the exponent, decibels, a factor.
        public var change = 0.0

        init() {}

        init(_ alarm: CalibrationUpdate.Alarm) {
            switch alarm {
            case .tooFewSamples(let count): (kind, change) = (.tooFewSamples, Double(count))
            case .exponentDrift(let change): (kind, self.change) = (.exponentDrift, change)
            case .sensorChanged(let name, let change): (kind, sensor, self.change) = (.sensorChanged, name, change)
            case .sensorMoved(let name, let factor): (kind, sensor, change) = (.sensorMoved, name, factor)
            }
        }

        /// The same as calibration tells it.
        public var alarm: CalibrationUpdate.Alarm {
            switch kind {
            case .tooFewSamples: .tooFewSamples(Int(change))
            case .exponentDrift: .exponentDrift(change)
            case .sensorChanged: .sensorChanged(sensor ?? "", change)
            case .sensorMoved: .sensorMoved(sensor ?? "", change)
            }
        }
    }

    /// How good positions are, as far as it can be said.
    public struct Figures: Equatable, Sendable {
        /// The scans that were looked at.
        public var scans: Int?
        /// Logarithm of how probable the scans are, per scan: larger is better.
        public var evidencePerScan: Double?
        /// Root mean square of the error that the posteriors themselves expect, in metres.
        public var expectedErrorMetres: Double?
        /// Share of the scans with a zone that is at least 0.6 probable.
        public var publishedShare: Double?
        /// With known places: the median error in metres.
        public var medianErrorMetres: Double?
        /// With known places: the root mean squared error in metres.
        public var rootMeanSquareErrorMetres: Double?
        /// With known places: the share of the scans whose most probable zone is the true one.
        public var zoneAccuracy: Double?

        /// Nothing is known.
        public init() {}
    }
}

extension CalibrationDocument.Model: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("exponent", \.exponent, .quantity(in: 0.5...8, "decades", example: "2.5")),
        .value("referenceLevelDBm", \.referenceLevelDBm, .quantity(in: -150...50, "dBm", example: "-42")),
        .value("shadowingDecibels", \.shadowingDecibels, .quantity(in: 0.1...30, "decibels", example: "5")),
        .value("fadingDecibels", \.fadingDecibels, .quantity(in: 0.1...30, "decibels", example: "3.5")),
        .value("transmitSpreadDecibels", \.transmitSpreadDecibels, .quantity(in: 0.1...30, "decibels", example: "6")),
    ]
}

extension CalibrationDocument.Sensor: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("id", \.id, .identifier(example: "entrance")),
        .optional("offsetDecibels", \.offsetDecibels, .quantity(in: -60...60, "decibels", example: "0")),
        .optional("misfitDecibels", \.misfitDecibels, .quantity(in: 0...100, "decibels", example: "5")),
        .optional("mapLengthMetres", \.mapLengthMetres, .quantity(in: 0.1...1000, "metres", example: "4")),
        .optional("mapRemainingVariance", \.mapRemainingVariance, .quantity(in: 0...1000, "dB²", example: "6")),
        .list("mapPoints", \.mapPoints, count: 0...2048),
    ]

    var contradictions: [Contradiction] {
        let keys = ["mapLengthMetres", "mapRemainingVariance"]
        let given = [mapLengthMetres, mapRemainingVariance].map { $0 != nil }
        guard given[0] != given[1] else { return [] }
        let (missing, there) = given[0] ? (keys[1], keys[0]) : (keys[0], keys[1])
        return [Contradiction(missing, there, message: "is missing beside \(there) (give both, or neither)")]
    }
}

extension CalibrationDocument.MapPoint: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("floor", \.floor, .integer(in: 0...15)),
        .required("x", \.x, .quantity(in: -10_000...10_000, "metres", example: "4.5")),
        .required("y", \.y, .quantity(in: -10_000...10_000, "metres", example: "2")),
        .required("weight", \.weight, .quantity(in: -1000...1000, "decibels", example: "1.5")),
    ]
}

extension CalibrationDocument.Figures: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("scans", \.scans, .integer(in: 0...1_000_000_000)),
        .optional("evidencePerScan", \.evidencePerScan, .quantity(in: -1e9...1e9, "nats", example: "-9")),
        .optional("expectedErrorMetres", \.expectedErrorMetres, .quantity(in: 0...1e6, "metres", example: "3.4")),
        .optional("publishedShare", \.publishedShare, .quantity(in: 0...1, "share", example: "0.7")),
        .optional("medianErrorMetres", \.medianErrorMetres, .quantity(in: 0...1e6, "metres", example: "2.5")),
        .optional(
            "rootMeanSquareErrorMetres", \.rootMeanSquareErrorMetres,
            .quantity(in: 0...1e6, "metres", example: "3.5")),
        .optional("zoneAccuracy", \.zoneAccuracy, .quantity(in: 0...1, "share", example: "0.75")),
    ]
}

extension CalibrationDocument.Alarm: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .value("kind", \.kind, .choice),
        .optional("sensor", \.sensor, .identifier(example: "entrance")),
        .value("change", \.change, .quantity(in: -1_000_000...1_000_000, "of what kind says", example: "5")),
    ]
}
