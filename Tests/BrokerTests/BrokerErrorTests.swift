@testable import Broker
import Glibc
import Testing

struct BrokerErrorTests {
    @Test(arguments: [
        (Int32(4), BrokerError.Kind.lost, "the client is not currently connected (4)"),
        (7, .lost, "the connection was lost (7)"), (8, .tls, "a TLS error occurred (8)"),
        (2, .protocolViolation, "a network protocol error occurred when communicating with the broker (2)"),
        (3, .invalidSettings, "invalid function arguments provided (3)"),
        (12, .notAuthorized, "access denied by ACL (12)"),
        (19, .silent, "no answer within the keep-alive time (19)"), (21, .protocolViolation, "malformed packet (21)"),
        (25, .publicationRefused, "packet larger than supported by the server (25)"),
    ])
    func `a return code becomes a sentence and a kind`(code: Int32, kind: BrokerError.Kind, words: String) {
        let error = BrokerError(returnCode: code, systemError: 0, operation: "talk to broker", object: "b:1883")
        #expect(error.kind == kind)
        #expect(error.description.hasPrefix("cannot talk to broker b:1883: \(words)"))
    }

    @Test func `where the code says so the kernel's own words are used`() {
        let error = BrokerError(
            returnCode: 14, systemError: EHOSTUNREACH, operation: "connect to broker", object: "b:1883")
        #expect(error.kind == .unreachable)
        #expect(
            error.description == "cannot connect to broker b:1883: no route to host (113) "
                + "(is the broker running, and are its address and port right?)")
    }

    /// MQTT 3.1.1 §3.2.2.3 and MQTT 5.0 §2.4.
    @Test(arguments: [
        (Int32(1), BrokerError.Kind.protocolRejected, "unacceptable protocol version"),
        (2, .identifierRejected, "identifier rejected"), (3, .unavailable, "broker unavailable"),
        (4, .badCredentials, "bad user name or password"), (5, .notAuthorized, "not authorised"),
        (132, .protocolRejected, "unsupported Protocol Version"),
        (133, .identifierRejected, "client Identifier not valid"),
        (134, .badCredentials, "bad User Name or Password"), (135, .notAuthorized, "not authorized"),
        (137, .unavailable, "server busy"), (139, .unavailable, "server shutting down"),
        (142, .takenOver, "session taken over"), (151, .unavailable, "quota exceeded"),
    ])
    func `a reason of the broker becomes a sentence and a kind`(reason: Int32, kind: BrokerError.Kind, words: String) {
        let error = BrokerError(reason: reason, operation: "connect to broker", object: "b:1883")
        #expect(error.kind == kind)
        #expect(error.text == words)
    }

    @Test func `every code of the library and of the protocol gives a text without a full stop`() {
        let errors =
            (1...31 as ClosedRange<Int32>).map {
                BrokerError(returnCode: $0, systemError: EIO, operation: "x", object: "y")
            } + (1...255).map { BrokerError(reason: $0, operation: "x", object: "y") }
        for error in errors {
            #expect(!error.text.isEmpty && error.text.last != ".")
            #expect(error.text.first?.isUppercase == false || error.text.dropFirst().first?.isUppercase == true)
        }
    }

    @Test func `what time or the broker can cure is tried again soon, what a person must cure seldom`() {
        let soon = [1, 2, 4, 7, 8, 15, 19].map {
            BrokerError(returnCode: $0, systemError: 0, operation: "", object: "")
        }
        #expect(soon.allSatisfy { $0.isRecoverable })
        let seldom = [1, 2, 4, 5, 132, 133, 134, 135].map { BrokerError(reason: $0, operation: "", object: "") }
        #expect(seldom.allSatisfy { !$0.isRecoverable })
    }
}
