import Hummingbird
import HummingbirdCore
import NIOCore

/// The connection on which a request came.
struct Guest: InitializableFromSource {
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }

    /// Breaks the connection, whatever is still to be written.
    func dismiss() { channel.close(promise: nil) }
}
