import Fleet
import Timekeeping

/// The closed windows of a zone, as many of each length as a time line shows.
struct ZoneHistory: Equatable, Sendable {
    private var windows: [Int: [ClosedWindow]] = [:]

    /// A window was closed. One that is known already is replaced: a message may come twice.
    mutating func closed(_ window: ClosedWindow) {
        guard let most = ClosedWindow.lengths[window.lengthSeconds] else { return }
        var list = windows[window.lengthSeconds] ?? []
        // Messages come in order, but for repetitions: the place is near the end.
        var place = list.count
        while place > 0, list[place - 1].from >= window.from { place -= 1 }
        if place < list.count, list[place].from == window.from {
            list[place] = window
        } else {
            list.insert(window, at: place)
        }
        if list.count > most { list.removeFirst(list.count - most) }
        windows[window.lengthSeconds] = list
    }

    /// The windows of a length, oldest first.
    func windows(ofSeconds length: Int) -> [ClosedWindow] { windows[length] ?? [] }

    /// All windows, those of one length together.
    var all: [ClosedWindow] { windows.sorted { $0.key < $1.key }.flatMap(\.value) }
}
