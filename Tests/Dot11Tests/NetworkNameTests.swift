import Dot11
import GoldenFrames
import Testing

struct NetworkNameTests {
    private func probe(_ elements: [UInt8], _ body: (ProbeRequest, Span<UInt8>) -> Bool) throws -> Bool {
        let bytes = GoldenFrame.header + elements
        return body(try #require(try bareProbeRequest(bytes)), bytes.span)
    }

    private func objects(_ elements: [UInt8]) throws -> Bool {
        try probe(elements) { $0.objectsToCounting(in: $1) }
    }

    @Test(arguments: ["golden_nomap", "golden_optout", "_nomap", "_optout", "a_optout_nomap"])
    func `the owner of a network with such a name objects`(name: String) throws {
        #expect(try objects(GoldenFrame.directed(to: name)))
    }

    @Test(arguments: ["golden", "nomap", "_nomapx", "_NOMAP", "optout", "_nomap_", "x"])
    func `the owner of any other network does not`(name: String) throws {
        #expect(try !objects(GoldenFrame.directed(to: name)))
    }

    @Test func `a request for any network is not directed and nobody objects`() throws {
        #expect(try !probe(GoldenFrame.elements) { $0.isDirected(in: $1) })
        #expect(try !objects(GoldenFrame.elements))
        #expect(try !probe([1, 1, 2]) { $0.isDirected(in: $1) })
    }

    @Test func `of two names the first one counts`() throws {
        #expect(try probe(hex("00 01 61 00 00")) { $0.networkName(in: $1) == 26..<27 && $0.isDirected(in: $1) })
        #expect(try probe(hex("00 00 00 01 61")) { !$0.isDirected(in: $1) })
    }
}
