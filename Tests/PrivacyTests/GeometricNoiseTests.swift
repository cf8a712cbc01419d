import Testing

@testable import Privacy

struct GeometricNoiseTests {
    /// P(x) = (1 - a) / (1 + a) a^|x| with a = exp(-ε/Δ): python3, scipy.stats.dlaplace(0.5).pmf(range(4)).
    @Test func `the noise has the distribution that differential privacy asks for`() throws {
        let noise = try #require(GeometricNoise(milliepsilon: 1_000, sensitivity: 2))
        let count = 200_000
        var generator = SplitMix(3)
        var tally: [Int: Int] = [:]
        for _ in 0..<count { tally[noise.draw(using: &generator), default: 0] += 1 }
        for (value, share) in [(0, 0.244919), (1, 0.148551), (2, 0.090101), (3, 0.054649)] {
            for signed in Set([value, -value]) {
                let seen = Double(tally[signed] ?? 0) / Double(count)
                // Five standard deviations of a binomial.
                #expect(abs(seen - share) < 5 * (share * (1 - share) / Double(count)).squareRoot(), "\(signed)")
            }
        }
    }

    @Test func `the likelihoods for neighbouring figures differ by no more than epsilon`() throws {
        let noise = try #require(GeometricNoise(milliepsilon: 500, sensitivity: 1))
        var generator = SplitMix(4)
        var tally: [Int: Double] = [:]
        for _ in 0..<300_000 { tally[noise.draw(using: &generator), default: 0] += 1 }
        for value in -3..<3 {
            let ratio = (tally[value] ?? 0) / (tally[value + 1] ?? 1)
            #expect((0.95 / 1.6487...1.05 * 1.6487).contains(ratio), "\(value): \(ratio)")  // exp(0.5)
        }
    }

    @Test func `a figure never becomes negative, and weak noise is refused`() throws {
        let noise = try #require(GeometricNoise(milliepsilon: 50))
        var generator = SplitMix(5)
        for _ in 0..<1_000 {
            let figure = noise.added(to: 1, using: &generator)
            #expect(figure >= 0)
        }
        #expect(GeometricNoise(milliepsilon: 5_000) == nil && GeometricNoise(milliepsilon: 0) == nil)
        #expect(noise.windowsPerDay(within: 1_000) == 20)
    }
}
