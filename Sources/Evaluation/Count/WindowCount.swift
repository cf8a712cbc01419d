public import Counting
public import Timekeeping

/// What was counted in one window of a capture.
public struct WindowCount: Equatable, Sendable {
    /// Where the window begins and ends.
    public var from, to: WallTime
    /// How many devices were there.
    public var devices: Estimate
    /// How many of them are there at night too: they are nobody's.
    public var stationary: Double
    /// How many of the others keep the address that the factory gave them: since 2019 hardly any phone does while it
    /// scans.
    public var equipment: Double
    /// How many bursts of frames were heard in 15 minutes, at most 13 for a scan event.
    public var bursts: Double
    /// How many addresses were heard.
    public var distinctAddresses: Int
    /// How many scan events were heard: bursts of a class of devices.
    public var scanEvents: Int

    /// A window of these figures.
    public init(
        from: WallTime, to: WallTime, devices: Estimate, stationary: Double = 0, equipment: Double = 0,
        bursts: Double = 0, distinctAddresses: Int, scanEvents: Int
    ) {
        self.stationary = stationary
        self.equipment = equipment
        self.bursts = bursts
        self.from = from
        self.to = to
        self.devices = devices
        self.distinctAddresses = distinctAddresses
        self.scanEvents = scanEvents
    }

    /// Devices that come and go.
    public var movingDevices: Double { devices.value - stationary }
}
