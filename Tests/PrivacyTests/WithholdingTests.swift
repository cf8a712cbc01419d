import Privacy
import Testing

struct WithholdingTests {
    @Test func `no configuration goes below the floor`() {
        for k in [Int.min, -1, 0, 1, 4, 5] { #expect(Withholding(k: k).k == 5) }
        #expect(Withholding(k: 6).k == 6)
    }

    @Test(arguments: [5, 6, 10, 1_000])
    func `counts below k look alike, and others are told as they are`(k: Int) {
        let withholding = Withholding(k: k)
        for count in 0..<k { #expect(withholding.released(count) == nil) }
        for count in k..<k + 100 { #expect(withholding.released(count) == count) }
    }

    @Test(arguments: [5, 6, 10])
    func `no end of a figure's interval tells a number from 1 to k - 1`(k: Int) {
        let withholding = Withholding(k: k)
        for tenths in 0..<500 {
            let value = Double(tenths) / 10
            for spread in [0, 0.3, 1, 4, 30] {
                let figure = withholding.released(value, low: max(0, value - spread), high: value + spread)
                #expect((figure == nil) == (value.rounded() < Double(k)))
                guard let figure else { continue }
                #expect(figure.value >= k && figure.high >= k)
                #expect(figure.low == 0 || figure.low >= k)
                #expect(Double(figure.low) <= max(0, value - spread) && Double(figure.high) >= value + spread)
            }
        }
    }
}
