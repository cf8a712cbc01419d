import CMosquitto
import Glibc
import Synchronization
import Uplink

extension MosquittoClient {
    /// Makes the handle with its settings.
    static func makeHandle(
        settings: BrokerSettings, session: TLSSession, mailbox: ClientMailbox
    ) throws(BrokerError) -> OpaquePointer {
        _ = libraryIsReady
        let context = unsafe Unmanaged.passUnretained(mailbox).toOpaque()
        let made = unsafe preservingPipeSignal { unsafe mosquitto_new(settings.clientIdentifier, true, context) }
        guard let handle = unsafe made else {
            throw BrokerError(systemError: errno, operation: "prepare connection to", object: settings.address.endpoint)
        }
        unsafe installCallbacks(on: handle)
        do throws(BrokerError) { try unsafe configure(handle, settings, session) } catch {
            unsafe mosquitto_destroy(handle)
            throw error
        }
        return unsafe handle
    }

    /// Leaves the process's disposition for SIGPIPE as it was: `mosquitto_new` has it ignored. One at a time, or one
    /// thread would restore what another had found already changed.
    private static func preservingPipeSignal(_ body: () -> OpaquePointer?) -> OpaquePointer? {
        unsafe pipeSignal.withLock { _ in
            var disposition = sigaction()
            unsafe sigaction(SIGPIPE, nil, &disposition)
            defer { unsafe sigaction(SIGPIPE, &disposition, nil) }
            return unsafe body()
        }
    }

    private static let pipeSignal = Mutex(())

    /// Sets all that must be set before the first packet.
    private static func configure(
        _ handle: OpaquePointer, _ settings: BrokerSettings, _ session: TLSSession
    ) throws(BrokerError) {
        let version = settings.protocolVersion == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        let inFlight = Int32(clamping: min(settings.limits.inFlightCount, 65_535))
        let subject = settings.clientIdentifier
        try check(
            unsafe mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, version), "choose protocol for", subject)
        try check(unsafe mosquitto_int_option(handle, MOSQ_OPT_SEND_MAXIMUM, inFlight), "bound messages of", subject)
        try check(unsafe mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1), "prepare connection of", subject)
        if let credentials = settings.credentials {
            let code = unsafe mosquitto_username_pw_set(handle, credentials.userName, credentials.password)
            try check(code, "set user name and password of", subject)
        }
        if let will = settings.will {
            let code = unsafe will.payload.withUnsafeBytes {
                unsafe mosquitto_will_set(
                    handle, will.topic, Int32(clamping: $0.count), $0.baseAddress, Int32(will.quality.rawValue),
                    will.isRetained)
            }
            try check(code, "set will on", will.topic)
        }
        if settings.address.isSecure { try unsafe secure(handle, settings.tls, settings.address.host, session) }
    }

    private static func secure(
        _ handle: OpaquePointer, _ tls: TLSSettings, _ host: String, _ session: TLSSession
    ) throws(BrokerError) {
        for file in [tls.authorityFile, tls.certificateFile, tls.keyFile].compactMap(\.self) {
            guard unsafe access(file, R_OK) == 0 else {
                throw BrokerError(systemError: errno, kind: .unreadableFile, operation: "read", object: file)
            }
        }
        let context = try TLSContext.make(tls, host: host, session: session)
        try check(unsafe context.use(on: handle), "prepare", "TLS")
    }

    private static func check(_ code: Int32, _ operation: String, _ object: String) throws(BrokerError) {
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return }
        throw BrokerError(returnCode: code, systemError: errno, operation: operation, object: object)
    }

    /// `mosquitto_lib_init` is not thread-safe: once for the process.
    private static let libraryIsReady: Bool = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue
}
