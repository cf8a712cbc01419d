internal import Capture
internal import Dot11
internal import Glibc

/// Prints the probe requests of capture files, one JSON line each, for comparison with other readers.
///
/// For developers only: it prints addresses and network names, and is therefore never packaged.
@main
enum Main {
    static func main() {
        let paths = CommandLine.arguments.dropFirst()
        guard !paths.isEmpty, !paths.contains("--help"), !paths.contains("-h") else {
            complain("usage: dot11dump FILE… (- for standard input); prints one JSON line per probe request")
            exit(paths.isEmpty ? EX_USAGE : EX_OK)
        }
        var status = EX_OK
        for path in paths {
            do throws(DumpError) {
                try dump(path)
            } catch {
                complain("dot11dump: \(error.text)")
                status = max(status, error.exitCode)
            }
        }
        exit(status)
    }

    /// Prints the probe requests of one file. At damage, those before it were printed.
    private static func dump(_ path: String) throws(DumpError) {
        var output = LineOutput()
        defer { output.flush() }
        var unsupported: UInt16?
        do throws(CaptureError) {
            var reader = try SavefileReader(path: path)
            try reader.forEachFrame { record, bytes in
                guard let linkType = LinkType(rawValue: record.linkType) else {
                    unsupported = record.linkType
                    return
                }
                let frames = FrameReader(linkType: linkType)
                let probe = try? frames.probeRequest(in: bytes, originalLength: record.originalLength)
                if let probe { output.write(probe, of: record, in: bytes) }
            }
        } catch {
            throw .capture(error)
        }
        if let unsupported { throw .unsupportedLinkType(unsupported, path: path) }
    }

    private static func complain(_ text: String) {
        LineOutput.write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}
