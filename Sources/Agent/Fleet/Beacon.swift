import Glibc
import Radio
import Timekeeping

/// A light on the box that blinks for a while, so that somebody finds it. Source: Linux Documentation/leds/leds-class.
struct Beacon {
    private let folder: String
    private var lit: (path: String, trigger: String)?
    private var endAt: Uptime?

    /// The lights below `folder`.
    init(folder: String = "/sys/class/leds") { self.folder = folder }

    /// Begins to blink. Answers the light's name; `nil` where there is none that may be used.
    mutating func blink(names: [String], at now: Uptime) -> String? {
        end()
        for name in names {
            let path = "\(folder)/\(name)/trigger"
            guard let text = TextFile.contents(of: path), let trigger = Self.present(in: text), write("timer", to: path)
            else { continue }
            lit = (path, trigger)
            endAt = now + Self.duration
            return name
        }
        return nil
    }

    /// The lights that stand for the box and not for a key or a port, the likeliest first.
    static let usual = [
        "ACT", "led0", "PWR", "led1", "status", "green:status", "blue:status", "user1", "orangepi:green:pwr",
    ]

    /// Ends the blinking when its time is over.
    mutating func tick(at now: Uptime) { if let endAt, now >= endAt { end() } }

    private mutating func end() {
        if let lit { _ = write(lit.trigger, to: lit.path) }
        (lit, endAt) = (nil, nil)
    }

    /// The trigger in brackets is the present one.
    private static func present(in text: String) -> String? {
        text.split(whereSeparator: \.isWhitespace).first { $0.first == "[" }.map { String($0.dropFirst().dropLast()) }
    }

    private func write(_ text: String, to path: String) -> Bool {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }

    private static let duration = Interval.seconds(15)
}
