/// What the command line asks for.
struct Arguments: Equatable {
    var interface = ""
    var pace = Pace.recorded(speed: 1)
    /// Begin again at the end of the file.
    var loops = false
    /// Stop after so many frames.
    var count: Int?
    /// Send nothing before a line, or the end, comes on standard input, and keep the interface until its end.
    var waitsForReader = false
    var file = ""

    init(_ words: some Sequence<String>) throws(AirtapError) {
        var iterator = words.makeIterator()
        while let word = iterator.next() {
            switch word {
            case "--interface": interface = try Self.value(of: word, iterator.next())
            case "--rate": pace = .steady(framesPerSecond: try Self.number(of: word, iterator.next()))
            case "--speed": pace = try Self.speed(try Self.value(of: word, iterator.next()))
            case "--loop": loops = true
            case "--count": count = Int(try Self.number(of: word, iterator.next()))
            case "--wait-for-reader": waitsForReader = true
            case _ where word.hasPrefix("--"): throw .usage("unknown option \(word)")
            case _ where file.isEmpty: file = word
            default: throw .usage("more than one file")
            }
        }
        // netdevice(7): IFNAMSIZ is 16, one of them for the end.
        guard (1...15).contains(interface.utf8.count), !interface.contains("/"), !interface.contains("%") else {
            throw .usage("--interface needs a name of 1 to 15 characters")
        }
        guard !file.isEmpty else { throw .usage("no capture file") }
        if loops, file == "-" { throw .usage("standard input cannot be sent twice") }
    }

    static let usage = """
        airtap --interface NAME [--rate FRAMES | --speed FACTOR | --speed max] [--loop] [--count N]
               [--wait-for-reader] FILE

        Makes the live interface NAME, which looks like a radio in monitor mode, and sends the frames of the capture
        FILE (radiotap, link type 127) on it. The interface vanishes when airtap ends. Needs CAP_NET_ADMIN.

          --rate FRAMES      so many frames per second, evenly
          --speed FACTOR     as recorded, FACTOR times as fast (default 1); max: as fast as possible
          --loop             begin again at the end of the file
          --count N          end after N frames
          --wait-for-reader  after the line "ready", send nothing before a line comes on standard input; at the end,
                             keep the interface until standard input ends

        """

    private static func value(of option: String, _ word: String?) throws(AirtapError) -> String {
        guard let word else { throw .usage("\(option) needs a value") }
        return word
    }

    private static func number(of option: String, _ word: String?) throws(AirtapError) -> Double {
        guard let number = Double(try value(of: option, word)), number > 0, number <= 1e12 else {
            throw .usage("\(option) needs a number above 0")
        }
        return number
    }

    private static func speed(_ word: String) throws(AirtapError) -> Pace {
        word == "max" ? .unlimited : .recorded(speed: try number(of: "--speed", word))
    }
}
