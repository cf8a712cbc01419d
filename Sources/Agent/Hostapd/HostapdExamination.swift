import Timekeeping

/// Whether a hostapd of this box can be a source of frames.
public struct HostapdExamination: Equatable, Sendable {
    /// The interface that it serves with.
    public let interface: String
    /// Its control socket.
    public let path: String
    /// Why it cannot be, with the cure; `nil` when it can.
    public let objection: String?
    /// The frequency in MHz that it is on, as far as it says.
    public let frequencyMegahertz: UInt16?

    /// Asks the hostapd whose control socket is at `path`; it takes two seconds when it does not answer.
    public init(path: String) {
        self.path = path
        interface = Self.interface(ofSocket: path)
        do throws(HostapdError) {
            let socket = try HostapdSocket(path: path)
            let status = try Self.answer(to: HostapdCommand.status, through: socket)
            let attached = try Self.answer(to: HostapdCommand.attach, through: socket)
            try socket.say(HostapdCommand.detach)
            (objection, frequencyMegahertz) = Self.judge(status: status, attached: attached, path: path)
        } catch {
            (objection, frequencyMegahertz) = ("\(error)", nil)
        }
    }

    /// Asks the hostapd of an interface, in the folder where distributions have its control sockets.
    public init(interface: String) { self.init(path: "/run/hostapd/\(interface)") }

    private static func judge(
        status: HostapdAnswer?, attached: HostapdAnswer?, path: String
    ) -> (objection: String?, frequencyMegahertz: UInt16?) {
        guard let status, let attached else { return ("hostapd at \(path) does not answer (restart it)", nil) }
        guard attached == .done else { return (refusal(path), nil) }
        guard case .status("ENABLED", let frequency) = status else {
            return ("the access point of \(path) does not serve (see the log of hostapd)", nil)
        }
        return (nil, frequency)
    }

    private static func answer(
        to command: String, through socket: borrowing HostapdSocket
    ) throws(HostapdError) -> HostapdAnswer? {
        try socket.say(command)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let end = SystemClock.uptime + .seconds(2)
        while SystemClock.uptime < end {
            socket.wait(milliseconds: 100)
            if let count = try socket.hear(into: &bytes), bytes.first != UInt8(ascii: "<") {
                return HostapdAnswer(bytes.prefix(count))
            }
        }
        return nil
    }

    static func refusal(_ path: String) -> String {
        "hostapd at \(path) cannot tell of probe requests (install a newer one, or give the sensor an adapter)"
    }

    /// The socket bears the name of the interface.
    static func interface(ofSocket path: String) -> String {
        String(path.split(separator: "/").last?.prefix(15) ?? "hostapd")
    }
}
