/// A frame in the window: its bytes stay until the reader moves on.
@usableFromInline
@safe struct SavefileFrame {
    @usableFromInline var record: SavefileRecord
    @usableFromInline var bytes: UnsafeBufferPointer<UInt8>
}
