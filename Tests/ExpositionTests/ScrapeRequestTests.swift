import Testing

@testable import Exposition

struct ScrapeRequestTests {
    private func verdict(_ text: String) -> ScrapeRequest.Verdict {
        var request = ScrapeRequest()
        request.received(Array(text.utf8))
        return request.verdict
    }

    @Test func `the measurements are for who asks for them`() {
        #expect(verdict("GET /metrics HTTP/1.1\r\nHost: box\r\n\r\n") == .measurements(withBody: true))
        #expect(verdict("GET /metrics?name=a HTTP/1.0\r\n\r\n") == .measurements(withBody: true))
        #expect(verdict("HEAD /metrics HTTP/1.1\r\n\r\n") == .measurements(withBody: false))
        #expect(verdict("GET /metrics HTTP/1.1\n\n") == .measurements(withBody: true))
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", ScrapeRequest.Refusal.unknownPath),
        ("GET /metricsx HTTP/1.1\r\n\r\n", .unknownPath),
        ("POST /metrics HTTP/1.1\r\n\r\n", .otherMethod),
        ("GET  /metrics HTTP/1.1\r\n\r\n", .malformed),
        ("\r\n\r\n", .malformed),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .malformed),
    ])
    func `anything else is refused`(text: String, refusal: ScrapeRequest.Refusal) {
        #expect(verdict(text) == .refusal(refusal))
    }

    @Test func `a request is not read before its end, wherever it is cut`() {
        let whole = "GET /metrics HTTP/1.1\r\nHost: box\r\n\r\n"
        var request = ScrapeRequest()
        for byte in whole.utf8 {
            #expect(request.verdict == .incomplete)
            request.received([byte])
        }
        #expect(request.verdict == .measurements(withBody: true))
    }

    @Test func `a request without end is refused, as one that is too long`() {
        var request = ScrapeRequest()
        for _ in 0..<1_000 { request.received([UInt8](repeating: 0x41, count: 1_000)) }
        #expect(request.verdict == .refusal(.tooLong))
    }
}
