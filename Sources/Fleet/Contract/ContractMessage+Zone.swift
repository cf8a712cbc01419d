import Presence
import Privacy
import Timekeeping

/// How many people are and were in a zone.
extension ContractMessage {
    static var zone: [ContractMessage] {
        [
            ContractMessage(
                "zone-occupancy", title: "Zone occupancy",
                """
                How full the zone is: the average of the last 15 minutes. Published on change and at least each minute. A \
                figure that stands for fewer than k is null, and suppressed says so.
                """,
                shape: .object(
                    [zoneMember, window(isClosed: false)] + countMembers + [coverageMember, calibrationMember]
                        + suppressionMembers)
            ) { composer in
                var generator = ExampleGenerator()
                return composer.publication(
                    for: .occupancy(ContractSample.occupancy), clock: .synchronised, using: &generator)
            },
            ContractMessage(
                "zone-footfall", title: "Zone footfall",
                """
                What a closed window amounts to: each minute, quarter of an hour, hour and day of the shop. All come on one topic: \
                window.lengthSeconds tells them apart. A minute tells devices and people only; labels, the histogram and the \
                returning share come once a day. What could be found by subtracting windows is null as well. Visitors, bounces, passers-by and dwell are those of devices that \
                keep their address over scans, a small part of all.
                """,
                shape: .object(
                    [zoneMember, window(isClosed: true)] + countMembers + footfallMembers
                        + [coverageMember, calibrationMember] + suppressionMembers + [noiseMember])
            ) { composer in
                var generator = ExampleGenerator()
                return composer.publication(
                    for: .footfall(ContractSample.footfall), clock: .synchronised, using: &generator)
            },
            ContractMessage(
                "site-flow-hour", title: "Flows between zones",
                """
                How many visits of devices that keep their address went from zone to zone in the last closed hour. Pairs \
                with fewer than k are not listed, whether there were any or none.
                """, shape: .object(flowMembers + suppressionMembers + [noiseMember])
            ) { composer in
                var generator = ExampleGenerator()
                return composer.publication(
                    for: .flows(ContractSample.flows), clock: .synchronised, using: &generator)
            },
        ]
    }

    private static let zoneMember = Schema.Member.required("zone", .identifier, "The zone.")

    private static func window(isClosed: Bool) -> Schema.Member {
        let lengths = FootfallTally.Length.allCases.map { DocumentValue(.integer(Int($0.interval.seconds))) }
        let length = Schema.Member.required(
            "lengthSeconds", Schema(["type": .text("integer"), "enum": .list(lengths)]),
            "The window's nominal length; the first window after a start begins later than that.")
        let ends: [Schema.Member] = [
            .required("from", .instant, "The beginning, or the start of the agent if that came later."),
            .required("to", .instant, "The end."),
        ]
        return .required("window", .object(ends + (isClosed ? [length] : [])), "The time that the figures speak of.")
    }

    private static let flowMembers: [Schema.Member] = [
        .required(
            "window",
            .object([.required("from", .instant, "The beginning."), .required("to", .instant, "The end.")]),
            "The hour."),
        .required("basis", .word(of: ["stable"]), "stable: devices that keep their address over scans."),
        .required(
            "flows",
            .array(
                of: .object([
                    .required("from", .identifier, "Where they were; outside when they came in."),
                    .required("to", .identifier, "Where they went; outside when they left."),
                    .required("count", .integer(from: PrivacyFloor.smallestK), "How many."),
                ])), "Pairs of zones with k visits or more."),
    ]

    private static let countMembers: [Schema.Member] = [
        .required(
            "devices", .estimate,
            "Devices in the zone on average over the window; null when withheld, or when the sensor heard nothing."),
        .required(
            "people", .estimate,
            "People in the zone on average over the window. Without a calibration an index, right within a factor of two."
        ),
        .required(
            "distinctAddresses", .count,
            "Addresses that were heard: many for each device, for comparison with naive counters only."),
        .required(
            "randomisedShare", .share.orNull,
            "The share of those addresses that devices chose themselves, in whole per cent."),
    ]

    private static let footfallMembers: [Schema.Member] = [
        .required(
            "entries", .count,
            "People who came in from outside; null when no counter stands at the doors and none has calibrated, and in "
                + "each zone of a site with several zones inside: through which of them people came is not known."),
        .required("exits", .count, "People who left; null when entries is."),
        .required(
            "captureRate", .share.orNull,
            "Of the devices with a factory address, the share that came in and did not pass by, in whole per cent. Where "
                + "fewer than k visits of others began, these are among those that came in. Who passes by in half a minute "
                + "is heard about every second time, so that the rate is too high, by the same factor day by day."),
        .required(
            "returningShare",
            Schema.object([
                .required("estimate", .share, "The best single figure."),
                .required("low", .share, "The lower end of the 95 % interval (Wilson)."),
                .required("high", .share, "The upper end."),
            ]).orNull, "Of the visits of people who agreed, those of people who had been here; null below 100 of them."),
        .required("passersBy", .count, "Devices with a factory address that were heard from outside only."),
        .required("visitors", .count, "Visits that ended after the time that makes a visitor."),
        .required("bounces", .count, "Visits that ended before it."),
        .required(
            "dwellSeconds",
            .object([
                .required(
                    "mean", Schema.number().orNull,
                    "Of all people, by Little's law; null without a counter at the doors."),
                .required("median", Schema.integer(from: 0).orNull, "Half of the visits were shorter."),
                .required("p90", Schema.integer(from: 0).orNull, "Nine of ten visits were shorter."),
                .required(
                    "histogram",
                    Schema.array(
                        of: .object([
                            .required("fromSeconds", .integer(from: 0), "The shortest dwell."),
                            .required("toSeconds", Schema.integer(from: 0).orNull, "All were shorter; null: no end."),
                            .required("count", .integer(from: PrivacyFloor.smallestK), "How many visits."),
                        ])
                    ).orNull, "How many visits lasted how long; bins are joined until each stands for k."),
            ]), "How long the visits that ended in the window had lasted."),
        .required(
            "segments",
            Schema.array(
                of: .object([
                    .required("segment", .identifier, "The label that they gave."),
                    .required("visits", .integer(from: PrivacyFloor.smallestK), "Visits of the day."),
                ])
            ).orNull, "Visits of people who agreed, by the label that they gave; null but for days."),
    ]

    private static let noiseMember = Schema.Member.required(
        "noise",
        Schema.object([
            .required("mechanism", .word(of: ["two-sided-geometric"]), "How it was drawn."),
            .required("epsilon", Schema.number(), "For each count of each window."),
            .required("sensitivity", .integer(from: 1), "By how much one person is taken to change a count."),
        ]).orNull, "The random noise that the counts carry; null for none, and then they are exact.")

    private static let coverageMember = Schema.Member.required(
        "coverage", .word(of: Coverage.allCases.map { $0.name.description }),
        "full: heard all the time. degraded: figures may be too low. unknown: the sensor did not hear.")

    private static let calibrationMember = Schema.Member.required(
        "calibration",
        .object([
            .required(
                "state", .word(of: ["none", "counter"]),
                "none: nothing has calibrated people against devices. counter: other counters have."),
            .optional("factor", Schema.number(), "People for each device."),
            .optional("uncertainty", Schema.number(), "The standard uncertainty of factor."),
            .optional("ageSeconds", .integer(from: 0), "How long ago a counter was last learnt from."),
        ]),
        "How people were calculated from devices.")

    private static let suppressionMembers: [Schema.Member] = [
        .required(
            "suppressed", Schema.word(of: ["below-k"]).orNull,
            "below-k when a figure was withheld since it, or what it leads to, stands for fewer than k; else null."),
        .required(
            "below", Schema.integer(from: PrivacyFloor.smallestK).orNull, "k, when a figure was withheld; else null."),
    ]
}

/// Gives the identifiers of examples: always the same ones.
struct ExampleGenerator: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0x0c27_b16a_38f5_9d40 }
}
