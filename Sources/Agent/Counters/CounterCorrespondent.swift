import Counting
import Fleet
import Presence
import Timekeeping
import Uplink

/// Listens to the site's other counters: door beams, people-counting cameras, people with a tally.
///
/// They teach how many people stand behind the devices, and never touch a single visit. What they taught is kept.
final class CounterCorrespondent: Correspondent {
    let topicFilters: [String]
    private var memory: CalibrationMemory

    /// Listens for `pipeline`, which learns what counters taught before.
    init(topics: Topics, memory: CalibrationMemory, pipeline: inout SensingPipeline) {
        topicFilters = [topics.counters]
        self.memory = memory
        pipeline.observer.peopleModel = self.memory.recall()
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        if let reading = Self.reading(in: message, at: time) { pipeline.counted(reading) }
        return []
    }

    /// What a counter says in a message on its topic; `nil` when nobody can make sense of it.
    static func reading(in message: Message, at time: WallTime) -> CounterReading? {
        // footfall/v1/{site}/counter/{counter}/reading
        let levels = message.topic.split(separator: "/", omittingEmptySubsequences: false)
        // A reading that the broker had kept says nothing of now.
        guard levels.count == 6, !message.isRetained else { return nil }
        return CounterReading(reading: message.payload, of: String(levels[4]), at: time)
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        memory.keep(pipeline.observer.peopleModel)
        return []
    }
}
