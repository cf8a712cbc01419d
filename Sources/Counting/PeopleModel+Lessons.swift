public import Timekeeping

extension PeopleModel {
    /// What was learnt, as plain numbers: sums over quarters of an hour, of which no device can be
    /// told.
    public struct Lessons: Equatable, Sendable {
        /// People, devices, bursts, squared errors, their weight, and how many lessons there were.
        public var sums: [Double]
        /// People in each hour of the week, and devices.
        public var people, devices: [Double]
        /// When the last lesson was.
        public var learntAt: WallTime

        /// Lessons of these parts.
        public init(sums: [Double], people: [Double], devices: [Double], learntAt: WallTime) {
            self.sums = sums
            self.people = people
            self.devices = devices
            self.learntAt = learntAt
        }
    }

    /// What was learnt; `nil` when nothing was.
    public var memory: Lessons? {
        learntAt.map { learntAt in
            Lessons(
                sums: [people, devices, bursts, squares, weight, Double(lessons)], people: hours.map(\.people),
                devices: hours.map(\.devices), learntAt: learntAt)
        }
    }

    /// A model that has learnt this; `nil` when these are no lessons.
    public init?(_ memory: Lessons) {
        let numbers = memory.sums + memory.people + memory.devices
        guard memory.sums.count == 6, memory.people.count == 168, memory.devices.count == 168,
            numbers.allSatisfy({ (0...1e12).contains($0) })
        else { return nil }
        self.init()
        (people, devices, bursts) = (memory.sums[0], memory.sums[1], memory.sums[2])
        (squares, weight, lessons) = (memory.sums[3], memory.sums[4], Int(memory.sums[5]))
        hours = zip(memory.people, memory.devices).map { Hour(people: $0, devices: $1) }
        learntAt = memory.learntAt
    }
}
