import Capture
import Fleet
import Timekeeping

extension SourceGroup {
    /// What a configuration names: opened, or waited for where waiting helps.
    convenience init(_ configuration: Configuration.Capture, at now: Uptime) throws(RunError) {
        var sources: [any FrameSource] = []
        var taken: Set<UInt32> = []
        for settings in AdapterSettings.all(of: configuration) {
            let listener = try AdapterListener(settings, taken: taken, at: now)
            if let radio = listener.held { taken.insert(radio) }
            sources.append(listener)
        }
        if let interface = configuration.interface {
            do throws(CaptureError) {
                sources.append(try InterfaceListener(interface, options: LiveCaptureOptions(configuration)))
            } catch { throw .capture(error) }
        }
        if let path = configuration.hostapd { sources.append(HostapdListener(path, at: now)) }
        if !configuration.listens { sources.append(IdleSource()) }
        self.init(sources, at: now)
    }
}
