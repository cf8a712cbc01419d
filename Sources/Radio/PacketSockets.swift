/// Which interfaces somebody captures from. Source: Linux net/packet/af_packet.c `packet_seq_show`.
enum PacketSockets {
    /// The numbers of the interfaces that packet sockets are bound to; empty when the kernel does not tell.
    static func interfaces() -> Set<UInt32> { interfaces(inTable: TextFile.contents(of: "/proc/net/packet") ?? "") }

    /// The fifth column, after the line of headings.
    static func interfaces(inTable text: String) -> Set<UInt32> {
        let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
        return Set(rows.compactMap { $0.count > 4 ? UInt32($0[4]) : nil }.filter { $0 != 0 })
    }
}
