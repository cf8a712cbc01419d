import Testing

@testable import Simulation

struct CheckSequenceTests {
    /// Source: the check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms (reveng.sourceforge.io).
    @Test func `the nine digits give the published check value`() {
        #expect(checkSequence(of: "123456789".utf8) == 0xCBF4_3926)
        #expect(checkSequence(of: []) == 0)
    }
}
