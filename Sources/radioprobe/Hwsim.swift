import Radio

/// The simulated radios of mac80211_hwsim, and its air. Source: Linux drivers/net/wireless/mac80211_hwsim.h.
struct Hwsim: ~Copyable {
    private let session: NetlinkSession

    init() throws(RadioError) { session = try NetlinkSession.generic("MAC80211_HWSIM") }

    /// Plugs in a radio with this address.
    ///
    /// With channel contexts: without them, a listener on Linux 6.1 also hears the channel that it was brought up on.
    func addRadio(_ address: [UInt8]) throws(RadioError) {
        try session.perform(
            request("plug in a simulated radio", Command.newRadio).with(Attribute.permanentAddress, bytes: address)
                .with(flag: Attribute.useChannelContexts))
    }

    /// Unplugs the radio that is called `name`.
    func removeRadio(_ name: String) throws(RadioError) {
        let list = NetlinkRequest("list simulated radios", .generic(command: Command.getRadio), isDump: true)
        for answer in try session.perform(list) {
            let attributes = Array(NetlinkAttributes(answer))
            guard attributes.first(where: { $0.type == Attribute.radioName })?.text == name,
                let number = attributes.first(where: { $0.type == Attribute.radioNumber })?.word
            else { continue }
            try session.perform(request("unplug \(name)", Command.removeRadio).with(Attribute.radioNumber, number))
        }
    }

    /// Takes the air over: from now on radios hear only what is delivered, until this value ends.
    func takeOver() throws(RadioError) { try session.perform(request("take the air over", Command.register)) }

    /// What lets the radio with this address hear a frame at `level` dBm, if it listens on that frequency.
    func delivery(of frame: [UInt8], to address: [UInt8], frequencyMegahertz: Int, level: Int) -> [UInt8] {
        let delivery = request("deliver a frame", Command.frame)
            .with(Attribute.receiver, bytes: address).with(Attribute.frame, bytes: frame)
            .with(Attribute.rate, 0).with(Attribute.signal, UInt32(bitPattern: Int32(level)))
            .with(Attribute.frequency, UInt32(frequencyMegahertz))
        return session.datagram(delivery)
    }

    /// Puts frames on the air.
    func deliver(_ deliveries: [[UInt8]]) { session.post(deliveries) }

    private func request(_ purpose: String, _ command: UInt8) -> NetlinkRequest {
        NetlinkRequest(purpose, .generic(command: command))
    }

    // enum hwsim_commands
    private enum Command {
        static let register: UInt8 = 1
        static let frame: UInt8 = 2
        static let newRadio: UInt8 = 4
        static let removeRadio: UInt8 = 5
        static let getRadio: UInt8 = 6
    }

    // enum hwsim_attrs
    private enum Attribute {
        static let receiver: UInt32 = 1
        static let frame: UInt32 = 3
        static let rate: UInt32 = 5
        static let signal: UInt32 = 6
        static let radioNumber: UInt32 = 10
        static let useChannelContexts: UInt32 = 15
        static let radioName: UInt32 = 17
        static let frequency: UInt32 = 19
        static let permanentAddress: UInt32 = 22
    }
}
