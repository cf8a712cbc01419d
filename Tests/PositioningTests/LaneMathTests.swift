import RealModule
import Testing

@testable import Positioning

struct LaneMathTests {
    @Test func `the fast exponential agrees with the library's over its whole range`() {
        for step in 0...870 {
            let x = -Float(step) / 10
            let exact = Double.exp(Double(x))
            #expect(abs(Double(LaneMath.exp(Lane(repeating: x))[3]) - exact) <= 3e-7 * exact)
        }
        #expect(LaneMath.exp(Lane(repeating: -1e30)) == .zero)
    }

    @Test func `the fast logarithm agrees with the library's from 1e-37 to 1e6`() {
        for step in -370...60 {
            let x = Float(Double.exp10(Double(step) / 10))
            let exact = Double.log(Double(x))
            #expect(abs(Double(LaneMath.log(Lane(repeating: x))[5]) - exact) <= max(1e-7, 2e-7 * abs(exact)))
        }
    }

    @Test func `the fast normal distribution agrees with the error function far into its tail`() {
        for step in -90...60 {
            let z = Float(step) / 10
            let exact = Double.erfc(-Double(z) / 2.0.squareRoot()) / 2
            let error = abs(Double(LaneMath.normalCDF(Lane(repeating: z))[0]) - exact)
            #expect(error <= 4e-6 * exact, "z = \(z)")
        }
    }
}
