import Timekeeping

extension AgentMetrics {
    /// How messages fare on their way to the broker.
    func writeMessages(to text: inout MetricText) {
        text.single(
            "footfall_broker_connected", .gauge, "Whether the connection to the broker stands",
            connection.isOnline ? 1 : 0)
        text.single("footfall_broker_reconnects_total", .counter, "Connections after the first", connection.reconnects)
        text.single(
            "footfall_broker_refused_messages_total", .counter, "Messages that the broker does not take",
            connection.refusedMessages)
        text.single(
            "footfall_broker_dropped_arrivals_total", .counter, "Messages from the broker that had no room",
            connection.droppedArrivals)
        let outbox = health.outbox
        text.single(
            "footfall_published_messages_total", .counter,
            "Messages handed to the connection while at least k devices were there", outbox.published)
        text.single(
            "footfall_acknowledged_messages_total", .counter,
            "Messages that the broker has, while at least k devices were there", outbox.acknowledged)
        text.single("footfall_outbox_messages", .gauge, "Messages that wait for the broker", outbox.depth)
        text.single(
            "footfall_outbox_oldest_age_seconds", .gauge, "Age of the oldest message that waits, 0 when none does",
            outbox.oldestAge?.seconds ?? 0)
        text.family("footfall_outbox_dropped_messages_total", .counter, "Messages that had no room") { family in
            family.sample(outbox.droppedTelemetry, ("importance", "telemetry"))
            family.sample(outbox.droppedStates, ("importance", "state"))
            family.sample(outbox.droppedEvents, ("importance", "event"))
        }
    }
}
