import Uplink

/// What one connection reports.
enum ClientEvent: Equatable {
    case connected
    /// The attempt or the connection ended, against our will.
    case lost(BrokerError)
    /// The connection ended after our goodbye.
    case closed
    case acknowledged(Ticket)
    case refused(Ticket, BrokerError)
    case unknownDelivery
    case subscribed(String)
    case subscriptionRefused(BrokerError)
    case message(String, [UInt8], Bool)
}
