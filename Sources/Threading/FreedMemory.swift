import Glibc

/// Overwrites what the calling thread has freed: a message that held an address is gone, and then so is what it held.
///
/// A thread of the C library keeps small blocks that it freed for its own next use, a few of each size, and hands the
/// last one out first (glibc, malloc.c, tcache). So taking a few of each size, and overwriting them, reaches those that
/// other libraries freed as well, which leave no way to do it before.
public enum FreedMemory {
    /// Overwrites freed blocks of up to so many bytes.
    public static func wipe(upTo byteCount: Int) {
        let sizes = stride(from: smallest, through: min(max(byteCount, smallest), largest), by: step)
        var blocks: [UnsafeMutableRawPointer] = unsafe []
        unsafe blocks.reserveCapacity(sizes.underestimatedCount * blocksOfSize)
        for size in sizes {
            for _ in 0..<blocksOfSize {
                guard let block = unsafe malloc(size) else { break }
                unsafe explicit_bzero(block, size)
                unsafe blocks.append(block)
            }
        }
        unsafe blocks.forEach { unsafe free($0) }
    }

    /// Blocks are of 24, 40, 56, … usable bytes.
    private static let smallest = 24
    private static let step = 16
    /// More than the seven of each size that a thread keeps: what it freed beyond lies in lists of the same sizes.
    private static let blocksOfSize = 12
    /// Larger blocks are not kept by threads, and soon get another use.
    private static let largest = 8_192
}
