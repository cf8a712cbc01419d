import Privacy
import Timekeeping

/// What the locator tells its sensors about keys: inside the site only.
extension ContractMessage {
    static var keys: [ContractMessage] {
        [
            ContractMessage(
                "site-keys", title: "Epoch keys",
                """
                What leads each enrolled sensor to the next epoch's key, sealed to its X25519 key (RFC 9180: \
                DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305) and signed by the locator (Ed25519). Published \
                an epoch ahead. Internal to the site: no integrator may read it.
                """, shape: keysShape
            ) { $0.keys(sampleKeys) }
        ]
    }

    private static let keysShape = Schema.object([
        .required("epoch", .integer(from: 0), "The epoch in which it was made: unix time over epochSeconds."),
        .required("epochSeconds", .integer(from: 300, to: 900), "How long an epoch lasts."),
        .required("issuedAtMilliseconds", .integer(from: 0), "When it was made, unix time: the later one counts."),
        .required("chain", .text(pattern: "^[A-Za-z0-9_-]{11}$"), "The life of the locator: 64 random bits."),
        .required("copies", .array(of: copyShape), "What is for each enrolled sensor."),
        .required(
            "signature", .text(pattern: "^[A-Za-z0-9_-]{86}$"),
            "The locator's signature over the site and all of the above: Ed25519, base64url."),
    ])

    private static let copyShape = Schema.object([
        .required("sensor", .identifier, "The sensor."),
        .required(
            "form", .word(of: KeyAnnouncement.Form.allCases.map(\.rawValue)),
            "step: leads from the present key to the next one. key: the present key as well, for who does not have it."),
        .required(
            "sealed", .text(pattern: "^[A-Za-z0-9_-]{107,171}$"),
            "The sealed octets as base64url: ephemeral public key, ciphertext and mark."),
    ])

    /// Octets that nothing was sealed in.
    private static var sampleKeys: KeyAnnouncement {
        KeyAnnouncement(
            epoch: ContractSample.boot.nanoseconds / Interval.minutes(10).nanoseconds, epochLength: .minutes(10),
            issuedAt: ContractSample.boot, chain: 0x1d5a_90c4_77e2_0b36,
            copies: [
                KeyAnnouncement.Copy(
                    sensor: "entrance", form: .step, sealed: (0..<80).map { UInt8(truncatingIfNeeded: $0 &* 37) }),
                KeyAnnouncement.Copy(
                    sensor: "window", form: .key, sealed: (0..<128).map { UInt8(truncatingIfNeeded: $0 &* 59) }),
            ], signature: (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 101) })
    }
}
