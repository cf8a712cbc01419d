import RealModule

extension PosteriorSolver {
    /// Probability of each outside strip, in the plan's order. Valid after a solve.
    public var stripProbabilities: [Double] {
        grid.regions.filter { !$0.isInside }.map { region in
            region.blocks.reduce(0) { $0 + Double(mass[$1].sum()) }
        }
    }

    /// Mean, spread and radius on the most probable floor.
    func summary(insideProbability: Double, logEvidence: Double) -> Posterior {
        let (floor, share) = mostProbableFloor()
        let mean = meanOffset(floor: floor, share: share)
        let covariance = covariance(floor: floor, share: share, around: mean)
        return Posterior(
            floor: floor, floorProbability: Double(share),
            position: Point(x: grid.origin.x + Double(mean.x), y: grid.origin.y + Double(mean.y)),
            covariance: covariance,
            radius68: radius(floor: floor, share: share, around: mean, spread: covariance.trace),
            insideProbability: insideProbability, logEvidence: logEvidence)
    }

    private func mostProbableFloor() -> (floor: Int, share: Float) {
        var best = (floor: 0, share: Float.zero)
        for floor in 0..<grid.floorCount {
            var sum = Lane.zero
            for region in grid.regions where region.floor == floor {
                for block in region.blocks { sum += mass[block] }
            }
            if sum.sum() > best.share { best = (floor, sum.sum()) }
        }
        return best
    }

    private func meanOffset(floor: Int, share: Float) -> (x: Float, y: Float) {
        var (x, y) = (Lane.zero, Lane.zero)
        for region in grid.regions where region.floor == floor {
            for block in region.blocks {
                x += mass[block] * grid.x[block]
                y += mass[block] * grid.y[block]
            }
        }
        return (x.sum() / share, y.sum() / share)
    }

    /// Each cell adds the variance of a place somewhere in its square, so that certainty never exceeds the grid's.
    private func covariance(floor: Int, share: Float, around mean: (x: Float, y: Float)) -> Posterior.Covariance {
        var (xx, xy, yy) = (Lane.zero, Lane.zero, Lane.zero)
        for region in grid.regions where region.floor == floor {
            for block in region.blocks {
                let (x, y) = (grid.x[block] - mean.x, grid.y[block] - mean.y)
                xx += mass[block] * x * x
                xy += mass[block] * x * y
                yy += mass[block] * y * y
            }
        }
        let ofCell = grid.step * grid.step / 12
        return Posterior.Covariance(
            xx: Double(xx.sum() / share) + ofCell, xy: Double(xy.sum() / share),
            yy: Double(yy.sum() / share) + ofCell)
    }

    /// The radius that holds 68 % of the floor's mass, from a histogram of distances.
    ///
    /// Chebyshev bounds it: at most 32 % lie beyond √(spread / 0.32), where the histogram ends. One bin is 1/36 of √spread.
    private func radius(floor: Int, share: Float, around mean: (x: Float, y: Float), spread: Double) -> Double {
        var bins = InlineArray<64, Float>(repeating: 0)
        let reach = (spread / (1 - Self.held)).squareRoot()
        let scale = Float(Double(bins.count) / reach)
        for region in grid.regions where region.floor == floor {
            for block in region.blocks {
                let (x, y) = (grid.x[block] - mean.x, grid.y[block] - mean.y)
                let distance = (x * x + y * y).squareRoot() * scale
                for lane in 0..<Lane.scalarCount {
                    let bin = Int(distance[lane])
                    if bin < bins.count { bins[bin] += mass[block][lane] }
                }
            }
        }
        var below = Float.zero
        var bin = 0
        while bin < bins.count - 1, below + bins[bin] < share * Float(Self.held) {
            below += bins[bin]
            bin += 1
        }
        let partOfBin = bins[bin] > 0 ? min(1, (share * Float(Self.held) - below) / bins[bin]) : 1
        let radius = Double(Float(bin) + partOfBin) / Double(bins.count) * reach
        return (radius * radius + Self.held / .pi * grid.step * grid.step).squareRoot()
    }

    private static let held = 0.68
}
