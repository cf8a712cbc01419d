import Capture
import Testing

struct CaptureErrorTests {
    @Test func `each error says what, on what, why, and the cure`() {
        let texts: [(error: CaptureError, text: String)] = [
            (
                .unreadableSavefile(path: "a.pcap", code: 2),
                "cannot read capture a.pcap: no such file or directory (2) (check the path)"
            ),
            (
                .damagedSavefile(path: "a.pcap", offset: 1_414, damage: .recordCut(present: 130, needed: 139)),
                """
                cannot read capture a.pcap beyond byte 1414: a record is cut after 130 of 139 bytes \
                (what stands before it was used)
                """
            ),
            (
                .notInMonitorMode(interface: "wlan1", linkType: 1),
                """
                cannot capture on wlan1: not in monitor mode, link type 1 (ip link set wlan1 down; \
                iw dev wlan1 set type monitor; ip link set wlan1 up)
                """
            ),
        ]
        for (error, text) in texts { #expect("\(error)" == text) }
    }

    @Test func `only what heals by itself is recoverable`() {
        #expect(CaptureError.interfaceGone("wlan1").isRecoverable)
        #expect(CaptureError.interfaceDown("wlan1").isRecoverable)
        #expect(!CaptureError.missingInterface("wlan1").isRecoverable)
        #expect(!CaptureError.notPermitted(interface: "wlan1").isRecoverable)
        #expect("\(CaptureError.notPermitted(interface: "wlan1"))".contains("CAP_NET_RAW"))
    }
}
