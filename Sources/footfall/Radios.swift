import Agent
import ArgumentParser
import Fleet
import Glibc
import Radio
import Survey

struct Radios: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the Wi-Fi adapters of this box, and what each is good for.",
        discussion: """
            CHANNELS counts those that the regulatory domain opens to a listener now. USED BY names who decides about \
            the channel. The verdict is good, limited or bad; the reason stands below the table.

            Needs no rights. Exit status: 0, also when there is no adapter; 69 when the kernel does not answer.
            """)

    @Flag(help: "Prints one JSON object: country, adapters with their channels.")
    var json = false

    func run() throws {
        let catalog: AdapterCatalog
        do throws(RadioError) { catalog = try AdapterCatalog.read() } catch {
            // Without a wireless stack, which comes with the first adapter, there is no adapter.
            guard error.code == ENOENT else { throw Failure.exit(error.exitStatus, error) }
            catalog = AdapterCatalog(adapters: [], domain: nil)
        }
        print(json ? Self.json(catalog) : Self.text(catalog))
    }

    private static func text(_ catalog: AdapterCatalog) -> String {
        guard !catalog.adapters.isEmpty else { return "no Wi-Fi adapter (plug one in)" }
        let titles = ["ADAPTER", "DRIVER", "BUS", "BANDS", "CHANNELS", "MONITOR", "USED BY", "VERDICT"]
        let reasons = catalog.adapters.map { adapter in
            let source = adapter.verdict.source.map { " (source: \($0))" } ?? ""
            return "\(adapter.name): \(adapter.verdict.reason)\(source)" + (adapter.hostapd.map(sentence) ?? "")
        }
        return Column.table([titles] + catalog.adapters.map(row)) + "\n\n" + reasons.joined(separator: "\n")
            + "\nregulatory domain: \(catalog.domain?.country ?? "none")"
    }

    /// What can be had of an adapter that serves clients.
    private static func sentence(_ hostapd: HostapdExamination) -> String {
        let interface = hostapd.interface
        guard let objection = hostapd.objection else {
            return "\n\(interface): hostapd tells of probe requests (capture.hostapd: \(hostapd.path))"
        }
        return "\n\(interface): hostapd is no source of probe requests: \(objection)"
    }

    private static func row(_ adapter: Adapter) -> [String] {
        let open = adapter.channels.filter(\.isOpenToListeners)
        let hardware = adapter.hardware
        return [
            adapter.name, hardware.driver ?? "-",
            hardware.path.isEmpty ? hardware.bus.rawValue : "\(hardware.bus.rawValue):\(hardware.path)",
            adapter.openBands.isEmpty ? "-" : adapter.openBands.map(\.description).joined(separator: ", "),
            "\(open.count) of \(adapter.channels.count)", adapter.canMonitor ? "yes" : "no", adapter.use,
            adapter.verdict.grade.rawValue,
        ]
    }

    private static func json(_ catalog: AdapterCatalog) -> String {
        let document = DocumentValue(
            .object([
                DocumentMember("country", DocumentValue(catalog.domain.map { .string($0.country) } ?? .null)),
                DocumentMember("adapters", DocumentValue(.array(catalog.adapters.map(\.document)))),
            ]))
        return String(decoding: document.json(), as: UTF8.self)
    }
}

extension Adapter {
    /// Who decides about the channel, in a word or two.
    fileprivate var use: String {
        switch occupation {
        case .free: "nobody"
        case .idle(let name): "\(name) (no network)"
        case .connected(let name): "\(name) (connected)"
        case .serving(let name): "\(name) (access point)"
        }
    }

    /// The hostapd that serves with it.
    fileprivate var hostapd: HostapdExamination? {
        guard case .serving(let name) = occupation else { return nil }
        return HostapdExamination(interface: name)
    }

    fileprivate var document: DocumentValue {
        func text(_ value: String?) -> DocumentValue { DocumentValue(value.map { .string($0) } ?? .null) }
        let hardware = hardware
        return DocumentValue(
            .object([
                DocumentMember("name", text(name)), DocumentMember("driver", text(hardware.driver)),
                DocumentMember("bus", text(hardware.bus.rawValue)), DocumentMember("path", text(hardware.path)),
                DocumentMember("bands", DocumentValue(.array(openBands.map { text($0.description) }))),
                DocumentMember("channels", DocumentValue(.array(channels.map(\.document)))),
                DocumentMember("monitor", DocumentValue(.boolean(canMonitor))),
                DocumentMember("usedBy", text(use)), DocumentMember("country", text(domain?.country)),
                DocumentMember("verdict", text(verdict.grade.rawValue)),
                DocumentMember("reason", text(verdict.reason)), DocumentMember("source", text(verdict.source)),
                DocumentMember("hostapd", hostapd?.document ?? DocumentValue(.null)),
            ]))
    }
}

extension HostapdExamination {
    fileprivate var document: DocumentValue {
        DocumentValue(
            .object([
                DocumentMember("socket", DocumentValue(.string(path))),
                DocumentMember("tells", DocumentValue(.boolean(objection == nil))),
                DocumentMember("objection", DocumentValue(objection.map { .string($0) } ?? .null)),
            ]))
    }
}

extension RegulatoryChannel {
    fileprivate var document: DocumentValue {
        let word =
            switch use {
            case .forbidden: "forbidden"
            case .listenOnly: "listen-only"
            case .allowed: "allowed"
            }
        return DocumentValue(
            .object([
                DocumentMember("number", DocumentValue(.integer(channel.number))),
                DocumentMember("frequencyMegahertz", DocumentValue(.integer(Int(channel.frequencyMegahertz)))),
                DocumentMember("use", DocumentValue(.string(word))),
            ]))
    }
}
