import Timekeeping

extension AgentMetrics {
    /// What the radios do. Frames are phones: their counts are those of the health report, which rise only while there
    /// are people enough.
    func writeRadios(to text: inout MetricText) {
        each(&text, "footfall_radio_listening", .gauge, "Whether the radio listens") {
            listening.contains($0.interface) ? 1 : 0
        }
        each(&text, "footfall_radio_frames_total", .counter, "Frames while at least k devices were there", \.frames)
        each(
            &text, "footfall_radio_probe_requests_total", .counter,
            "Probe requests while at least k devices were there", \.probeRequests)
        each(
            &text, "footfall_radio_malformed_frames_total", .counter,
            "Frames that could not be read, while at least k devices were there", \.malformed)
        each(
            &text, "footfall_radio_bad_frame_checks_total", .counter,
            "Frames with a wrong check sequence, while at least k devices were there", \.badFrameChecks)
        each(
            &text, "footfall_radio_kernel_drops_total", .counter,
            "Frames that the kernel dropped, the agent being slow",
            \.kernelDrops)
        each(
            &text, "footfall_radio_last_frame_age_seconds", .gauge,
            "Since the last frame, told while at least k devices are there"
        ) { $0.lastFrameAge?.seconds }
        each(&text, "footfall_radio_requested_frequency_hertz", .gauge, "Where the radio was told to listen") {
            $0.requestedFrequencyMegahertz.map { $0 * 1_000_000 }
        }
        each(&text, "footfall_radio_frequency_hertz", .gauge, "Where the kernel says that the radio listens") {
            $0.effectiveFrequencyMegahertz.map { $0 * 1_000_000 }
        }
        each(&text, "footfall_radio_noise_dbm", .gauge, "Noise on that frequency", \.noiseDBm)
        writeChannels(to: &text)
    }

    private func writeChannels(to text: inout MetricText) {
        each(
            &text, "footfall_channel_dwell_seconds_total", .counter,
            "Time on the channel while at least k devices were there"
        ) { $0.dwell.seconds }
        each(
            &text, "footfall_channel_probe_requests_total", .counter,
            "Probe requests on the channel while at least k devices were there", \.probeRequests)
    }

    private func each<Value: Numeric>(
        _ text: inout MetricText, _ name: StaticString, _ kind: MetricText.Kind, _ help: StaticString,
        _ value: (HealthReport.Radio) -> Value?
    ) {
        text.family(name, kind, help) { family in
            for radio in health.radios { family.sample(value(radio), ("interface", radio.interface)) }
        }
    }

    private func each<Value: Numeric>(
        _ text: inout MetricText, _ name: StaticString, _ kind: MetricText.Kind, _ help: StaticString,
        _ value: (HealthReport.Channel) -> Value
    ) {
        text.family(name, kind, help) { family in
            for radio in health.radios {
                for channel in radio.channels {
                    family.sample(
                        value(channel), ("interface", radio.interface),
                        ("frequency_megahertz", "\(channel.frequencyMegahertz)"))
                }
            }
        }
    }
}
