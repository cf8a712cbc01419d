import Glibc

/// The terminal while the table is on it: what was there before comes back at the end.
struct WatchScreen {
    private let isColoured = Terminal.isColoured(STDOUT_FILENO)
    private var last = ""

    /// Takes the terminal's second screen, without a cursor. Source: xterm, ctlseqs, DEC private modes 1049 and 25.
    init() { Terminal.put("\u{1B}[?1049h\u{1B}[?25l", to: STDOUT_FILENO) }

    /// Gives it back.
    func leave() { Terminal.put("\u{1B}[?25h\u{1B}[?1049l", to: STDOUT_FILENO) }

    /// Draws what has changed, in the size that the terminal has now.
    mutating func show(_ scene: WatchScene, isOnline: Bool, broker: String) {
        let (columns, rows) = Terminal.size(STDOUT_FILENO)
        let table = scene.lines()
        let room = max(rows - 2, 1)
        var lines = table.prefix(table.count > room ? room - 1 : room).map {
            $0.text(columns: columns, isColoured: isColoured)
        }
        if table.count > room {
            var more = WatchLine()
            more.add("… \(table.count - room + 1) more lines: a taller window shows them", columns, .faint)
            lines.append(more.text(columns: columns, isColoured: isColoured))
        }
        if table.isEmpty, isOnline { lines.append("nothing has arrived yet (is there a sensor at this broker?)") }
        var foot = WatchLine()
        if isOnline {
            foot.add("\(broker), Ctrl-C ends", columns, .faint)
        } else {
            foot.add("not connected: \(scene.trouble ?? "trying \(broker)")", columns, .bad)
        }
        lines += Array(repeating: "", count: max(0, rows - 1 - lines.count))
        lines.append(foot.text(columns: columns, isColoured: isColoured))
        let frame = lines.prefix(rows).map { "\($0)\u{1B}[K" }.joined(separator: "\r\n")
        guard frame != last else { return }
        last = frame
        Terminal.put("\u{1B}[H\(frame)\u{1B}[J", to: STDOUT_FILENO)
    }
}
