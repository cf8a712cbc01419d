import Glibc
import Radio

/// Simulated radios, and probe requests that reach them.
enum AirCommand {
    static func run(_ words: [String]) throws(RadioError) {
        let hwsim = try Hwsim()
        switch (words.first, words.dropFirst().first) {
        case ("new", let text?):
            guard let address = bytes(text) else { Main.fail("an address has six bytes\n", code: EX_USAGE) }
            try hwsim.addRadio(address)
        case ("remove", let name?): try hwsim.removeRadio(name)
        case ("emit", _?) where words.count >= 5: try emit(hwsim, words)
        case ("flood", _?) where words.count == 5: try Flood(words, through: hwsim).run(hwsim)
        default: Main.fail("radioprobe air new|remove|emit|flood\n", code: EX_USAGE)
        }
    }

    private static func emit(_ hwsim: borrowing Hwsim, _ words: [String]) throws(RadioError) {
        let pause = UInt32(words[1]) ?? 20
        let count = Int(words[2]) ?? 1
        let frequencies = words[3].split(separator: ",").compactMap { Int($0) }
        let receivers = words.dropFirst(4).compactMap(receiver)
        let sender = words.first { $0.hasPrefix("from=") }.flatMap { bytes(String($0.dropFirst(5))) }
        try hwsim.takeOver()
        var deliveries: [[UInt8]] = []
        for frequency in frequencies {
            for (address, level) in receivers {
                deliveries.append(
                    hwsim.delivery(
                        of: probeRequest(from: sender ?? coded(frequency)), to: address, frequencyMegahertz: frequency,
                        level: level
                    ))
            }
        }
        for _ in 0..<count {
            hwsim.deliver(deliveries)
            usleep(pause * 1000)
        }
        JSONLine("emitted").with("frames", count * frequencies.count).print()
    }

    /// A radio and the level at which it hears, written as `02:5e:00:00:00:00=-50`.
    static func receiver(_ word: String) -> (address: [UInt8], level: Int)? {
        let parts = word.split(separator: "=")
        guard parts.count == 2, let address = bytes(String(parts[0])), let level = Int(parts[1]) else { return nil }
        return (address, level)
    }

    /// A sender's address that ends in the frequency: 02:f0:00:00, then MHz in two bytes.
    private static func coded(_ frequency: Int) -> [UInt8] {
        [0x02, 0xF0, 0, 0, UInt8(frequency >> 8), UInt8(frequency & 0xFF)]
    }

    /// A probe request to everybody.
    static func probeRequest(from transmitter: [UInt8]) -> [UInt8] {
        let everybody = [UInt8](repeating: 0xFF, count: 6)
        let header: [UInt8] = [0x40, 0, 0, 0] + everybody + transmitter + everybody
        let elements: [UInt8] = [0, 0, 1, 4, 0x02, 0x04, 0x0B, 0x16]  // any network; 1, 2, 5.5 and 11 Mb/s
        return header + [0, 0] + elements
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let bytes = text.split(separator: ":").compactMap { UInt8($0, radix: 16) }
        return bytes.count == 6 ? bytes : nil
    }
}
