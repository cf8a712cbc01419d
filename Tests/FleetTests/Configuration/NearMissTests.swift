import Testing

@testable import Fleet

struct NearMissTests {
    @Test(arguments: [
        ("presett", "preset"), ("pre-set", "preset"), ("rpeset", "preset"), ("PRESET", "preset"), ("kk", "k"),
        ("epochsecond", "epochSeconds"), ("epochSec", nil), ("id", nil), ("", nil), ("xyz", nil),
    ])
    func `a word that differs in at most two letters is near`(word: String, meant: String?) {
        #expect(NearMiss.of(word, among: ["preset", "k", "epochSeconds"]) == meant)
    }

    @Test func `of several near words the nearest is meant`() {
        #expect(NearMiss.of("sites", among: ["sides", "site"]) == "sides")
        #expect(NearMiss.of("sitex", among: ["sides", "site"]) == "site")
    }
}
