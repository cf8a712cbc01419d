/// A queue on a ring: both ends in constant time, and an element keeps its index for as long as it stays.
struct RingBuffer<Element: Equatable & Sendable>: Equatable, Sendable {
    private var slots: [Element?] = []
    private var head = 0
    /// How many elements there are.
    private(set) var count = 0
    /// The index of the first element: it rises with each removal at the front and falls with each ``prepend(_:)``.
    private(set) var firstIndex = 0

    /// An empty queue.
    init() {}

    /// The indices of all elements, from first to last.
    var indices: Range<Int> { firstIndex..<firstIndex + count }

    /// The first element.
    var first: Element? { count == 0 ? nil : slots[head] }

    /// The element at `index`, or nil when none is there.
    subscript(index: Int) -> Element? {
        get { indices.contains(index) ? slots[slot(index - firstIndex)] : nil }
        set {
            precondition(indices.contains(index), "an element is replaced where there is one")
            slots[slot(index - firstIndex)] = newValue
        }
    }

    /// Adds `element` behind the last and answers its index.
    @discardableResult
    mutating func append(_ element: Element) -> Int {
        growWhenFull()
        slots[slot(count)] = element
        count += 1
        return firstIndex + count - 1
    }

    /// Adds `element` before the first and answers its index.
    @discardableResult
    mutating func prepend(_ element: Element) -> Int {
        growWhenFull()
        head = head == 0 ? slots.count - 1 : head - 1
        slots[head] = element
        count += 1
        firstIndex -= 1
        return firstIndex
    }

    /// Takes the first element out.
    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[head]
        slots[head] = nil
        head = head + 1 == slots.count ? 0 : head + 1
        count -= 1
        firstIndex += 1
        return element
    }

    static func == (left: Self, right: Self) -> Bool {
        left.firstIndex == right.firstIndex && left.count == right.count
            && left.indices.allSatisfy { left[$0] == right[$0] }
    }

    private func slot(_ offset: Int) -> Int {
        let position = head + offset
        return position < slots.count ? position : position - slots.count
    }

    private mutating func growWhenFull() {
        guard count == slots.count else { return }
        let ordered = slots[head...] + slots[..<head]
        slots = Array(ordered) + Array(repeating: nil, count: max(16, count))
        head = 0
    }
}
