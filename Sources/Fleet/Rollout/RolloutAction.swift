public import Timekeeping

/// What is to be done for a roll-out.
public enum RolloutAction: Equatable, Sendable {
    /// Listen to what these sensors report.
    case watch(sensors: [String])
    /// See whether the configuration can be tried at all, and keep the trial where a power cut leaves it; answer with
    /// ``Rollout/prepared(at:)`` or ``Rollout/notPrepared(_:at:)``.
    case prepare(Candidate)
    /// End what runs, and run with this configuration.
    case switchTo(Configuration)
    /// Keep the candidate for good; answer with ``Rollout/committed(at:)`` or ``Rollout/failed(_:at:)``.
    case commit(Candidate)
    /// Forget the trial, and keep what is told of it.
    case remember
    /// Publish ``Rollout/report``.
    case report
    /// Something is wrong.
    case raise(Alert.Kind, String)
    /// It is not wrong any more.
    case clear(Alert.Kind)
}

/// A document on trial, with what it makes of the configuration.
public struct Candidate: Equatable, Sendable {
    /// The document.
    public let document: DesiredDocument
    /// All documents that would be in force.
    public let generation: Generation
    /// What they make of the box's own file.
    public let configuration: Configuration

    /// What is told of the document once it is in force.
    public func success(at time: WallTime) -> RolloutOutcome {
        RolloutOutcome(version: document.version, status: .applied, problems: [], at: time, hash: document.hash)
    }
}
