extension Estimate {
    /// The share of successes in trials, 0 to 1, with its 95 % interval.
    ///
    /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
    ///
    /// - Returns: `nil` with fewer than 100 trials: the interval would say next to nothing.
    public static func share(of successes: Int, in trials: Int) -> Self? {
        guard trials >= 100, (0...trials).contains(successes) else { return nil }
        let (n, z) = (Double(trials), 1.96)
        let share = Double(successes) / n
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return Self(value: share, low: max(0, centre - half), high: min(1, centre + half))
    }
}
