import Privacy
import Timekeeping

/// The devices that are around, found by tag: at most ``limit``, in memory that grows with their number.
///
/// Open addressing with linear probing. Tags are bits of a keyed hash, so that no sender can choose where theirs fall.
/// Entries never move, so that a place names a device until it is removed.
struct DeviceTable: Equatable, Sendable {
    /// The most devices that are kept.
    let limit: Int
    /// The entries; those that are not taken wait for a new device.
    var entries: [Device] = []
    /// How long the address of each has been heard inside: beside the entries, which so stay within a cache line each.
    var stays: [AddressStay] = []
    /// How many entries stand for a device.
    private(set) var count = 0
    private var freePlaces: [Int32] = []
    /// The upper 15 bits of the tag and the place plus one of each device, 0 for none: a search looks at hardly any entry
    /// but the one that it finds. Its size is a power of two, at least twice the number of entries.
    private var index: [UInt32]
    private var clockHand = 0

    init(limit: Int) {
        precondition(limit < placeMask, "places fit into the slots of the index")
        self.limit = limit
        index = [UInt32](repeating: 0, count: 1_024)
        // Room, not memory: the system gives a page when it is first written to, and no entry is ever copied over.
        entries.reserveCapacity(limit)
        stays.reserveCapacity(limit)
    }

    /// Where the device with a tag stands.
    func place(of tag: Tag) -> Int? {
        let mask = index.count &- 1
        var probe = Int(tag.bits) & mask
        while true {
            let slot = index[probe]
            if slot == 0 { return nil }
            if (slot ^ tag.bits) & ~placeMask == 0 {
                let place = Int(slot & placeMask) &- 1
                if entries[place].tag == tag { return place }
            }
            probe = (probe &+ 1) & mask
        }
    }

    /// Whether there is no room without giving up a device.
    var isFull: Bool { count >= limit }

    /// Adds a device that is not there yet; the table must not be full. Answers its place.
    mutating func insert(_ device: Device) -> Int {
        precondition(!isFull, "make room before a device is added")
        count += 1
        if let reused = freePlaces.popLast() {
            let place = Int(reused)
            entries[place] = device
            stays[place] = AddressStay()
            link(place)
            return place
        }
        entries.append(device)
        stays.append(AddressStay())
        if entries.count * 2 > index.count { rebuildIndex() } else { link(entries.count - 1) }
        return entries.count - 1
    }

    /// Gives a device another tag.
    mutating func retag(_ place: Int, as tag: Tag) {
        unlink(place)
        entries[place].tag = tag
        link(place)
    }

    /// Removes a device.
    mutating func remove(_ place: Int) {
        unlink(place)
        entries[place].isTaken = false
        freePlaces.append(Int32(place))
        count -= 1
    }

    /// The device to give up for a new one: of the next few, the one that was not heard for longest.
    ///
    /// Devices with a visit are spared while another one is found.
    mutating func victim() -> Int {
        var victim = clockHand
        for step in 0..<min(candidates, entries.count) {
            let place = (clockHand + step) % entries.count
            if isRather(entries[place], thanTo: entries[victim]) { victim = place }
        }
        clockHand = (clockHand + candidates) % entries.count
        return victim
    }

    private func isRather(_ device: Device, thanTo other: Device) -> Bool {
        if (device.visit < 0) != (other.visit < 0) { return device.visit < 0 }
        return device.lastHeard < other.lastHeard
    }

    private mutating func link(_ place: Int) {
        var probe = Int(entries[place].tag.bits) & (index.count - 1)
        while index[probe] != 0 { probe = (probe + 1) & (index.count - 1) }
        index[probe] = entries[place].tag.bits & ~placeMask | UInt32(place + 1)
    }

    /// Removes a place from the index, and closes the gap: Knuth, The Art of Computer Programming 6.4, algorithm R.
    private mutating func unlink(_ place: Int) {
        let mask = index.count - 1
        var gap = Int(entries[place].tag.bits) & mask
        while index[gap] & placeMask != UInt32(place + 1) { gap = (gap + 1) & mask }
        var probe = (gap + 1) & mask
        while index[probe] != 0 {
            let home = Int(entries[Int(index[probe] & placeMask) - 1].tag.bits) & mask
            if (probe - home) & mask >= (probe - gap) & mask {
                index[gap] = index[probe]
                gap = probe
            }
            probe = (probe + 1) & mask
        }
        index[gap] = 0
    }

    private mutating func rebuildIndex() {
        index = [UInt32](repeating: 0, count: index.count * 2)
        for place in entries.indices where entries[place].isTaken { link(place) }
    }
}

/// The bits of an index slot that hold a place plus one.
private let placeMask: UInt32 = 0x1_FFFF

/// Entries that are compared when one has to go.
private let candidates = 8
