import Glibc
import Testing

@testable import Simulation

struct SeededGeneratorTests {
    /// Source: SplitMix64's published test values for seed 1234567 (rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64).
    @Test func `the seeding sequence is that of its published values`() {
        var state: UInt64 = 1_234_567
        let values = (0..<5).map { _ in splitMix(&state) }
        #expect(
            values == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func `the same seed gives the same numbers, another seed others`() {
        var first = SeededGenerator(seed: 7)
        var second = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 8)
        let numbers = (0..<100).map { _ in first.next() }
        #expect(numbers == (0..<100).map { _ in second.next() })
        #expect(numbers != (0..<100).map { _ in other.next() })
    }

    @Test func `logarithm and exponential agree with the C library to the last digits`() {
        for value in [1e-300, 0.001, 0.5, 0.7071, 1, 1.4143, 2, 10, 12345.678, 1e300] {
            #expect(abs(naturalLogarithm(value) - log(value)) <= 4 * log(value).ulp)
        }
        for value in stride(from: -20.0, through: 20, by: 0.37) {
            #expect(abs(exponential(value) - exp(value)) <= 8 * exp(value).ulp)
        }
    }

    @Test func `normal numbers have the moments of a normal distribution`() {
        var generator = SeededGenerator(seed: 1)
        let numbers = (0..<50_000).map { _ in generator.normal(mean: 3, deviation: 2) }
        let mean = numbers.reduce(0, +) / 50_000
        let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 50_000
        // Five standard errors: 2/√50000 for the mean, 4·√(2/50000) for the variance.
        #expect(abs(mean - 3) < 0.045)
        #expect(abs(variance - 4) < 0.13)
    }

    @Test func `waiting times have their mean, weights are kept, whole numbers reach both ends`() {
        var generator = SeededGenerator(seed: 2)
        let mean = (0..<50_000).map { _ in generator.exponentialWait(mean: 8) }.reduce(0, +) / 50_000
        #expect(abs(mean - 8) < 0.18)
        let heavy = (0..<10_000).count { _ in generator.index(weightedBy: [1, 0, 3]) == 2 }
        #expect(abs(heavy - 7500) < 220)
        #expect(Set((0..<1000).map { _ in generator.integer(in: 3...5) }) == [3, 4, 5])
    }
}
