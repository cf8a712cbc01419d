/// One field of a radiotap header: which, and where in the bytes.
struct RadiotapField: Equatable {
    /// The field's bit number, or for a vendor's data ``vendorNumber``.
    let number: Int
    let offset: Int
    /// Bytes of data; a vendor's namespace comes as a whole, its header of six bytes first.
    let size: Int

    /// A vendor's namespace: its bits mean what the vendor says, so its data stays unread.
    static let vendorNumber = 30
}

/// Size and alignment of a field. Alignment counts from the start of the header.
struct RadiotapLayout {
    let size: UInt8
    let alignment: UInt8

    /// By bit number. Source: radiotap.org/fields/defined; bits 29, 30 and 31 are part of the present words.
    static let table: InlineArray<28, RadiotapLayout> = [
        RadiotapLayout(size: 8, alignment: 8),  // 0 TSFT
        RadiotapLayout(size: 1, alignment: 1),  // 1 Flags
        RadiotapLayout(size: 1, alignment: 1),  // 2 Rate
        RadiotapLayout(size: 4, alignment: 2),  // 3 Channel
        RadiotapLayout(size: 2, alignment: 2),  // 4 FHSS
        RadiotapLayout(size: 1, alignment: 1),  // 5 Antenna signal, dBm
        RadiotapLayout(size: 1, alignment: 1),  // 6 Antenna noise, dBm
        RadiotapLayout(size: 2, alignment: 2),  // 7 Lock quality
        RadiotapLayout(size: 2, alignment: 2),  // 8 TX attenuation
        RadiotapLayout(size: 2, alignment: 2),  // 9 TX attenuation, dB
        RadiotapLayout(size: 1, alignment: 1),  // 10 TX power, dBm
        RadiotapLayout(size: 1, alignment: 1),  // 11 Antenna
        RadiotapLayout(size: 1, alignment: 1),  // 12 Antenna signal, dB
        RadiotapLayout(size: 1, alignment: 1),  // 13 Antenna noise, dB
        RadiotapLayout(size: 2, alignment: 2),  // 14 RX flags
        RadiotapLayout(size: 2, alignment: 2),  // 15 TX flags
        RadiotapLayout(size: 1, alignment: 1),  // 16 RTS retries
        RadiotapLayout(size: 1, alignment: 1),  // 17 Data retries
        RadiotapLayout(size: 8, alignment: 4),  // 18 XChannel
        RadiotapLayout(size: 3, alignment: 1),  // 19 MCS
        RadiotapLayout(size: 8, alignment: 4),  // 20 A-MPDU status
        RadiotapLayout(size: 12, alignment: 2),  // 21 VHT
        RadiotapLayout(size: 12, alignment: 8),  // 22 Timestamp
        RadiotapLayout(size: 12, alignment: 2),  // 23 HE
        RadiotapLayout(size: 12, alignment: 2),  // 24 HE-MU
        RadiotapLayout(size: 6, alignment: 2),  // 25 HE-MU other user
        RadiotapLayout(size: 1, alignment: 1),  // 26 Zero-length PSDU
        RadiotapLayout(size: 4, alignment: 2),  // 27 L-SIG
    ]
}
