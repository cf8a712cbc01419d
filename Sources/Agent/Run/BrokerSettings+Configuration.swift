import Broker
import Fleet
import Glibc
import Timekeeping
import Uplink

extension BrokerSettings {
    /// The settings that a configuration asks for. The address was checked when the configuration was read.
    init(_ configuration: Configuration, address: BrokerAddress, will: Publication?) throws(RunError) {
        let broker = configuration.broker
        self.init(address: address, clientIdentifier: configuration.clientIdentifier)
        // They were checked when the configuration was read.
        fallbackAddresses = broker.fallbackUrls.compactMap { try? BrokerAddress(url: $0) }
        self.will = will
        tls = TLSSettings(
            authorityFile: broker.caFile, certificateFile: broker.certificateFile, keyFile: broker.keyFile)
        keepAlive = .seconds(Int64(broker.keepAliveSeconds))
        limits.messageCount = configuration.outbox.maximumMessages
        limits.byteCount = configuration.outbox.maximumKibibytes * 1_024
        if let username = broker.username {
            let password = try broker.passwordFile.map(Self.password) ?? ""
            credentials = BrokerCredentials(userName: username, password: password)
        }
    }

    /// The first line of a file.
    private static func password(from path: String) throws(RunError) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadablePassword(path: path, code: errno) }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe text.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .unreadablePassword(path: path, code: errno) }
        let line = text.prefix(count).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return String(decoding: line, as: UTF8.self)
    }
}
