/// What an adapter is made of, and where it is plugged in, as far as sysfs says.
public struct AdapterHardware: Equatable, Sendable {
    /// How it is attached.
    public enum Bus: String, Sendable {
        /// A USB port.
        case usb
        /// A PCI or M.2 slot.
        case pci
        /// An SD card slot, or a chip soldered to its lines, as on a Raspberry Pi.
        case sdio
        /// Part of the chip that the processor is in.
        case platform
        /// None: a simulated radio.
        case virtual
        /// Another one.
        case other
    }

    /// The name of the kernel's driver, such as `mt76x2u`; `nil` when it has none.
    public var driver: String?
    /// How it is attached.
    public var bus: Bus
    /// Where: `1-1.2` for USB (bus, then ports), `0000:01:00.0` for PCI.
    public var path: String
    /// The maker's number on USB or PCI.
    public var vendor: UInt16?
    /// The maker's number of the product on USB or PCI.
    public var product: UInt16?

    /// Whether both are the same product under the same driver, wherever it is plugged in.
    public func isSameKind(as other: Self) -> Bool {
        driver == other.driver && bus == other.bus && vendor == other.vendor && product == other.product
    }
}
