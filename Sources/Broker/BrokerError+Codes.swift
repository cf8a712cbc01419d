import CMosquitto
import Glibc
import Threading
import Uplink

extension BrokerError {
    /// The error of a libmosquitto call that returned `code`.
    ///
    /// - Parameters:
    ///   - systemError: `errno` right after the call; it speaks when the code says so.
    ///   - detail: the last error line of the library's log, which for TLS says more than the code.
    init(
        returnCode code: Int32, systemError: Int32, detail: String? = nil, operation: String, object: String
    ) {
        self.operation = operation
        self.object = object
        if code == MOSQ_ERR_ERRNO.rawValue {
            self.code = Int(systemError)
            kind = Self.kind(ofSystemError: systemError)
            text = Self.systemText(systemError)
        } else {
            self.code = Int(code)
            kind = Self.kind(ofReturnCode: code)
            text = detail.map(Self.libraryLine) ?? Self.text(ofReturnCode: code)
        }
    }

    /// The error of a CONNACK, PUBACK, SUBACK or DISCONNECT with `reason`.
    ///
    /// Source: MQTT 5.0 §2.4 and, below 128, MQTT 3.1.1 §3.2.2.3.
    init(reason: Int32, kind overridingKind: Kind? = nil, operation: String, object: String) {
        self.operation = operation
        self.object = object
        code = Int(reason)
        kind = overridingKind ?? Self.kind(ofReason: reason)
        let words = unsafe reason < 128 ? mosquitto_connack_string(reason) : mosquitto_reason_string(reason)
        text = unsafe Self.plain(words.map { unsafe String(cString: $0) } ?? "unknown reason").droppingPrefix(
            "connection Refused: ")
    }

    /// The error of a system call.
    init(systemError: Int32, kind: Kind? = nil, operation: String, object: String) {
        self.operation = operation
        self.object = object
        self.kind = kind ?? Self.kind(ofSystemError: systemError)
        code = Int(systemError)
        text = Self.systemText(systemError)
    }

    /// The error of a thread or a descriptor that the process does not get.
    init(_ failure: SystemFailure) {
        self.init(systemError: failure.code, operation: failure.operation, object: failure.object)
    }

    /// The error of a name that `getaddrinfo` does not resolve.
    init(lookupCode: Int32, operation: String, object: String) {
        self.operation = operation
        self.object = object
        kind = .unresolvedName
        code = Int(lookupCode)
        text = unsafe Self.plain(String(cString: gai_strerror(lookupCode)))
    }

    /// The broker accepted the connection, but no packet came.
    static func noAnswer(from address: BrokerAddress) -> Self {
        Self(
            returnCode: Int32(MOSQ_ERR_TIMEOUT.rawValue), systemError: 0, operation: MosquittoClient.connectOperation,
            object: address.endpoint)
    }

    /// The connection is gone, and nobody said why.
    static func hungUp(by address: BrokerAddress) -> Self {
        Self(
            returnCode: Int32(MOSQ_ERR_CONN_LOST.rawValue), systemError: 0, operation: MosquittoClient.stayOperation,
            object: address.endpoint)
    }

    static func systemText(_ code: Int32) -> String { unsafe plain(String(cString: strerror(code))) }

    private static func kind(ofSystemError code: Int32) -> Kind {
        switch code {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL: .unreachable
        case ETIMEDOUT: .noAnswer
        case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN: .lost
        case ENOMEM: .outOfMemory
        default: .system
        }
    }

    private static func kind(ofReturnCode code: Int32) -> Kind {
        switch mosq_err_t(rawValue: code) {
        case MOSQ_ERR_NOMEM: .outOfMemory
        case MOSQ_ERR_NO_CONN, MOSQ_ERR_CONN_LOST: .lost
        case MOSQ_ERR_CONN_REFUSED, MOSQ_ERR_AUTH, MOSQ_ERR_ACL_DENIED: .notAuthorized
        case MOSQ_ERR_TLS, MOSQ_ERR_TLS_HANDSHAKE, MOSQ_ERR_OCSP: .tls
        case MOSQ_ERR_EAI, MOSQ_ERR_LOOKUP: .unresolvedName
        case MOSQ_ERR_KEEPALIVE: .silent
        case MOSQ_ERR_TIMEOUT: .noAnswer
        case MOSQ_ERR_INVAL, MOSQ_ERR_NOT_SUPPORTED, MOSQ_ERR_MALFORMED_UTF8, MOSQ_ERR_PROXY: .invalidSettings
        case MOSQ_ERR_PAYLOAD_SIZE, MOSQ_ERR_OVERSIZE_PACKET, MOSQ_ERR_QOS_NOT_SUPPORTED,
            MOSQ_ERR_RETAIN_NOT_SUPPORTED:
            .publicationRefused
        default: .protocolViolation
        }
    }

    private static func kind(ofReason reason: Int32) -> Kind {
        switch reason {
        case 1, 132: .protocolRejected
        case 2, 133: .identifierRejected
        case 3, 136, 137, 139, 151: .unavailable
        case 4, 134: .badCredentials
        case 5, 135, 138, 140: .notAuthorized
        case 141: .silent
        case 142: .takenOver
        case 128, 131, 152, 156, 157, 160: .closed
        default: .protocolViolation
        }
    }

    private static func text(ofReturnCode code: Int32) -> String {
        switch mosq_err_t(rawValue: code) {
        case MOSQ_ERR_KEEPALIVE: "no answer within the keep-alive time"
        case MOSQ_ERR_MALFORMED_PACKET: "malformed packet"
        case MOSQ_ERR_LOOKUP: "name not resolved"
        case MOSQ_ERR_TIMEOUT: "no answer in time"
        case MOSQ_ERR_RETAIN_NOT_SUPPORTED: "the broker keeps no retained messages"
        case MOSQ_ERR_TOPIC_ALIAS_INVALID: "topic alias invalid"
        case MOSQ_ERR_ADMINISTRATIVE_ACTION: "administrative action"
        default: unsafe plain(String(cString: mosquitto_strerror(code)))
        }
    }

    /// `OpenSSL Error[0]: error:…` and `Error: …` without what the reader knows.
    private static func libraryLine(_ line: String) -> String {
        plain(line.droppingPrefix("OpenSSL Error[0]: ").droppingPrefix("Error: "))
    }

    /// Lower case at the start unless an abbreviation stands there, and no full stop.
    static func plain(_ words: String) -> String {
        let text = words.last == "." ? String(words.dropLast()) : words
        guard let second = text.dropFirst().first, second.isLowercase || second == " " else { return text }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension String {
    fileprivate func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
