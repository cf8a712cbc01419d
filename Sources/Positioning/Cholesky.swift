/// A symmetric positive definite matrix, factored: for the small systems of calibration and bounds.
struct Cholesky {
    /// Lower triangle of L with A = L Lᵀ, row by row; entries above the diagonal are 0.
    private var lower: [Double]
    let order: Int

    /// The factors of `matrix`, given row by row; nil when it is not positive definite.
    init?(_ matrix: [Double], order: Int) {
        precondition(matrix.count == order * order, "a square matrix")
        self.order = order
        lower = Array(repeating: 0, count: order * order)
        for row in 0..<order {
            for column in 0...row {
                var sum = matrix[row * order + column]
                for k in 0..<column { sum -= lower[row * order + k] * lower[column * order + k] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    lower[row * order + row] = sum.squareRoot()
                } else {
                    lower[row * order + column] = sum / lower[column * order + column]
                }
            }
        }
    }

    /// The x with A x = `right`.
    func solution(_ right: [Double]) -> [Double] {
        var x = forward(right)
        for row in stride(from: order - 1, through: 0, by: -1) {
            for k in (row + 1)..<max(order, row + 1) { x[row] -= lower[k * order + row] * x[k] }
            x[row] /= lower[row * order + row]
        }
        return x
    }

    /// The diagonal of A⁻¹.
    func inverseDiagonal() -> [Double] {
        (0..<order).map { index in
            var unit = Array(repeating: 0.0, count: order)
            unit[index] = 1
            return forward(unit, from: index).reduce(0) { $0 + $1 * $1 }
        }
    }

    /// The y with L y = `right`, which is 0 before `first`.
    private func forward(_ right: [Double], from first: Int = 0) -> [Double] {
        var y = right
        for row in first..<order {
            for k in first..<row { y[row] -= lower[row * order + k] * y[k] }
            y[row] /= lower[row * order + row]
        }
        return y
    }
}
