/// An information element: which, and where its contents stand in the captured bytes.
public struct InformationElement: Equatable, Sendable {
    /// The element ID; 255 for an extension element, 221 for a vendor's.
    public let id: UInt8
    /// Offsets of the contents, at most 255. Of an extension element the first octet is the Element ID Extension.
    public let contents: Range<Int>
}

/// Walks the information elements of a frame.
///
///     var cursor = probe.elementCursor
///     while let element = cursor.next(in: bytes) { … }
///
/// Source: IEEE 802.11-2020 §9.4.2.1 (element ID, length, contents).
public struct ElementCursor: Sendable {
    /// Offset of the next element's first octet; after the walk, of the first one that was not walked.
    public private(set) var offset: Int
    private let end: Int

    init(_ range: Range<Int>) {
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Whether bytes are left over: before the end of the walk always, after it when the last element is cut.
    public var hasRemainder: Bool { offset < end }

    /// The next whole element, or `nil` after the last one and before one that is cut.
    ///
    /// `bytes` are those that the frame was read from; with fewer of them the walk ends early.
    @inline(__always)
    public mutating func next(in bytes: Span<UInt8>) -> InformationElement? {
        let end = min(end, bytes.count)
        let contents = offset &+ 2
        guard contents <= end else { return nil }
        let contentsEnd = contents &+ Int(bytes[offset &+ 1])
        guard contentsEnd <= end else { return nil }
        let element = InformationElement(id: bytes[offset], contents: contents..<contentsEnd)
        offset = contentsEnd
        return element
    }
}

extension ProbeRequest {
    /// A cursor before the first information element.
    public var elementCursor: ElementCursor { ElementCursor(elements) }
}
