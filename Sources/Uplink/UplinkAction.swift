/// An order to the thread that owns the connection.
public enum UplinkAction: Equatable, Sendable {
    /// Open a fresh connection with a clean session; report `connected` or `connectionLost`.
    case connect
    /// Ask the broker for what is published on this topic filter.
    case subscribe(String)
    /// Send the publication; report `acknowledged` with the ticket, or `refused` when it can never be sent.
    case publish(Ticket, Publication)
    /// Say goodbye, so that the broker does not publish the will, and close; report `disconnected`.
    case disconnect
    /// Close without a goodbye: the broker publishes the will. Nothing is reported.
    case abandon
}
