import GoldenFrames
import Testing

@testable import Privacy

/// The first 32 octets of the output do not depend on how many are asked for (RFC 5869 §2.3).
struct HKDFTests {
    @Test func `the first test vector of RFC 5869`() {
        let key = derived(
            from: [UInt8](repeating: 0x0b, count: 22), salt: Array(0x00...0x0c), info: Array(0xf0...0xf9))
        #expect(key == hex("3cb25f25faacd57a90434f64d0362f2a 2d2d0a90cf1a5a4c5db02d56ecc4c5bf"))
    }

    @Test func `the second test vector of RFC 5869, with longer inputs`() {
        let key = derived(from: Array(0x00...0x4f), salt: Array(0x60...0xaf), info: Array(0xb0...0xff))
        #expect(key == hex("b11e398dc80327a1c8e7f78c596a4934 4f012eda2d4efad8a050cc4c19afa97c"))
    }

    @Test func `the third test vector of RFC 5869, without salt and info`() {
        let key = derived(from: [UInt8](repeating: 0x0b, count: 22), salt: [], info: [])
        #expect(key == hex("8da4e775a563c18f715f802a063c5a31 b8a11f5c5ee1879ec3454e5f3c738d2d"))
    }

    private func derived(from material: [UInt8], salt: [UInt8], info: [UInt8]) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        unsafe material.withUnsafeBytes { material in
            unsafe key.withUnsafeMutableBytes { key in
                guard let source = material.baseAddress, let target = key.baseAddress else { return }
                unsafe HKDF.deriveKey(from: source, byteCount: material.count, salt: salt, info: info, into: target)
            }
        }
        return key
    }
}
