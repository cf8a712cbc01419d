import CMosquitto
import CTLS

/// What OpenSSL is to do on a connection: TLS 1.2 or later, the broker's certificate and name always verified.
///
/// libmosquitto makes such contexts itself, but then resumes no session: a context of ours calls back when a handshake
/// begins and when the broker has issued a ticket.
@safe struct TLSContext: ~Copyable {
    private let handle: OpaquePointer

    /// A context for connections to `host`. `session` outlives them.
    static func make(_ tls: TLSSettings, host: String, session: TLSSession) throws(BrokerError) -> TLSContext {
        guard let handle = unsafe SSL_CTX_new(TLS_client_method()) else { throw failure("prepare", "TLS") }
        let context = unsafe TLSContext(handle: handle)
        _ = unsafe SSL_CTX_ctrl(handle, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
        // An idle connection keeps no buffers of 16 KiB each.
        _ = unsafe SSL_CTX_ctrl(handle, SSL_CTRL_MODE, Int(SSL_MODE_RELEASE_BUFFERS), nil)
        unsafe SSL_CTX_set_verify(handle, SSL_VERIFY_PEER, nil)
        context.expect(host)
        try context.trust(tls)
        try context.present(tls)
        context.resume(session)
        return context
    }

    private init(handle: OpaquePointer) { unsafe self.handle = handle }

    deinit { unsafe SSL_CTX_free(handle) }

    /// Has a client use it, which keeps it for itself.
    func use(on client: OpaquePointer) -> Int32 {
        let code = unsafe mosquitto_void_option(client, MOSQ_OPT_SSL_CTX, UnsafeMutableRawPointer(handle))
        guard code == MOSQ_ERR_SUCCESS.rawValue else { return code }
        // Its own settings would come on top, with a check of names that 2.0.11 forgets to prepare for a foreign context.
        return unsafe mosquitto_int_option(client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0)
    }

    /// The certificate has to carry the host: as an address if it is one, else as a name (RFC 6125 §6.4).
    private func expect(_ host: String) {
        let parameters = unsafe SSL_CTX_get0_param(handle)
        if unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, host) == 1 { return }
        unsafe X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
        unsafe X509_VERIFY_PARAM_set1_host(parameters, host, host.utf8.count)
    }

    private func trust(_ tls: TLSSettings) throws(BrokerError) {
        let directory = tls.authorityFile == nil ? TLSSettings.systemAuthorities : nil
        guard unsafe SSL_CTX_load_verify_locations(handle, tls.authorityFile, directory) == 1 else {
            throw Self.failure("use certificates of", tls.authorityFile ?? TLSSettings.systemAuthorities)
        }
    }

    private func present(_ tls: TLSSettings) throws(BrokerError) {
        guard let certificate = tls.certificateFile, let key = tls.keyFile else { return }
        // No pass phrase, where OpenSSL would ask on the terminal.
        unsafe SSL_CTX_set_default_passwd_cb(handle) { _, _, _, _ in 0 }
        guard unsafe SSL_CTX_use_certificate_chain_file(handle, certificate) == 1 else {
            throw Self.failure("use certificate of", certificate)
        }
        guard unsafe SSL_CTX_use_PrivateKey_file(handle, key, SSL_FILETYPE_PEM) == 1 else {
            throw Self.failure("use key of", key)
        }
    }

    /// OpenSSL's own store is not asked: each connection has a context of its own.
    private func resume(_ session: TLSSession) {
        let mode = SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL
        _ = unsafe SSL_CTX_ctrl(handle, SSL_CTRL_SET_SESS_CACHE_MODE, Int(mode), nil)
        unsafe SSL_CTX_set_ex_data(handle, Self.place, Unmanaged.passUnretained(session).toOpaque())
        unsafe SSL_CTX_set_info_callback(handle) { connection, event, _ in
            guard event == SSL_CB_HANDSHAKE_START, let connection = unsafe connection,
                unsafe SSL_in_before(connection) == 1
            else { return }
            unsafe TLSContext.session(of: connection)?.offer(on: connection)
        }
        unsafe SSL_CTX_sess_set_new_cb(handle) { connection, session in
            guard let connection = unsafe connection, let session = unsafe session else { return 0 }
            unsafe TLSContext.session(of: connection)?.keep(session)
            return 0  // it stays OpenSSL's
        }
    }

    private static func session(of connection: OpaquePointer) -> TLSSession? {
        let data = unsafe SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), place)
        return unsafe data.map { unsafe Unmanaged<TLSSession>.fromOpaque($0).takeUnretainedValue() }
    }

    /// OpenSSL keeps the first place of a context for the application (SSL_CTX_set_app_data(3)).
    private static let place: Int32 = 0

    private static func failure(_ operation: String, _ object: String) -> BrokerError {
        var text = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(ERR_peek_last_error(), &text, text.count)
        ERR_clear_error()
        return BrokerError(
            returnCode: Int32(MOSQ_ERR_TLS.rawValue), systemError: 0,
            detail: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self),
            operation: operation, object: object)
    }
}
