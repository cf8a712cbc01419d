import Privacy
import Testing
import Timekeeping

@testable import Presence

struct DeviceTableTests {
    @Test(arguments: 0..<6) func `it agrees with a dictionary over thousands of steps`(run: UInt64) {
        var chance = Chance(seed: 0xDE71 + run)
        var table = DeviceTable(limit: 700)
        var model: [Privacy.Tag: Int] = [:]
        for _ in 0..<20_000 {
            let tag = anyTag(run, using: &chance)
            switch Int.random(in: 0..<10, using: &chance) {
            case 0...4 where model[tag] == nil && !table.isFull:
                model[tag] = table.insert(Device(tag: tag, isRandomised: true, at: opening))
            case 5...6:
                if let place = model.removeValue(forKey: tag) { table.remove(place) }
            case 7:
                guard model[tag] == nil, let (former, place) = model.randomElement(using: &chance) else { break }
                table.retag(place, as: tag)
                model[former] = nil
                model[tag] = place
            default: #expect(table.place(of: tag) == model[tag], "seed \(chance.seed)")
            }
            #expect(table.count == model.count)
        }
        check(table, against: model, seed: chance.seed)
    }

    @Test func `a full table is found whole, also when all tags collide`() {
        var table = DeviceTable(limit: 3_000)
        var model: [Privacy.Tag: Int] = [:]
        for number: UInt32 in 0..<3_000 {
            let tag = Tag(bits: number << 20 | number >> 12)
            model[tag] = table.insert(Device(tag: tag, isRandomised: false, at: opening))
        }
        #expect(table.isFull)
        check(table, against: model, seed: 0)
        for (tag, place) in model { if tag.bits >> 20 % 2 == 0 { table.remove(place) } }
        check(table, against: model.filter { $0.key.bits >> 20 % 2 != 0 }, seed: 0)
    }

    @Test func `places are given again, so that the table never outgrows its limit`() {
        var table = DeviceTable(limit: 50)
        var chance = Chance(seed: 3)
        for number: UInt32 in 0..<10_000 {
            if table.isFull { table.remove(table.victim()) }
            _ = table.insert(Device(tag: Tag(bits: number), isRandomised: Bool.random(using: &chance), at: opening))
            #expect(table.entries.count <= 50)
        }
    }

    @Test func `the victim is the longest silent of a few, and one without a visit if there is one`() {
        var table = DeviceTable(limit: 4)
        for number: UInt32 in 0..<4 {
            let place = table.insert(
                Device(tag: Tag(bits: number), isRandomised: false, at: opening + .seconds(10 - Int64(number))))
            if number != 1 { table.entries[place].visit = Int32(number) }
        }
        #expect(table.victim() == 1)
        table.entries[1].visit = 1
        #expect(table.victim() == 3)
    }

    private func check(_ table: DeviceTable, against model: [Privacy.Tag: Int], seed: UInt64) {
        for (tag, place) in model {
            #expect(table.place(of: tag) == place, "seed \(seed)")
            #expect(table.entries[place].tag == tag && table.entries[place].isTaken, "seed \(seed)")
        }
        #expect(table.entries.filter(\.isTaken).count == model.count)
        #expect(Set(model.values).count == model.count, "two devices at one place")
    }

    /// Few tags, so that each is met often; some whose lower, some whose upper bits are all the same.
    private func anyTag(_ run: UInt64, using chance: inout Chance) -> Privacy.Tag {
        let number = UInt32.random(in: 0..<1_000, using: &chance)
        switch run % 3 {
        case 0: return Tag(bits: number)
        case 1: return Tag(bits: number << 22 | 0x3FF)
        default: return Tag(bits: number &* 0x9E37_79B9)
        }
    }
}
