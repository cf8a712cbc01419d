/// User name and password. Printing it does not show the password.
public struct BrokerCredentials: Equatable, Sendable {
    /// The name.
    public var userName: String
    /// The password.
    public var password: String

    /// Credentials of these parts.
    public init(userName: String, password: String) {
        self.userName = userName
        self.password = password
    }
}

extension BrokerCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(userName), with a password" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["userName": userName]) }
}
