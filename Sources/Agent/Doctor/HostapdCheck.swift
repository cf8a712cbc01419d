/// Whether the hostapd that is configured as a source can be one.
enum HostapdCheck {
    static func finding(_ path: String) -> Finding {
        let examination = HostapdExamination(path: path)
        if let objection = examination.objection { return Finding("hostapd", .problem, objection) }
        let place = examination.frequencyMegahertz.map { " on \($0) MHz" } ?? ""
        let what = "tells of the probe requests that it answers as \(examination.interface)\(place)"
        return Finding("hostapd", .ok, what)
    }
}
