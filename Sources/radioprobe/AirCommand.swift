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
        default: Main.fail("radioprobe air new|remove|emit\n", code: EX_USAGE)
        }
    }

    private static func emit(_ hwsim: borrowing Hwsim, _ words: [String]) throws(RadioError) {
        let pause = UInt32(words[1]) ?? 20
        let count = Int(words[2]) ?? 1
        let frequencies = words[3].split(separator: ",").compactMap { Int($0) }
        let receivers = words.dropFirst(4).compactMap { word -> (address: [UInt8], level: Int)? in
            let parts = word.split(separator: "=")
            guard parts.count == 2, let address = bytes(String(parts[0])), let level = Int(parts[1]) else { return nil }
            return (address, level)
        }
        try hwsim.takeOver()
        var deliveries: [[UInt8]] = []
        for frequency in frequencies {
            for (address, level) in receivers {
                deliveries.append(
                    hwsim.delivery(
                        of: probeRequest(frequency: frequency), to: address, frequencyMegahertz: frequency, level: level
                    ))
            }
        }
        for _ in 0..<count {
            hwsim.deliver(deliveries)
            usleep(pause * 1000)
        }
        JSONLine("emitted").with("frames", count * frequencies.count).print()
    }

    /// A probe request whose transmitter address ends in the frequency: 02:f0:00:00, then MHz in two bytes.
    private static func probeRequest(frequency: Int) -> [UInt8] {
        let everybody = [UInt8](repeating: 0xFF, count: 6)
        let transmitter: [UInt8] = [0x02, 0xF0, 0, 0, UInt8(frequency >> 8), UInt8(frequency & 0xFF)]
        let header: [UInt8] = [0x40, 0, 0, 0] + everybody + transmitter + everybody
        let elements: [UInt8] = [0, 0, 1, 4, 0x02, 0x04, 0x0B, 0x16]  // any network; 1, 2, 5.5 and 11 Mb/s
        return header + [0, 0] + elements
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let bytes = text.split(separator: ":").compactMap { UInt8($0, radix: 16) }
        return bytes.count == 6 ? bytes : nil
    }
}
