/// What became of the frames of one radio.
struct RadioTally: Equatable {
    var counters = FrameCounters()
    /// Probe requests whose owner objects to being counted.
    var objections = 0
    /// Probe requests without a level.
    var withoutLevel = 0
}

/// The tallies of several radios. The one at work is counted elsewhere, on the way of each frame; here are the others.
struct RadioTallies {
    private(set) var radio = 0
    private var others: [RadioTally] = []
    /// What all radios had by the time of the last change.
    private var objections = 0
    private var withoutLevel = 0

    /// The tally of a radio, when all have so many objections and frames without a level.
    func tally(of radio: Int, counters: FrameCounters, objections: Int, withoutLevel: Int) -> RadioTally {
        var tally = radio < others.count ? others[radio] : RadioTally()
        guard radio == self.radio else { return tally }
        tally.counters = counters
        tally.objections += objections - self.objections
        tally.withoutLevel += withoutLevel - self.withoutLevel
        return tally
    }

    /// Frames come from another radio now: its counters take the place of those of the one before.
    mutating func change(to radio: Int, counters: inout FrameCounters, objections: Int, withoutLevel: Int) {
        while others.count <= max(radio, self.radio) { others.append(RadioTally()) }
        others[self.radio] = tally(
            of: self.radio, counters: counters, objections: objections, withoutLevel: withoutLevel)
        (self.objections, self.withoutLevel, self.radio) = (objections, withoutLevel, radio)
        counters = others[radio].counters
    }
}
