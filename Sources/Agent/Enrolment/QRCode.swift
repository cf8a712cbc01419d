import CQRCode

/// A QR code: a square of dark and light modules. Source: ISO/IEC 18004, by libqrencode.
public struct QRCode: Equatable, Sendable {
    /// Modules on a side.
    public let width: Int
    private let isDark: [Bool]

    /// The code of at most some 2,000 bytes, at the level that survives 15 % of damage; `nil` for more.
    public init?(_ bytes: [UInt8]) {
        let code = unsafe bytes.withUnsafeBufferPointer { bytes in
            // Version 0 is the smallest one that holds them.
            unsafe QRcode_encodeData(Int32(bytes.count), bytes.baseAddress, 0, QR_ECLEVEL_M)
        }
        guard let code = unsafe code, let modules = unsafe code.pointee.data else { return nil }
        defer { unsafe QRcode_free(code) }
        let width = unsafe Int(code.pointee.width)
        self.width = width
        // The lowest bit of each byte is the module's colour.
        isDark = unsafe UnsafeBufferPointer(start: modules, count: width * width).map { $0 & 1 == 1 }
    }

    /// For a screen that shows text lighter than its ground: two rows of modules a line, light ones drawn, with the quiet
    /// zone of four modules that readers need.
    public var lines: [String] {
        stride(from: -Self.quiet, to: width + Self.quiet, by: 2).map { row in
            (-Self.quiet..<width + Self.quiet).reduce(into: "") { line, column in
                switch (isLight(row, column), isLight(row + 1, column)) {
                case (true, true): line += "█"
                case (true, false): line += "▀"
                case (false, true): line += "▄"
                case (false, false): line += " "
                }
            }
        }
    }

    private func isLight(_ row: Int, _ column: Int) -> Bool {
        guard 0..<width ~= row, 0..<width ~= column else { return row < width + Self.quiet }
        return !isDark[row * width + column]
    }

    /// Source: ISO/IEC 18004, quiet zone.
    private static let quiet = 4
}
