import Foundation
import Glibc
@testable import Ledger
import Synchronization
import Testing
import Timekeeping
import Uplink

/// The counter at which an outbox hands its messages over: keeps what came, and settles it when told.
final class Counter: Sendable {
    struct Delivery: Equatable, Sendable {
        var text: String
        var receipt: Receipt?
    }

    private let state = Mutex((deliveries: [Delivery](), saved: [String](), troubles: [LedgerError?]()))

    var deliveries: [Delivery] { state.withLock { $0.deliveries } }
    var texts: [String] { deliveries.map(\.text) }
    var saved: [String] { state.withLock { $0.saved } }
    var troubles: [LedgerError?] { state.withLock { $0.troubles } }

    var hooks: LedgerHooks {
        var hooks = LedgerHooks()
        hooks.deliver = { publication, receipt in
            let text = String(decoding: publication.payload, as: UTF8.self)
            self.state.withLock { $0.deliveries.append(Delivery(text: text, receipt: receipt)) }
        }
        hooks.number = { payload, sequence in payload + Array(" \(sequence)".utf8) }
        hooks.redate = { payload, correction in payload + Array(" \(Int(correction.seconds))".utf8) }
        hooks.onTrouble = { trouble in self.state.withLock { $0.troubles.append(trouble) } }
        hooks.onCommit = { messages in
            let texts = messages.map { String(decoding: $0.payload, as: UTF8.self) }
            self.state.withLock { $0.saved += texts }
        }
        return hooks
    }

    /// The broker has everything that came so far.
    func acknowledge(to outbox: Outbox, outcome: Settlement.Outcome = .acknowledged) {
        outbox.settled(deliveries.compactMap(\.receipt).map { Settlement(receipt: $0, outcome: outcome) })
    }
}

/// A folder of a test's own that goes with it.
final class TemporaryDirectory: Sendable {
    let url: URL
    var path: String { url.path }
    var database: String { path + "/outbox.sqlite" }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "footfall-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Settings with waits short enough for a test.
    func settings(byteCount: Int = 64 << 20) -> LedgerSettings {
        var settings = LedgerSettings(directory: path, byteCount: byteCount)
        settings.retryAfter = .milliseconds(50)
        return settings
    }

    /// An outbox that is online.
    func outbox(
        _ counter: Counter, settings: LedgerSettings? = nil, isOnline: Bool = true,
        change: (inout LedgerHooks) -> Void = { _ in }
    ) throws -> (outbox: Outbox, restoration: Restoration) {
        var hooks = counter.hooks
        change(&hooks)
        let outbox = try Outbox(settings: settings ?? self.settings(), hooks: hooks)
        let restoration = try outbox.start()
        outbox.uplinkChanged(isOnline: isOnline)
        return (outbox, restoration)
    }
}

extension Publication {
    /// An event whose payload is its number.
    static func event(_ number: Int, padding: Int = 0) -> Self {
        let payload = Array("\(number)".utf8) + Array(repeating: UInt8(ascii: " "), count: padding)
        var publication = Self(topic: "event", payload: payload, importance: .event)
        publication.sequence = number
        return publication
    }

    /// An event that begins, or ends, visit number `visit`.
    static func visit(_ visit: UInt64, _ number: Int, testament: String?) -> Self {
        var publication = event(number)
        publication.visit = VisitMark(
            key: VisitMark.Key(7, visit),
            testament: testament.map { VisitMark.Testament(topic: "ended", payload: Array($0.utf8)) })
        return publication
    }
}

extension Stamp {
    /// A right clock.
    static let right = Stamp(
        wallTime: WallTime(seconds: 1_780_000_000), uptime: Uptime(seconds: 1_000), isClockKnown: true)
    /// A clock that is so many seconds behind.
    static func behind(_ seconds: Int64) -> Self {
        Stamp(
            wallTime: WallTime(seconds: 1_780_000_000 - seconds), uptime: Uptime(seconds: 1_000), isClockKnown: false)
    }
}

/// Waits until `condition` holds; the limit is there only to end a test that failed.
func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<6_000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return condition()
}
