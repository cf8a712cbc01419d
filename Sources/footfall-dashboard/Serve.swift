import ArgumentParser
import Arguments
import Dashboard
import Fleet
import Glibc
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the page until it is stopped (the default).",
        discussion: """
            Exit status: 64 when the arguments are wrong or protect too little; 66 when a file cannot be read; 69 when \
            the address cannot be listened on; 78 when the site document or the file of the password is wrong. A broker \
            that is away is waited for, and the page says so.
            """)

    @OptionGroup(title: "Broker") var broker: BrokerOptions

    @Option(help: ArgumentHelp("The site to show.", valueName: "name"))
    var site: String

    @Option(
        help: ArgumentHelp(
            "Where browsers find the page: host and port; port 0 takes a free one.", valueName: "address"))
    var listen = "127.0.0.1:8090"

    @Option(
        help: ArgumentHelp(
            "The site document of the boxes.",
            discussion: "Needed when no fleet manager pushes one: the broker then has no plan to tell.",
            valueName: "file"),
        completion: .file())
    var siteFile: String?

    @Option(
        help: ArgumentHelp(
            "A file in which closed windows are kept, so that time lines outlive a restart.",
            discussion: "Published figures only. It is made when there is none.", valueName: "file"),
        completion: .file())
    var historyFile: String?

    @Option(
        help: ArgumentHelp(
            "Lets whoever sees the page count by hand, in the name of this counter.",
            discussion: "Of a broker with the shipped access list, the name of this dashboard there.", valueName: "name"
        ))
    var counter: String?

    @Option(
        help: ArgumentHelp(
            "Asks browsers for a password: the file that footfall-dashboard password wrote.", valueName: "file"),
        completion: .file())
    var pagePasswordFile: String?

    @Option(
        help: ArgumentHelp("For TLS towards browsers: the page's certificate chain (PEM).", valueName: "file"),
        completion: .file())
    var pageCertificateFile: String?

    @Option(help: ArgumentHelp("The private key of that certificate (PEM).", valueName: "file"), completion: .file())
    var pageKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "Lets in browsers with a certificate that goes back to one of these (PEM).", valueName: "file"),
        completion: .file())
    var pageClientCaFile: String?

    @Flag(help: "Lets passwords and figures cross a network unencrypted, for instance behind a proxy that encrypts.")
    var pageAllowPlaintext = false

    @Option(help: ArgumentHelp("A name by which browsers may ask for the page; may be repeated.", valueName: "name"))
    var host: [String] = []

    func validate() throws {
        for (option, name) in [("--site", site), ("--counter", counter ?? "x")] where !Topics.isIdentifier(name) {
            throw ValidationError("\(option) is 1 to 63 lower-case letters, digits and hyphens, no hyphen first")
        }
        guard PageAddress(listen) != nil else {
            throw ValidationError("--listen is a host and a port, such as 127.0.0.1:8090 or [::]:8443")
        }
        guard (pageCertificateFile == nil) == (pageKeyFile == nil) else {
            throw ValidationError("--page-certificate-file and --page-key-file belong together")
        }
        guard pageClientCaFile == nil || pageCertificateFile != nil else {
            throw ValidationError("--page-client-ca-file needs --page-certificate-file and --page-key-file")
        }
    }

    func run() async throws {
        guard let address = PageAddress(listen) else { return }
        let protection = Protection(
            password: try password(), tls: tls, allowsPlaintext: pageAllowPlaintext, hosts: host)
        if let fault = protection.fault(at: address) { throw Complaint.exit(EX_USAGE, fault) }
        let settings = DashboardSettings(
            site: site, broker: try broker.settings("footfall-dashboard"), listen: address, protection: protection,
            counter: counter, plan: try plan(), historyFile: historyFile)
        var log = Logger(label: "footfall-dashboard") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = .warning
        do {
            try await DashboardServer.run(settings, log: log) { url in Complaint.say("open \(url)") }
        } catch let error as DashboardError {
            throw Complaint.exit(error.exitStatus, error)
        }
    }

    private var tls: Protection.Files? {
        guard let pageCertificateFile, let pageKeyFile else { return nil }
        return Protection.Files(
            certificate: pageCertificateFile, key: pageKeyFile, clientAuthority: pageClientCaFile)
    }

    private func password() throws -> PasswordHash? {
        guard let pagePasswordFile else { return nil }
        let line = try ArgumentFile.contents(of: pagePasswordFile).prefix { $0 != UInt8(ascii: "\n") && $0 != 0x0D }
        guard let hash = PasswordHash(text: String(decoding: line, as: UTF8.self)) else {
            throw Complaint.exit(
                EX_CONFIG, "\(pagePasswordFile) holds no hash of a password (see: footfall-dashboard password)")
        }
        return hash
    }

    private func plan() throws -> SiteDocument? {
        guard let siteFile else { return nil }
        let bytes = try ArgumentFile.contents(of: siteFile)
        let document: SiteDocument
        do throws(InvalidConfiguration) {
            document = try SiteDocument(reading: bytes, as: DocumentFormat(fileName: siteFile))
        } catch { throw Complaint.exit(EX_CONFIG, "\(siteFile) is wrong:\n\(error)") }
        guard document.site == site else {
            throw Complaint.exit(EX_CONFIG, "\(siteFile) is of the site \(document.site), not of \(site)")
        }
        return document
    }
}

extension DashboardError {
    /// The status of sysexits(3).
    fileprivate var exitStatus: Int32 {
        switch self {
        case .protection: EX_USAGE
        case .file: EX_NOINPUT
        case .address, .broker: EX_UNAVAILABLE
        }
    }
}
