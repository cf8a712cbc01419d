/// Tells what an event means to whoever listens with one radio.
///
/// Its own interface is announced as being down before it is up: that is no news of a fault.
public struct RadioTracker: Equatable, Sendable {
    /// What an event means.
    public enum News: Equatable, Sendable {
        /// Nothing.
        case nothing
        /// The radio is gone.
        case unplugged
        /// The interface was taken down, or the radio was switched off: nothing is heard any more, and no error comes.
        case silenced
        /// Other channels may be open now: the catalogue is to be read anew.
        case channelsChanged
        /// Another interface of the same radio came or went: who decides about the channel may have changed.
        case occupationChanged
        /// A radio has appeared, or news was lost: one that was missed may be there.
        case lookAgain
    }

    private let radio: UInt32
    private let interface: UInt32
    private var wasUp = false

    /// A tracker for the radio of this number, on which the interface of this number listens.
    public init(radio: UInt32, interface: UInt32) {
        self.radio = radio
        self.interface = interface
    }

    /// What `event` means.
    public mutating func meaning(of event: RadioEvent) -> News {
        switch event {
        case .radioRemoved(radio): return .unplugged
        case .interfaceRemoved(let gone) where gone.index == interface: return .silenced
        case .linkRemoved(_, interface): return .silenced
        case .linkChanged(_, interface, let isUp):
            defer { wasUp = isUp }
            return wasUp && !isUp ? .silenced : .nothing
        case .interfaceAdded(let other) where other.radio == radio && other.index != interface:
            return .occupationChanged
        case .interfaceRemoved(let other) where other.radio == radio: return .occupationChanged
        case .regulatoryChanged: return .channelsChanged
        case .radioAdded, .overrun: return .lookAgain
        default: return .nothing
        }
    }
}
