/// Tells invented addresses from those of phones by how many there are for each device that is estimated.
///
/// Phones change their address with nearly each scan, and so a quarter of an hour shows up to 25 addresses for each
/// (simulated days; 4.5 to 5.8 in captures of a real room). The estimate hardly follows invented ones, since it counts
/// scans of classes: at 10,000 addresses in a quarter of an hour there are some 300 for each device.
enum FloodSign {
    /// Whether so many addresses in a quarter of an hour are a flood, where so many devices are estimated.
    static func isThere(addresses: Int, devices: Double) -> Bool {
        addresses >= fewestAddresses && Double(addresses) > mostForEachDevice * max(devices, 1)
    }

    private static let fewestAddresses = 1_000
    private static let mostForEachDevice = 100.0
}
