import Fleet
import Radio
import Survey

/// Whether there is an adapter that can do what is configured, and who else wants it.
enum AdapterCheck {
    static func findings(_ configuration: Configuration?) -> [Finding] {
        let catalog: AdapterCatalog
        do throws(RadioError) { catalog = try AdapterCatalog.read() } catch {
            guard error.isAbsence else { return [Finding("adapter", .problem, "\(error)")] }
            catalog = AdapterCatalog(adapters: [], domain: nil)
        }
        let capture = configuration?.capture ?? Configuration.Capture(adapter: "any")
        var findings = owned(capture, in: catalog)
        if let interface = capture.interface { findings += InterfaceCheck.findings(interface, in: catalog) }
        if let path = capture.hostapd { findings.append(HostapdCheck.finding(path)) }
        return findings
    }

    private static func owned(_ capture: Configuration.Capture, in catalog: AdapterCatalog) -> [Finding] {
        var rest = catalog
        return AdapterSettings.all(of: capture).flatMap { settings in
            guard !catalog.adapters.isEmpty else {
                return [Finding("adapter", .problem, "this box has no Wi-Fi adapter", cure: "plug one in")]
            }
            do throws(RadioError) {
                let adapter = try settings.selection.adapter(in: rest)
                rest.adapters.removeAll { $0.radio == adapter.radio }
                return [verdict(of: adapter), occupation(of: adapter, quietsIdle: settings.quietsIdle)]
                    + [channels(of: adapter, settings.wish), domain(of: adapter), rivals(of: adapter)]
            } catch {
                return [Finding("adapter", .problem, "\(error)")]
            }
        }
    }

    private static func verdict(of adapter: Adapter) -> Finding {
        let verdict = adapter.verdict
        let what =
            "\(adapter.name) (\(adapter.hardware.driver ?? "no driver")): \(verdict.grade.rawValue): \(verdict.reason)"
        switch verdict.grade {
        case .good: return Finding("adapter", .ok, what)
        case .limited: return Finding("adapter", .warning, what)
        case .bad: return Finding("adapter", .problem, what, cure: "use another adapter")
        }
    }

    private static func occupation(of adapter: Adapter, quietsIdle: Bool) -> Finding {
        let check = "adapter use"
        switch adapter.occupation {
        case .free: return Finding(check, .ok, "nobody else uses it")
        case .idle(let name) where quietsIdle:
            return Finding(check, .ok, "\(name) is up on no network: the agent takes it down meanwhile")
        case .idle(let name):
            let cure = "ip link set \(name) down, or capture.quietsIdle: true"
            return Finding(check, .problem, "\(name) is up on no network: the kernel lets nobody tune", cure: cure)
        case .connected(let name), .serving(let name):
            let what = "\(name) is in use: the agent listens on its channel only"
            return Finding(check, .warning, what, cure: "give the sensor an adapter of its own")
        }
    }

    private static func channels(of adapter: Adapter, _ wish: ChannelWish) -> Finding {
        let plan = HopPlan(wish, available: adapter.channels)
        let refused = plan.refused.map(\.description).joined(separator: ", ")
        let open = plan.channels.map { String($0.frequencyMegahertz) }.joined(separator: ", ")
        if plan.channels.isEmpty {
            let cure = "choose other channels (footfall radios), or set the country"
            return Finding("channels", .problem, "none of the configured ones is open: \(refused)", cure: cure)
        }
        if !plan.refused.isEmpty, wish.isList {
            return Finding("channels", .warning, "\(open) MHz; not open here: \(refused)", cure: "leave these out")
        }
        return Finding("channels", .ok, "\(open) MHz")
    }

    private static func domain(of adapter: Adapter) -> Finding {
        let check = "regulatory domain"
        guard let domain = adapter.domain else { return Finding(check, .warning, "the kernel names none") }
        guard domain.isWorld else { return Finding(check, .ok, "country \(domain.country)") }
        let cure = "iw reg set DE, with your country; for good: options cfg80211 ieee80211_regdom=DE in /etc/modprobe.d"
        return Finding(check, .warning, "no country is set: 6 GHz and some channels are closed", cure: cure)
    }

    private static func rivals(of adapter: Adapter) -> Finding {
        let check = "other daemons"
        let rivals = RivalDaemon.running().map(\.rawValue).joined(separator: ", ")
        guard !rivals.isEmpty else { return Finding(check, .ok, "none that wants adapters runs") }
        switch adapter.occupation {
        case .idle, .connected:
            let cure = "keep it off the adapter: see udev/60-footfall.rules and udev/footfall-networkmanager.conf"
            return Finding(check, .warning, "\(rivals): one of them seems to use the adapter", cure: cure)
        case .free, .serving: return Finding(check, .ok, "\(rivals): none of them uses the adapter")
        }
    }
}

extension ChannelWish {
    fileprivate var isList: Bool { if case .fixed = self { true } else { false } }
}
