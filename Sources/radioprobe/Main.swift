import Glibc
import Radio

/// A developer's tool, never packaged: it does with radios what the agent does, one thing at a time, and prints JSON lines.
@main
struct Main {
    static func main() {
        let words = CommandLine.arguments.dropFirst()
        guard let command = words.first else { fail(usage, code: EX_USAGE) }
        do throws(RadioError) {
            try run(command, Array(words.dropFirst()))
        } catch {
            JSONLine("error").with("text", error.description).with("code", Int(error.code)).print()
            exit(error.isRecoverable ? EX_TEMPFAIL : EX_UNAVAILABLE)
        }
    }

    private static func run(_ command: String, _ words: [String]) throws(RadioError) {
        switch command {
        case "list": try ListCommand.run()
        case "leftovers": try LeftoversCommand.run()
        case "events": try EventsCommand.run(words)
        case "hop": try HopCommand.run(words)
        case "watch": try WatchCommand.run(words)
        case "air": try AirCommand.run(words)
        default: fail(usage, code: EX_USAGE)
        }
    }

    static func fail(_ text: String, code: Int32) -> Never {
        _ = unsafe text.withCString { unsafe write(2, $0, strlen($0)) }
        exit(code)
    }

    private static let usage = """
        usage: radioprobe list                                  the adapters
               radioprobe leftovers                             remove interfaces of earlier runs
               radioprobe events SECONDS                        what happens to radios
               radioprobe hop ADAPTER COUNT MHZ... [converting] so many changes of channel, timed
               radioprobe watch ADAPTER SECONDS [MHZ...]        own an adapter: hop, survive unplugging
               radioprobe air new ADDRESS                       plug in a simulated radio
               radioprobe air remove PHY                        unplug it
               radioprobe air emit MILLISECONDS COUNT MHZ,MHZ ADDRESS=DBM... [from=ADDRESS]
                                                                probe requests out of nowhere, on each frequency
               radioprobe air flood PER_SECOND COUNT MHZ ADDRESS=DBM
                                                                so many, each from another device; 0: as fast as it goes

        """
}
