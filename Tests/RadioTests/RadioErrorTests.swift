import Glibc
import Testing

@testable import Radio

struct RadioErrorTests {
    @Test func `an error is a sentence with a cure`() {
        #expect(
            RadioError("tune wlan1 to 5180 MHz", code: EBUSY).description
                == "cannot tune wlan1 to 5180 MHz: device or resource busy (-16) "
                + "(is NetworkManager or wpa_supplicant managing the adapter? see: footfall doctor)")
        #expect(
            RadioError("tune footfall0 to 5955 MHz", code: EINVAL, detail: "Channel is disabled").description
                == "cannot tune footfall0 to 5955 MHz: invalid argument (-22): channel is disabled")
    }

    @Test func `rights and support do not come by waiting`() {
        #expect(!RadioError("x", code: EPERM).isRecoverable)
        #expect(!RadioError("x", code: EOPNOTSUPP).isRecoverable)
        for code in [EBUSY, ENODEV, ERFKILL, ENETDOWN, ETIMEDOUT] { #expect(RadioError("x", code: code).isRecoverable) }
    }
}
