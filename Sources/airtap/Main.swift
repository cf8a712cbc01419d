import Capture
import Glibc

/// `airtap`: a live interface without a radio. For developers, tests and the demonstration; never packaged.
@main
struct Main {
    static func main() {
        if CommandLine.arguments.dropFirst().contains("--help") {
            say(Arguments.usage)
            return
        }
        do throws(AirtapError) {
            try run(try Arguments(CommandLine.arguments.dropFirst()))
        } catch {
            complain("airtap: \(error)")
            exit(error.exitCode)
        }
    }

    private static func run(_ arguments: Arguments) throws(AirtapError) {
        // Opened first, so that a mistake in the file's name is told before anything is made.
        var reader = try open(arguments.file)
        let tap = try TapInterface(name: arguments.interface)
        say("ready\n")
        if arguments.waitsForReader { waitForLine() }
        var sender = Sender(tap: tap, arguments: arguments)
        defer {
            say(sender.summary)
            if arguments.waitsForReader { sender.holdInterface() }
        }
        try send(arguments, from: &reader, with: &sender)
        if let error = sender.outcome.error { throw error }
    }

    /// Sends the whole file, again and again if so asked.
    private static func send(
        _ arguments: Arguments, from reader: inout SavefileReader, with sender: inout Sender
    ) throws(AirtapError) {
        while true {
            let sentBefore = sender.outcome.frames
            do throws(CaptureError) {
                try reader.readFrames { record, frame in sender.send(record, frame, of: arguments.file) }
            } catch {
                throw .capture(error)
            }
            // A file of which nothing can be sent is not begun again.
            if !arguments.loops || sender.isOver || sender.outcome.frames == sentBefore { return }
            reader = try open(arguments.file)
            sender.beginPass()
        }
    }

    private static func open(_ file: String) throws(AirtapError) -> SavefileReader {
        do throws(CaptureError) { return try SavefileReader(path: file) } catch { throw .capture(error) }
    }

    private static func waitForLine() {
        var byte: UInt8 = 0
        while unsafe read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {}
    }

    private static func say(_ text: String) { put(text, on: STDOUT_FILENO) }

    private static func complain(_ text: String) { put(text + "\n", on: STDERR_FILENO) }

    private static func put(_ text: String, on descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in _ = unsafe write(descriptor, bytes.baseAddress, bytes.count) }
    }
}
