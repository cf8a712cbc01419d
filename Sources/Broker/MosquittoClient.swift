import CMosquitto
import Glibc
import Timekeeping
import Uplink

/// One connection to the broker, from its first packet to its last: a handle of libmosquitto, driven from outside.
///
/// To be made and used on one thread that blocks SIGPIPE, since the process keeps its own disposition for that signal.
/// A handle is not connected twice: so the library never holds a message of an earlier connection.
@safe struct MosquittoClient: ~Copyable {
    private let handle: OpaquePointer
    private let mailbox: ClientMailbox
    private let endpoint: String
    /// OpenSSL holds it without counting.
    private let session: TLSSession
    private var hasConnected = false
    private var hasSaidGoodbye = false
    private var tickets: [Int32: Ticket] = [:]
    private var topics: [Int32: String] = [:]

    /// A client with these settings, not yet connected. Under TLS it goes on with `session`.
    init(settings: BrokerSettings, session: TLSSession) throws(BrokerError) {
        let mailbox = ClientMailbox(largestPayload: settings.maximumPacketBytes)
        let handle = unsafe try Self.makeHandle(settings: settings, session: session, mailbox: mailbox)
        unsafe self.init(handle: handle, session: session, mailbox: mailbox, endpoint: settings.address.endpoint)
    }

    private init(handle: OpaquePointer, session: TLSSession, mailbox: ClientMailbox, endpoint: String) {
        unsafe self.handle = handle
        self.session = session
        self.mailbox = mailbox
        self.endpoint = endpoint
    }

    deinit { unsafe mosquitto_destroy(handle) }

    /// Begins to connect; `takeEvents` tells the outcome. Name resolution blocks.
    func connect(settings: BrokerSettings, attempt: Int) throws(BrokerError) {
        let host = settings.address.host
        let families = try HostFamilies(of: host, operation: Self.connectOperation, object: endpoint)
        let seconds = Int32(clamping: min(max(settings.keepAlive.nanoseconds / 1_000_000_000, 5), 65_535))
        if settings.protocolVersion == .v5 { try announceBound(settings.maximumPacketBytes, keepAlive: seconds) }
        let code = unsafe mosquitto_connect_bind_async(
            handle, host, Int32(settings.address.port), seconds, families.wildcard(forAttempt: attempt))
        try check(code, Self.connectOperation, endpoint)
        // A program that this process might start must not hold the connection open.
        if let socket { _ = fcntl(socket, F_SETFD, FD_CLOEXEC) }
    }

    /// Has the CONNECT packet say how large a packet may be (MQTT 5.0 §3.1.2.11.4).
    ///
    /// libmosquitto takes properties only with its connect that blocks. That one keeps them first and looks at the host
    /// after: without a host it keeps them, and does no more. The connect that does not block then sends them.
    private func announceBound(_ byteCount: Int, keepAlive seconds: Int32) throws(BrokerError) {
        var properties: OpaquePointer?
        defer { unsafe mosquitto_property_free_all(&properties) }
        let code = unsafe mosquitto_property_add_int32(
            &properties, Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue), UInt32(clamping: byteCount))
        try check(code, "bound packets from", endpoint)
        _ = unsafe mosquitto_connect_bind_v5(handle, nil, 0, seconds, nil, properties)
    }

    /// Hands `publication` to the library, which writes it as far as the connection takes it.
    mutating func publish(_ publication: Publication, as ticket: Ticket) throws(BrokerError) {
        var identifier: Int32 = 0
        let code = unsafe publication.payload.withUnsafeBytes {
            unsafe mosquitto_publish(
                handle, &identifier, publication.topic, Int32(clamping: $0.count), $0.baseAddress,
                Int32(publication.quality.rawValue), publication.isRetained)
        }
        try check(code, "publish on", publication.topic)
        tickets[identifier] = ticket
        if publication.quality == .atLeastOnce { topics[identifier] = publication.topic }
    }

    /// Asks for messages on `topicFilter`, at least once each.
    mutating func subscribe(to topicFilter: String) throws(BrokerError) {
        var identifier: Int32 = 0
        try check(unsafe mosquitto_subscribe(handle, &identifier, topicFilter, 1), "subscribe to", topicFilter)
        topics[identifier] = topicFilter
    }

    /// Says goodbye. The connection closes when the packet is written.
    mutating func disconnect() throws(BrokerError) {
        hasSaidGoodbye = true
        try check(unsafe mosquitto_disconnect(handle), "disconnect from broker", endpoint)
    }

    /// The descriptor to wait on; nil once the connection is closed.
    var socket: Int32? {
        let descriptor = unsafe mosquitto_socket(handle)
        return descriptor >= 0 ? descriptor : nil
    }

    /// Whether there is no connection to wait for.
    var isClosed: Bool { socket == nil }

    /// Whether the library waits for the socket to become writable.
    var wantsToWrite: Bool { unsafe mosquitto_want_write(handle) }

    /// Reads and writes as far as the socket allows, and keeps the connection alive.
    func exchange(isReadable: Bool, isWritable: Bool) throws(BrokerError) {
        let operation = "talk to broker"
        if isReadable {
            try check(unsafe mosquitto_loop_read(handle, 1), operation, endpoint)
            confirmReceipt()
        }
        if isWritable, socket != nil { try check(unsafe mosquitto_loop_write(handle, 1), operation, endpoint) }
        if socket != nil { try check(unsafe mosquitto_loop_misc(handle), operation, endpoint) }
    }

    /// Has the kernel confirm at once what was read. A broker that waits for that before it sends more (RFC 896;
    /// mosquitto without `set_tcp_nodelay`) else holds its acknowledgements back for 40 ms, while all that may be in
    /// flight is. The kernel forgets the wish: tcp(7), TCP_QUICKACK.
    private func confirmReceipt() {
        guard let socket else { return }
        var yes: Int32 = 1
        unsafe setsockopt(socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// What has happened since the last call, in order.
    mutating func takeEvents() -> [ClientEvent] { mailbox.take().map { event(of: $0) } }

    private mutating func event(of note: ClientMailbox.Note) -> ClientEvent {
        switch note {
        case .connected(reason: 0) where !hasConnected:
            hasConnected = true
            return .connected
        case .connected(reason: 0): return .lost(lossError(Int32(MOSQ_ERR_PROTOCOL.rawValue), 0))
        case .connected(let reason):
            return .lost(BrokerError(reason: reason, operation: Self.connectOperation, object: endpoint))
        case .disconnected(code: 0, _) where hasSaidGoodbye: return .closed
        case .disconnected(code: 0, _): return .lost(lossError(Int32(MOSQ_ERR_CONN_LOST.rawValue), 0))
        case .disconnected(let code, let systemError): return .lost(lossError(code, systemError))
        case .delivered(let identifier, let reason): return delivery(identifier, reason)
        case .granted(let identifier, let qualities):
            let topic = topics.removeValue(forKey: identifier) ?? ""
            guard let refusal = qualities.first(where: { $0 >= 128 }) else { return .subscribed(topic) }
            return .subscriptionRefused(
                BrokerError(reason: refusal, kind: .subscriptionRefused, operation: "subscribe to", object: topic))
        case .message(let topic, let payload, let isRetained): return .message(topic, payload, isRetained)
        }
    }

    private mutating func delivery(_ identifier: Int32, _ reason: Int32) -> ClientEvent {
        let topic = topics.removeValue(forKey: identifier) ?? ""
        guard let ticket = tickets.removeValue(forKey: identifier) else { return .unknownDelivery }
        guard reason >= 128 else { return .acknowledged(ticket) }
        let error = BrokerError(reason: reason, kind: .publicationRefused, operation: "publish on", object: topic)
        return .refused(ticket, error)
    }

    /// Codes of 128 and above are the broker's own reasons (MQTT 5.0 §3.14.2.1).
    private func lossError(_ code: Int32, _ systemError: Int32) -> BrokerError {
        let operation = hasConnected ? Self.stayOperation : Self.connectOperation
        if code >= 128 { return BrokerError(reason: code, operation: operation, object: endpoint) }
        return BrokerError(
            returnCode: code, systemError: systemError, detail: mailbox.lastErrorLine, operation: operation,
            object: endpoint)
    }

    private func check(_ code: Int32, _ operation: String, _ object: String) throws(BrokerError) {
        guard code > 0 else { return }
        throw BrokerError(
            returnCode: code, systemError: errno, detail: mailbox.lastErrorLine, operation: operation, object: object)
    }

    static let connectOperation = "connect to broker"
    static let stayOperation = "stay connected to broker"
}
