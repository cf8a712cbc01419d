public import Broker
public import Fleet

/// What a dashboard shows, and to whom.
public struct DashboardSettings: Sendable {
    /// The site.
    public var site: String
    /// How the broker is reached.
    public var broker: BrokerSettings
    /// Where browsers find it.
    public var listen: PageAddress
    /// Who may look.
    public var protection: Protection
    /// The counter in whose name a person at the dashboard counts; `nil`: nobody may.
    public var counter: String?
    /// The plan, where the broker tells none.
    public var plan: SiteDocument?
    /// The file in which closed windows outlive the process; `nil`: none.
    public var historyFile: String?

    /// A dashboard of a site.
    public init(
        site: String, broker: BrokerSettings, listen: PageAddress, protection: Protection, counter: String? = nil,
        plan: SiteDocument? = nil, historyFile: String? = nil
    ) {
        self.site = site
        self.broker = broker
        self.listen = listen
        self.protection = protection
        self.counter = counter
        self.plan = plan
        self.historyFile = historyFile
    }
}
