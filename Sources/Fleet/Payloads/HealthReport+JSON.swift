import Timekeeping

extension HealthReport {
    var json: [UInt8] {
        var text = JSONText(capacity: 1_024)
        text.object { text in
            text.member("at", at)
            text.member("uptimeSeconds", Int(uptime.seconds))
            text.member("residentBytes", residentBytes)
            text.member("processorSeconds", processorTime.seconds)
            text.array("radios", radios) { $1.write(to: &$0) }
            text.object("outbox") { outbox.write(to: &$0) }
            text.object("clock") { $0.member("quality", clock.rawValue) }
            if let locator { text.object("locator") { locator.write(to: &$0) } }
        }
        return text.bytes
    }
}

extension HealthReport.Radio {
    func write(to text: inout JSONText) {
        text.member("interface", interface)
        text.member("frames", frames)
        text.member("probeRequests", probeRequests)
        text.member("malformed", malformed)
        text.member("badFrameChecks", badFrameChecks)
        text.member("objections", objections)
        text.member("withoutLevel", withoutLevel)
        text.member("kernelDrops", kernelDrops)
        text.member("lastFrameAgeSeconds", lastFrameAge?.seconds)
        text.member("requestedFrequencyMegahertz", requestedFrequencyMegahertz)
        text.member("effectiveFrequencyMegahertz", effectiveFrequencyMegahertz)
        text.member("noiseDBm", noiseDBm)
        text.array("channels", channels.filter { $0.probeRequests > 0 }) { channel, heard in
            channel.member("frequencyMegahertz", heard.frequencyMegahertz)
            channel.member("probeRequests", heard.probeRequests)
        }
    }
}

extension HealthReport.Outbox {
    func write(to text: inout JSONText) {
        text.member("depth", depth)
        text.member("oldestAgeSeconds", oldestAge?.seconds)
        text.object("dropped") { dropped in
            dropped.member("telemetry", droppedTelemetry)
            dropped.member("state", droppedStates)
            dropped.member("event", droppedEvents)
        }
    }
}
