import CTLS

/// What is kept of the last connection to a broker, so that the next handshake is a short one: a ticket
/// (RFC 8446 §2.2; RFC 5077 for TLS 1.2).
///
/// For one broker only: it shows no certificate again when a session is resumed.
@safe final class TLSSession {
    private var kept: OpaquePointer?

    /// Nothing is kept: the first handshake is a whole one.
    init() { unsafe kept = nil }

    deinit { unsafe SSL_SESSION_free(kept) }

    /// Keeps a copy of a session instead of the one before. OpenSSL puts the session of a connection that ends without a
    /// goodbye out of use, as when a link is lost: just then it is wanted.
    func keep(_ session: OpaquePointer) {
        unsafe SSL_SESSION_free(kept)
        unsafe kept = SSL_SESSION_dup(session)
    }

    /// Has a handshake that begins offer the session. A broker that does not want it answers with a whole handshake.
    func offer(on connection: OpaquePointer) {
        guard let session = unsafe kept, let copy = unsafe SSL_SESSION_dup(session) else { return }
        unsafe SSL_set_session(connection, copy)
        unsafe SSL_SESSION_free(copy)
    }
}
