/// What experience says of a driver, beyond what the kernel tells. This file is data.
struct KnownDriver: Sendable {
    /// The names under which the kernel knows it.
    let names: [String]
    let grade: AdapterVerdict.Grade
    let reason: String
    /// What to say when it offers no monitor mode here; `nil` where that is not typical.
    var verdictWithoutMonitor: String?
    let source: String

    /// All of them. Sources: the Wi-Fi page of kismetwireless/kismet-docs (readme/040-datasources_wifi.md, 2022-12), and
    /// the issues that are named.
    static let all: [Self] = [
        Self(
            names: ["mt76x2u", "mt76x2e", "mt76x0u", "mt76x0e"], grade: .good,
            reason: "MediaTek MT7610 and MT7612: among the best supported", source: kismet),
        Self(
            names: ["ath9k", "ath9k_htc"], grade: .good,
            reason: "reliable; false control frames with a valid checksum occur, which a sensor does not read",
            source: kismet),
        Self(
            names: ["ath5k", "rtl8180", "rtl8187", "zd1211rw"], grade: .good,
            reason: "works; no 5 GHz on most models", source: kismet),
        Self(
            names: ["rt2500usb", "rt73usb", "rt2800usb", "rt2400pci", "rt2500pci", "rt61pci", "rt2800pci"],
            grade: .good,
            reason: "Ralink rt2x00: works", source: kismet),
        Self(
            names: ["iwlwifi", "iwl4965", "iwl3945"], grade: .limited,
            reason: "works on 20 MHz channels; old firmware crashes on wider ones", source: kismet),
        Self(
            names: ["ath10k_pci", "ath10k_usb", "ath10k_sdio", "ath10k_snoc"], grade: .bad,
            reason: "floods of frames that were never sent, marked as valid: the numbers would be wrong", source: kismet
        ),
        Self(
            names: ["brcmfmac"], grade: .limited,
            reason: "monitor mode by the nexmon patch: use one fixed channel, since hopping stops the capture",
            verdictWithoutMonitor: "no monitor mode as shipped, as in a Raspberry Pi: plug in a USB adapter",
            source: "\(kismet); seemoo-lab/nexmon issues 66, 295, 384; kismetwireless/kismet issue 378"),
        Self(
            names: ["rtl8812au", "8812au", "88XXau", "rtl88XXau", "rtl8814au", "8814au"], grade: .bad,
            reason: "a driver from outside the kernel that may enter monitor mode only in name", source: kismet),
        Self(
            names: ["rtl88x2bu", "88x2bu"], grade: .bad,
            reason: "a driver from outside the kernel without added interfaces or modern channel control",
            source: kismet),
        Self(
            names: ["rtl8821cu", "8821cu"], grade: .bad,
            reason: "a driver from outside the kernel: commands hang after an interface was added",
            source: "kismetwireless/kismet issue 525"),
        Self(
            names: ["mac80211_hwsim"], grade: .limited, reason: "a simulated radio: it hears other simulated ones only",
            source: "Linux Documentation/networking/mac80211_hwsim"),
    ]

    private static let kismet = "kismetwireless/kismet-docs, Wi-Fi sources"
}
