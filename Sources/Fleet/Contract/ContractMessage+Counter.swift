import Counting
import Timekeeping
import Uplink

/// What the agent hears of other counters.
extension ContractMessage {
    static var counter: [ContractMessage] {
        [
            ContractMessage(
                heard: "counter-reading", title: "Reading of another counter",
                """
                What a door beam, a camera that counts people or a person with a tally has counted. It teaches the agent \
                how many people stand behind the devices that it hears, and never touches a single visit. in and out add \
                up; occupancy is how many are there. Further members are ignored; a retained reading is, too.
                """, address: Topics(site: "{site}", sensor: "{sensor}", zones: []).counter("{counter}"),
                isRetained: false, shape: readingShape, example: readingExample)
        ]
    }

    /// Source: `CounterReading.init(reading:of:at:)`.
    private static let readingShape = Schema([
        "type": .text("object"),
        "properties": .members([
            "at": Schema.text(format: "date-time").described(
                "When (RFC 3339, UTC), at most 20 minutes ago; without it, when the message comes."
            ).document,
            "window": Schema.number().described("For how many seconds in and out were counted; for people only.")
                .document,
            "in": count.described("How many came in since the last reading.").document,
            "out": count.described("How many went out since the last reading.").document,
            "occupancy": count.described("How many are there.").document,
        ]),
        "additionalProperties": DocumentValue(.boolean(true)),
        "anyOf": .list(["in", "out", "occupancy"].map { .members(["required": .words([$0])]) }),
    ])

    private static let count = Schema.integer(from: 0, to: CounterReading.largestCount)

    private static let readingExample = DocumentValue.members([
        "at": .text(ContractSample.now.rfc3339), "window": DocumentValue(.integer(60)),
        "in": DocumentValue(.integer(7)),
        "out": DocumentValue(.integer(4)),
    ])
}
