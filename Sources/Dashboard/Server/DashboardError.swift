public import Broker

/// Why a dashboard cannot begin.
public enum DashboardError: Error, CustomStringConvertible {
    /// The settings protect too little, or make no sense.
    case protection(String)
    /// A file of the server's cannot be used; what was tried, and why not.
    case file(String, reason: String)
    /// The address cannot be listened on.
    case address(PageAddress, reason: String)
    /// The connection to the broker cannot begin.
    case broker(BrokerError)

    public var description: String {
        switch self {
        case .protection(let text): text
        case .file(let path, let reason): "cannot use \(path): \(reason)"
        case .address(let address, let reason):
            "cannot listen on \(address.host):\(address.port): \(reason) (is another program there?)"
        case .broker(let error): error.description
        }
    }
}
