import Broker
import Foundation
import Ledger
import Synchronization
import Timekeeping
import Uplink

/// The figures of the way out, for comparison with the same work in C and Python.
///
///     deliverybenchmark rows DIRECTORY ROWS            rows of 300 bytes to the disk, and how fast they go again
///     deliverybenchmark publish PORT COUNT             messages of 300 bytes, QoS 1, all acknowledged
///     deliverybenchmark latency PORT COUNT [DIRECTORY] from the decision to a subscriber, with or without the ledger
///     deliverybenchmark idle [DIRECTORY]               resident memory at rest
@main
struct Main {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "rows": try rows(directory: words[2], count: Int(words[3]) ?? 0)
        case "publish": try publish(port: UInt16(words[2]) ?? 0, count: Int(words[3]) ?? 0)
        case "latency":
            try latency(port: UInt16(words[2]) ?? 0, count: Int(words[3]) ?? 0, directory: words.dropFirst(3).first)
        case "idle": try idle(directory: words.dropFirst().first)
        default: print("deliverybenchmark rows | publish | latency | idle (see its source)")
        }
    }

    private static func message(_ number: Int, padding: Int = 300) -> Publication {
        var payload = [UInt8](repeating: UInt8(ascii: "x"), count: padding)
        var (rest, place) = (number, 20)
        while place > 0 {
            place -= 1
            payload[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        var message = Publication(topic: "presence/site/sensor/event", payload: payload, importance: .event)
        message.sequence = number
        return message
    }

    private static var stamp: Stamp {
        Stamp(wallTime: WallTime(seconds: 1_780_000_000), uptime: Uptime(seconds: 1), isClockKnown: true)
    }

    private static func rows(directory: String, count: Int) throws {
        var settings = LedgerSettings(directory: directory, byteCount: 4 << 30)
        settings.waitingCount = count + 1
        let handedOver = Mutex<[Receipt]>([])
        var hooks = LedgerHooks()
        hooks.deliver = { _, receipt in if let receipt { handedOver.withLock { $0.append(receipt) } } }
        let outbox = try Outbox(settings: settings, hooks: hooks)
        _ = try outbox.start()
        let (start, processor) = (now(), processorTime())
        for number in 1...count { outbox.append(message(number), stamp) }
        while outbox.status.savedCount < UInt64(count) { usleep(500) }
        let (saved, savedProcessor) = (now() - start, processorTime() - processor)
        let commits = outbox.status.commitCount
        let (drain, drainProcessor) = (now(), processorTime())
        outbox.uplinkChanged(isOnline: true)
        while outbox.status.oldest != nil {
            let receipts = handedOver.withLock { receipts in
                defer { receipts.removeAll() }
                return receipts
            }
            outbox.settled(receipts.map { Settlement(receipt: $0, outcome: .acknowledged) })
            if receipts.isEmpty { usleep(100) }
        }
        let drained = now() - drain
        print(
            String(
                format: "ledger rows=%d commits=%llu: %.0f rows/s wall (%.3f s), %.2f us CPU/row; "
                    + "handed over and removed: %.0f rows/s, %.2f us CPU/row",
                count, commits, Double(count) / saved, saved, savedProcessor / Double(count) * 1e6,
                Double(count) / drained, (processorTime() - drainProcessor) / Double(count) * 1e6))
        outbox.stop(within: .seconds(5))
    }

    private static func service(_ port: UInt16, _ hooks: BrokerHooks = BrokerHooks()) throws -> BrokerService {
        let address = BrokerAddress(host: "127.0.0.1", port: port, isSecure: false)
        var settings = BrokerSettings(address: address, clientIdentifier: "benchmark-\(getpid())-\(UUID().uuidString)")
        settings.limits.messageCount = 1_000_000
        settings.limits.byteCount = 1 << 30
        let service = try BrokerService(settings: settings, hooks: hooks)
        try service.start()
        while service.status.state != .online { usleep(1_000) }
        return service
    }

    private static func publish(port: UInt16, count: Int) throws {
        let service = try service(port)
        var silence = Silence(since: now(), service)
        let (start, processor) = (now(), processorTime())
        for number in 0..<count {
            service.submit(message(number))
            if number % 100 == 0 { silence.look(at: now(), service) }
            while number % 1_000 == 0, service.status.queueDepth > 20_000 { usleep(1_000) }
        }
        while service.status.tally.acknowledged < UInt64(count) {
            usleep(500)
            silence.look(at: now(), service)
        }
        let seconds = now() - start
        print(
            String(
                format: "footfall qos=1 n=%d %.0f msg/s wall %.3f cpu %.3f; longest silence %.0f ms, %llu turns",
                count, Double(count) / seconds, seconds, processorTime() - processor, silence.longest * 1e3,
                silence.turns))
        service.stop(farewell: [], within: .seconds(5))
    }

    /// The longest time without an acknowledgement, and how often the broker's thread went round in it: not at all when
    /// it waited for nothing or was not let run, often when the broker did not answer.
    private struct Silence {
        var longest = 0.0
        var turns: UInt64 = 0
        private var since: Double
        private var acknowledged: UInt64 = 0
        private var turnsBefore: UInt64

        init(since: Double, _ service: BrokerService) {
            self.since = since
            turnsBefore = service.progress.turns
        }

        mutating func look(at time: Double, _ service: BrokerService) {
            let (count, turns) = (service.status.tally.acknowledged, service.progress.turns)
            if time - since > longest { (longest, self.turns) = (time - since, turns - turnsBefore) }
            if count > acknowledged { (since, acknowledged, turnsBefore) = (time, count, turns) }
        }
    }

    private static func latency(port: UInt16, count: Int, directory: String?) throws {
        let arrivals = Mutex<[Int: Double]>([:])
        var listening = BrokerHooks()
        listening.onMessage = { _, payload, _ in
            let number = Int(String(decoding: payload.prefix(20), as: UTF8.self)) ?? 0
            arrivals.withLock { $0[number] = now() }
        }
        let listener = try service(port, listening)
        listener.subscribe(to: ["presence/#"])
        sleep(1)
        let outbox = Mutex<Outbox?>(nil)
        var sending = BrokerHooks()
        sending.onSettled = { settlements in outbox.withLock { $0 }?.settled(settlements) }
        let sender = try service(port, sending)
        if let directory {
            var hooks = LedgerHooks()
            hooks.deliver = { sender.submit($0, receipt: $1) }
            let made = try Outbox(settings: LedgerSettings(directory: directory, byteCount: 1 << 30), hooks: hooks)
            _ = try made.start()
            made.uplinkChanged(isOnline: true)
            outbox.withLock { $0 = made }
        }
        var departures: [Double] = []
        for number in 0..<count {
            departures.append(now())
            if let made = outbox.withLock({ $0 }) {
                made.append(message(number), stamp)
            } else {
                sender.submit(message(number))
            }
            usleep(UInt32.random(in: 100_000...500_000))
        }
        sleep(1)
        let times = arrivals.withLock { arrived in
            departures.indices.compactMap { n in arrived[n].map { $0 - departures[n] } }
        }
        .sorted()
        print(
            String(
                format: "%@ n=%d arrived=%d: p50 %.2f ms, p99 %.2f ms, longest %.2f ms",
                directory == nil ? "memory" : "ledger", count, times.count, times[times.count / 2] * 1e3,
                times[times.count * 99 / 100] * 1e3, (times.last ?? 0) * 1e3))
        outbox.withLock { $0 }?.stop(within: .seconds(2))
        sender.stop(farewell: [], within: .seconds(2))
        listener.stop(farewell: [], within: .seconds(2))
    }

    private static func idle(directory: String?) throws {
        var outbox: Outbox?
        if let directory {
            outbox = try Outbox(
                settings: LedgerSettings(directory: directory, byteCount: 1 << 28), hooks: LedgerHooks())
            _ = try outbox?.start()
            outbox?.append(message(1), stamp)
        }
        sleep(2)
        let text = try String(contentsOf: URL(filePath: "/proc/self/smaps_rollup"), encoding: .utf8)
        let wanted = ["Rss:", "Pss:", "Private_Dirty:"]
        let lines = text.split(separator: "\n").filter { line in wanted.contains { line.hasPrefix($0) } }
        print(directory ?? "without", lines.joined(separator: ", "))
        outbox?.stop(within: .seconds(2))
    }

    private static func now() -> Double { Double(nanoseconds(CLOCK_MONOTONIC)) / 1e9 }

    private static func processorTime() -> Double { Double(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)) / 1e9 }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
