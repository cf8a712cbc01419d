import ArgumentParser
import Capture
import Simulation
import Timekeeping

struct SimulateShop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shop",
        abstract: "Writes a capture from a virtual shop: input for demonstrations and tests.",
        discussion: """
            People come and go, pass by outside, and carry phones that scan as real ones do; one sensor hears them on one \
            channel. The same seed gives the same capture.
            """)

    @Option(help: "How long the shop is open, in minutes.")
    var minutes: Int = 60

    @Option(help: "What chance is made from.")
    var seed: UInt64 = 1

    @Option(help: "The capture to write (pcap, radiotap).", completion: .file())
    var out: String

    func validate() throws {
        guard (1...100_000).contains(minutes) else { throw ValidationError("--minutes is a number from 1 to 100000") }
    }

    func run() throws {
        var shop = ShopSimulation(seed: seed, duration: .minutes(Int64(minutes)))
        var frames = 0
        do throws(CaptureError) {
            var writer = try SavefileWriter(path: out)
            while let frame = shop.next() {
                try writer.write(frame.bytes.span, at: frame.time)
                frames += 1
            }
            try writer.close()
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        let truth = shop.truth
        Failure.say(
            "\(frames) frames in \(minutes) minutes; \(truth.entries) people came in, \(truth.passages) passed by; at the end "
                + "\(truth.shoppers) shoppers and \(truth.staff) staff are inside")
    }
}
