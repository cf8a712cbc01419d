import Fleet
import Privacy
import Timekeeping
import Uplink

/// Takes what a retailer says about who agreed, and answers each message.
///
/// A grant goes straight into the privacy room. What is wrong with one is told by a word; what it held is not.
final class ConsentDesk: Correspondent {
    private let grants: String
    private let revocations: String
    private var book: ConsentBook?

    init(site: String, book: ConsentBook?) {
        self.book = book
        grants = Topics.consentFilter(site: site, .grant)
        revocations = Topics.consentFilter(site: site, .revoke)
    }

    var topicFilters: [String] { [grants, revocations] }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        guard let topic = Topics.consentAnswer(to: message.topic) else { return [] }
        let isGrant = Topics.filter(grants, matches: message.topic)
        let payload = isGrant ? grant(message, &pipeline, at: time) : revoke(message, &pipeline, at: time)
        return [ConsentMessage.answer(payload, on: topic)]
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        book?.follow(&pipeline, at: time)
        return []
    }

    private func grant(_ message: Message, _ pipeline: inout SensingPipeline, at time: WallTime) -> [UInt8] {
        var refusal: ConsentRefusal?
        do throws(ConsentRefusal) {
            // A consent is given to whoever is there to hear it: one that the broker kept may be withdrawn by now.
            if message.isRetained { throw .malformed }
            let grant = try ConsentMessage.grant(message.payload)
            try pipeline.grant(grant, at: time)
            do throws(PrivateFileError) { try book?.keep(grant) } catch {
                pipeline.revokeConsent(grant.consent.reference, at: time)
                throw .notKept
            }
        } catch { refusal = error }
        return ConsentMessage.acknowledgement(
            of: .grant, reference: ConsentMessage.reference(message.payload), refusal: refusal, at: time)
    }

    private func revoke(_ message: Message, _ pipeline: inout SensingPipeline, at time: WallTime) -> [UInt8] {
        guard let reference = ConsentMessage.reference(message.payload) else {
            return ConsentMessage.acknowledgement(of: .revoke, reference: nil, refusal: .malformed, at: time)
        }
        pipeline.revokeConsent(reference, at: time)
        var refusal: ConsentRefusal?
        do throws(PrivateFileError) { try book?.erase(reference) } catch { refusal = .notKept }
        return ConsentMessage.acknowledgement(of: .revoke, reference: reference, refusal: refusal, at: time)
    }
}
