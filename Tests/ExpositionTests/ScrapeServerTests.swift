import Glibc
import Testing

@testable import Exposition

/// The server on loopback, with clients of several manners.
@Suite(.serialized)
struct ScrapeServerTests {
    private let server: ScrapeServer

    init() throws {
        server = try ScrapeServer(host: "127.0.0.1", isVersion6: false, port: 0)
        server.show(Array("footfall_info 1\n".utf8))
    }

    @Test func `a client gets what is shown now`() throws {
        #expect(try Client(server.port).ask("GET /metrics HTTP/1.1\r\n\r\n").hasSuffix("\r\n\r\nfootfall_info 1\n"))
        server.show([UInt8](repeating: 0x41, count: 3_000_000))
        let answer = try Client(server.port).ask("GET /metrics HTTP/1.1\r\n\r\n")
        #expect(answer.utf8.count > 3_000_000)
        #expect(answer.contains("Content-Length: 3000000\r\n"))
    }

    @Test func `clients who say nothing keep nobody out`() throws {
        let silent = try (0..<100).map { _ in try Client(server.port) }
        for client in silent { client.say("GET /met") }
        #expect(try Client(server.port).ask("GET /metrics HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 200 OK"))
    }

    @Test func `a client who takes too long is put out`() throws {
        let client = try Client(server.port)
        client.say("GET /metrics HTTP/1.1\r\n")
        #expect(client.rest() == "")
    }

    @Test func `a request without end is answered with a refusal or an end`() throws {
        let client = try Client(server.port)
        client.say(String(repeating: "A", count: 100_000))
        let answer = client.rest()
        #expect(answer == "" || answer.hasPrefix("HTTP/1.1 431"))
        #expect(try Client(server.port).ask("HEAD /metrics HTTP/1.1\r\n\r\n").hasSuffix("close\r\n\r\n"))
    }

    @Test func `an address is free again once the server has gone, and not before`() throws {
        var server: ScrapeServer? = try ScrapeServer(host: "127.0.0.1", isVersion6: false, port: 0)
        let port = try #require(server?.port)
        #expect(throws: ExpositionError.socket(operation: "listen on", address: "127.0.0.1:\(port)", code: EADDRINUSE))
        {
            try ScrapeServer(host: "127.0.0.1", isVersion6: false, port: port)
        }
        _ = try Client(port).ask("GET /metrics HTTP/1.1\r\n\r\n")
        server = nil
        _ = try ScrapeServer(host: "127.0.0.1", isVersion6: false, port: port)
    }

    @Test func `version 6 of the protocol is spoken, too`() throws {
        #expect(try ScrapeServer(host: "::1", isVersion6: true, port: 0).port > 0)
    }
}

/// A client of its own making, which waits for what comes as long as it takes.
private final class Client {
    private let descriptor: Int32

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let descriptor = descriptor
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0)
    }

    deinit { close(descriptor) }

    func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// All that comes until the server ends the connection.
    func rest() -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece.prefix(count)
        }
    }

    func ask(_ text: String) -> String {
        say(text)
        return rest()
    }
}
