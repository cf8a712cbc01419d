/// How level falls with distance on this site, and how far single levels stray from that.
///
/// Level in dBm at sensor s: P + g_s − 10 n log10 d + X + W, with P = ``referenceLevel`` + N(0, ``transmitSpread``²) one
/// per transmitter, X ~ N(0, ``shadowing``²) static over one estimate, W ~ N(0, ``fading``²) anew in each frame.
public struct PathLossModel: Hashable, Sendable {
    /// n, the path-loss exponent. The parameter that must be calibrated: 1.5 in an open hall, 3 between shelves.
    public var exponent = 2.5
    /// Mean level at 1 m from an average transmitter, in dBm.
    public var referenceLevel = -42.0
    /// Standard deviation of what stays the same over all frames of one estimate, in decibels.
    public var shadowing = 5.0
    /// Standard deviation from frame to frame, in decibels.
    public var fading = 3.5
    /// Standard deviation of transmit power and body loss among transmitters, in decibels.
    public var transmitSpread = 6.0
    /// Metres from the floor to a carried phone.
    public var deviceHeight = 1.0
    /// Frames below this level are not heard, in dBm.
    public var sensitivity = -90.0
    /// Probability that a frame above the sensitivity is lost all the same.
    public var lossProbability = 0.1
    /// Decibels lost in each ceiling between sensor and transmitter.
    public var ceilingLoss = 15.0

    /// The values to use before any calibration.
    public init() {}
}
