import Counting
import Fleet
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import Threading

/// What goes on: the stream of changes, counts by hand, and a look at a plan.
extension Responder {
    /// The board and then each change, as long as the page stays. Source: HTML Living Standard §9.2.
    func events(for guest: Guest) -> Response {
        guard let (number, queue) = keeper.opens(close: { guest.dismiss() }) else {
            let text = "\(Audience.mostMembers) pages are open, which is the most"
            return Answers.text(text, status: .serviceUnavailable)
        }
        let keeper = keeper
        var answer = Answers.nothing(.ok)
        answer.headers[.contentType] = "text/event-stream"
        answer.headers[.cacheControl] = "no-store"
        answer.body = ResponseBody { writer in
            defer { keeper.closes(number) }
            for await bytes in queue.cancelOnGracefulShutdown() { try await writer.write(bytes) }
            try await writer.finish(nil)
        }
        return answer
    }

    /// A person has counted: `{"occupancy":…}` or `{"in":…,"out":…}`, as counters publish it.
    func tally(_ request: Request) async throws -> Response {
        let now = WallClock.now
        guard let body = try await Self.contents(of: request, upTo: 1_024),
            let reading = CounterReading(reading: body, of: "page", at: now)
        else { return Answers.text("a count is a number from 0 to 100000", status: .badRequest) }
        switch keeper.tell(reading.json) {
        case .told: return Answers.nothing()
        case .notAllowed: return Answers.text("nobody may count here (see: --counter)", status: .forbidden)
        case .offline:
            return Answers.text("the broker is not there: the count was not sent", status: .serviceUnavailable)
        }
    }

    /// What `footfall check` would say of a site document: nothing, or all that is wrong.
    func planCheck(_ request: Request) async throws -> Response {
        guard let body = try await Self.contents(of: request, upTo: 1 << 20) else {
            return Answers.text("a site document has at most 1 MiB", status: .contentTooLarge)
        }
        var problems: [ConfigurationProblem] = []
        do throws(InvalidConfiguration) { _ = try SiteDocument(reading: body, as: .json) } catch {
            problems = error.problems
        }
        return Answers.json(
            DocumentValue.list(
                problems.map { .members(["path": .text($0.path), "message": .text($0.message)]) }
            ).json())
    }
}
