// The room computes its own logarithm and exponential: those of C libraries differ in the last bit from one machine to
// the next, and the same seed must give the same bytes everywhere. Both are right to about 1e-15 relative.

/// The natural logarithm of a positive, finite number.
///
/// ln(m·2ᵉ) = e·ln 2 + 2·artanh((m−1)/(m+1)), with m between √½ and √2, where twelve terms of the series suffice.
func naturalLogarithm(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "a logarithm is taken of a positive, finite number")
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 2.0.squareRoot() {
        significand /= 2
        exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(odd) }
    return exponent * naturalLogarithmOfTwo + 2 * ratio * sum
}

/// The logarithm to base ten of a positive, finite number.
func decimalLogarithm(_ value: Double) -> Double { naturalLogarithm(value) / 2.302585092994045684 }

/// e to the power of a number between −700 and 700.
///
/// eˣ = 2ᵏ·eʳ with |r| ≤ ½·ln 2, where fourteen terms of the series suffice.
func exponential(_ value: Double) -> Double {
    precondition(value.magnitude <= 700, "an exponent is at most 700 in size")
    let doublings = (value / naturalLogarithmOfTwo).rounded()
    let rest = value - doublings * upperPartOfLogarithmOfTwo - doublings * lowerPartOfLogarithmOfTwo
    var sum = 1.0
    for term in stride(from: 14, through: 1, by: -1) { sum = 1 + sum * rest / Double(term) }
    return Double(sign: .plus, exponent: Int(doublings), significand: sum)
}

private let naturalLogarithmOfTwo = 0.69314718055994530942
/// ln 2 in two parts, the upper one so short that its product with a small whole number is exact.
private let upperPartOfLogarithmOfTwo = 0x1.62E42FEEp-1
private let lowerPartOfLogarithmOfTwo = 0x1.A39EF35793C76p-33
