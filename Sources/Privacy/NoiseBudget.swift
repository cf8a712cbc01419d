/// How much of each day noise lets out: the ε of one figure of one window, and what may be spent on a figure in a day.
public struct NoiseBudget: Equatable, Sendable {
    /// What is added to each figure.
    public let noise: GeometricNoise
    /// What all windows of a day may spend on one figure, in thousandths of ε.
    public let milliepsilonOfDay: Int

    /// A budget; `nil` outside the compiled-in floor, or when a day cannot pay for one window.
    public init?(milliepsilonOfWindow: Int, milliepsilonOfDay: Int) {
        guard let noise = GeometricNoise(milliepsilon: milliepsilonOfWindow),
            PrivacyFloor.milliepsilonOfDay.contains(milliepsilonOfDay), milliepsilonOfDay >= milliepsilonOfWindow
        else { return nil }
        self.noise = noise
        self.milliepsilonOfDay = milliepsilonOfDay
    }

    /// Whether the budget pays for all windows of this number in a day, and for those of the longer lengths.
    ///
    /// - Parameter windows: How many windows of this length and of all longer ones a day of 25 hours has.
    public func pays(forWindowsOfDay windows: Int) -> Bool { windows <= noise.windowsPerDay(within: milliepsilonOfDay) }
}
