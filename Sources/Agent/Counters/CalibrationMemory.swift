import Counting
import Fleet
import Logging
import Timekeeping

/// Keeps what the counters have taught over restarts, in `storage.directory`: one file, replaced as a whole.
struct CalibrationMemory {
    private let folder: DurableFolder?
    private let log: Logger
    private var kept: PeopleModel.Lessons?
    private var isFailing = false

    /// The memory in `directory`; without one nothing is kept.
    init(directory: String?, log: Logger) {
        self.log = log
        folder = directory.flatMap { path in
            do throws(DurableFolder.Failure) { return try DurableFolder(path) } catch { return nil }
        }
    }

    /// What was taught before; an empty model when nothing was, or when it cannot be read.
    ///
    /// Its age is that of its last lesson, whatever the clock says at a start: a box without a battery does not know yet.
    mutating func recall() -> PeopleModel {
        guard let bytes = folder?.contents(of: Self.file, limit: Self.longest) else { return PeopleModel() }
        guard let lessons = PeopleModel.Lessons(json: bytes) else {
            log.warning("calibration cannot be read", metadata: ["calibration.file": "\(Self.file)"])
            return PeopleModel()
        }
        kept = lessons
        return PeopleModel(lessons) ?? PeopleModel()
    }

    /// Writes what is new: at each lesson, four times an hour at most.
    mutating func keep(_ model: PeopleModel) {
        guard let folder, let lessons = model.memory, lessons.learntAt != kept?.learntAt else { return }
        kept = lessons
        do throws(DurableFolder.Failure) {
            try folder.write(lessons.json, to: Self.file, purpose: "calibration")
            isFailing = false
        } catch {
            if !isFailing { log.error("calibration cannot be kept", metadata: ["reason": "\(error)"]) }
            isFailing = true
        }
    }

    private static let file = "people.json"
    private static let longest = 65_536
}

extension PeopleModel.Lessons {
    /// One JSON object.
    fileprivate var json: [UInt8] {
        func numbers(_ values: [Double]) -> DocumentValue {
            DocumentValue(.array(values.map { DocumentValue(.number($0)) }))
        }
        return DocumentValue(
            .object([
                DocumentMember("learntAt", DocumentValue(.string(learntAt.rfc3339))),
                DocumentMember("sums", numbers(sums)), DocumentMember("people", numbers(people)),
                DocumentMember("devices", numbers(devices)),
            ])
        ).json()
    }

    fileprivate init?(json bytes: [UInt8]) {
        guard let document = try? DocumentValue(reading: bytes, as: .json),
            let learntAt = document.text("learntAt").flatMap(WallTime.init(rfc3339:))
        else { return nil }
        func numbers(_ name: String) -> [Double] { document.elements(name).compactMap(\.double) }
        self.init(
            sums: numbers("sums"), people: numbers("people"), devices: numbers("devices"), learntAt: learntAt)
        guard PeopleModel(self) != nil else { return nil }
    }
}
