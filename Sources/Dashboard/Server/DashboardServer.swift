import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// The dashboard: an integrator of the public contract with a web server.
public enum DashboardServer {
    /// Serves until SIGTERM or SIGINT. Says where, once browsers can come: the port may be the kernel's choice.
    public static func run(
        _ settings: DashboardSettings, log: Logger, isListening: @escaping @Sendable (_ url: String) -> Void
    ) async throws {
        if let fault = settings.protection.fault(at: settings.listen) { throw DashboardError.protection(fault) }
        let keeper = try BoardKeeper(settings)
        let scheme = settings.protection.tls == nil ? "http" : "https"
        let listen = settings.listen
        let application = Application(
            responder: Responder(
                keeper: keeper, gate: RequestGate(protection: settings.protection, address: listen),
                doorman: Doorman(password: settings.protection.password)),
            server: try server(settings.protection.tls),
            configuration: ApplicationConfiguration(
                address: .hostname(listen.host, port: listen.port),
                availableConnectionsDelegate: MaximumAvailableConnections(mostConnections)),
            services: [Pulse(keeper: keeper)],
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? listen.port
                isListening("\(scheme)://\(listen.host.contains(":") ? "[\(listen.host)]" : listen.host):\(port)/")
            },
            logger: log)
        try keeper.start(settings.broker)
        defer { keeper.stop() }
        do { try await application.runService() } catch let error as IOError {
            throw DashboardError.address(listen, reason: "\(error)")
        }
    }

    private static func server(_ files: Protection.Files?) throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(60),
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 8_192, maxHeaderListSize: 16_384)))
        guard let files else { return plain }
        do { return try .tls(plain, tlsConfiguration: configuration(files)) } catch let error as DashboardError {
            throw error
        } catch {
            throw DashboardError.file("\(files.certificate), \(files.key)", reason: "\(error)")
        }
    }

    private static func configuration(_ files: Protection.Files) throws -> TLSConfiguration {
        var configuration: TLSConfiguration
        do {
            configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
        } catch { throw DashboardError.file("\(files.certificate), \(files.key)", reason: "\(error)") }
        configuration.minimumTLSVersion = .tlsv12
        guard let authority = files.clientAuthority else { return configuration }
        do {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
        } catch { throw DashboardError.file(authority, reason: "\(error)") }
        configuration.certificateVerification = .noHostnameVerification
        return configuration
    }

    /// Beats for the pages, and sends them away at the end.
    private struct Pulse: Service {
        let keeper: BoardKeeper

        func run() async throws {
            for await _ in AsyncStream.beats(every: .seconds(15)).cancelOnGracefulShutdown() { keeper.beat() }
        }
    }

    /// Each page has one for its events, and some for a moment.
    private static let mostConnections = 128
}

extension AsyncStream<Void> {
    /// A value each so often, until nobody waits for it.
    fileprivate static func beats(every pause: Duration) -> Self {
        Self(unfolding: { try? await Task.sleep(for: pause) })
    }
}
