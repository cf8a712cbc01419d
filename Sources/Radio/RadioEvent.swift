/// Something that happened to radios or to their interfaces.
public enum RadioEvent: Equatable, Sendable {
    /// A radio was plugged in: the number in `phy3`.
    case radioAdded(UInt32)
    /// A radio was unplugged.
    case radioRemoved(UInt32)
    /// A wireless interface was made, by a driver or by somebody.
    case interfaceAdded(WirelessInterface)
    /// A wireless interface is no more.
    case interfaceRemoved(WirelessInterface)
    /// Other channels are open now. The country is `nil` when the change does not name one.
    case regulatoryChanged(country: String?)
    /// A network interface, wireless or not, is up or down now. Nothing else tells that a capture has gone silent
    /// because somebody took the interface down, or switched the radio off.
    case linkChanged(name: String, index: UInt32, isUp: Bool)
    /// A network interface is no more.
    case linkRemoved(name: String, index: UInt32)
    /// More happened than the kernel could keep for us: what is known must be read anew.
    case overrun

    /// Whether a radio may be there now that was not before.
    public var mayBringRadio: Bool {
        switch self {
        case .radioAdded, .interfaceAdded, .overrun: true
        default: false
        }
    }
}
