import Fleet
import Timekeeping

/// What a box listens with that does not listen: it is the locator of its site and nothing else.
final class IdleSource: FrameSource {
    let name = "nothing"
    let linkType: UInt16 = 127
    let radio: AgentInfo.Radio? = nil
    let isWell = true
    let requestedFrequencyMegahertz: Int? = nil
    let effectiveFrequencyMegahertz: Int? = nil
    let kernelDrops = 0
    let descriptors: [Int32] = []
    let nextDeadline: Uptime? = nil

    func turn(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) -> [SourceNews] {
        SystemClock.sleep(.milliseconds(Int64(milliseconds)))
        return []
    }

    func readStatistics() {}

    func renew(at now: Uptime) -> [SourceNews] { [] }

    func close() {}
}
