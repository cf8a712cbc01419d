import Testing
import Timekeeping

@testable import Privacy

struct AddressMemoTests {
    @Test func `what was stored with an address is found, and nothing with another`() {
        let memo = AddressMemo(at: start)
        memo.store(entry(7), ofAddress: 0x0200_0000_0001)
        #expect(memo.entry(ofAddress: 0x0200_0000_0001)?.tag == 7)
        #expect(memo.entry(ofAddress: 0x0200_0000_0002) == nil)
        // An address of zeros is not taken for an empty place.
        #expect(memo.entry(ofAddress: 0) == nil)
    }

    @Test func `at most 64 addresses are held, however many are stored`() {
        let memo = AddressMemo(at: start)
        for number in addresses { memo.store(entry(UInt32(truncatingIfNeeded: number)), ofAddress: number) }
        let held = addresses.filter { memo.entry(ofAddress: $0) != nil }
        #expect((1...64).contains(held.count))
        #expect(held.allSatisfy { memo.entry(ofAddress: $0)?.tag == UInt32(truncatingIfNeeded: $0) })
        #expect(LockedArena.sixOctetWords().intersection(addresses) == Set(held))
    }

    @Test func `all addresses are wiped from memory after five seconds`() {
        var memo = AddressMemo(at: start)
        memo.store(entry(1), ofAddress: lone)
        memo.advance(to: start + .seconds(5) - .nanoseconds(1))
        #expect(memo.entry(ofAddress: lone) != nil)
        #expect(LockedArena.sixOctetWords().contains(lone))
        memo.advance(to: start + .seconds(5))
        #expect(memo.entry(ofAddress: lone) == nil)
        #expect(!LockedArena.sixOctetWords().contains(lone))
    }

    @Test func `a clock that falls back wipes, and does not lengthen the five seconds`() {
        var memo = AddressMemo(at: start)
        memo.store(entry(1), ofAddress: lone + 1)
        memo.advance(to: start - .nanoseconds(1))
        #expect(memo.entry(ofAddress: lone + 1) == nil)
        #expect(!LockedArena.sixOctetWords().contains(lone + 1))
    }

    @Test func `addresses are overwritten when the memo ends`() {
        let memo = AddressMemo(at: start)
        memo.store(entry(1), ofAddress: lone + 2)
        #expect(LockedArena.sixOctetWords().contains(lone + 2))
        _ = consume memo
        #expect(!LockedArena.sixOctetWords().contains(lone + 2))
    }

    @Test func `addresses lie in locked memory that is left out of dumps`() {
        // proc_pid_smaps(5): lo, locked; dd, not included in a core dump.
        #expect(LockedArena.flags.contains("lo") == LockedMemory.isLocked)
        #expect(LockedArena.flags.contains("dd"))
    }

    private func entry(_ tag: UInt32) -> AddressMemo.Entry { AddressMemo.Entry(tag: tag, signature: 0) }

    private let start = WallTime(seconds: 1_700_000_400)
    /// Of no other test of this process.
    private let addresses = (0..<1_000).map { 0x02A7_5EED_0000 + UInt64($0) * 0x0101 }
    private let lone: UInt64 = 0x02A7_10AE_0000
}
