/// How much stronger or weaker than usual each place of the plan is heard by one receiver: random, but always the same.
///
/// Normally distributed numbers (mean 0, standard deviation 1) stand at the corners of a grid; between corners they are
/// mixed such that the deviation stays 1. Nothing is stored: a corner's number follows from the seed and its position.
struct ShadowField: Sendable {
    /// Another seed, another receiver.
    let seed: UInt64

    func value(at place: Point) -> Double {
        let column = (place.x / gridMetres).rounded(.down)
        let row = (place.y / gridMetres).rounded(.down)
        let right = place.x / gridMetres - column
        let up = place.y / gridMetres - row
        let weights = [(1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up]
        let corners = [
            corner(column, row), corner(column + 1, row), corner(column, row + 1), corner(column + 1, row + 1),
        ]
        var sum = 0.0
        var squares = 0.0
        for (weight, corner) in zip(weights, corners) {
            sum += weight * corner
            squares += weight * weight
        }
        return sum / squares.squareRoot()
    }

    private func corner(_ column: Double, _ row: Double) -> Double {
        let position = UInt64(bitPattern: Int64(column)) << 32 ^ UInt64(bitPattern: Int64(row)) & 0xFFFF_FFFF
        var generator = SeededGenerator(seed: scrambled(seed ^ scrambled(position)))
        return generator.normal()
    }
}

/// Shadowing is alike over about the width of a shelf with its aisle.
private let gridMetres = 4.0
