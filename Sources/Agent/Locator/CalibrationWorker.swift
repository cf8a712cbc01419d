import Evaluation
import Fleet
import Glibc
import Locating
import Positioning
import Synchronization
import Threading

/// Works on a calibration beside the agent's own thread, which must go on: it takes seconds, minutes at a large site.
final class CalibrationWorker: Sendable {
    /// What came of an assignment.
    struct Result: Sendable {
        /// What is to be in force; `nil` when the scans say nothing.
        var outcome: CalibrationUpdate.Outcome?
        /// How good positions are with what was in force, and with what is to be, on the same scans.
        var before = CalibrationDocument.Figures()
        var after = CalibrationDocument.Figures()
    }

    private let result = Mutex<Result?>(nil)

    /// Begins; ``takeResult()`` has what comes of it. One assignment at a time.
    ///
    /// - Throws: when the process may not have another thread.
    func begin(_ assignment: CalibrationKeeper.Assignment, on plan: FloorPlan) throws(SystemFailure) {
        let thread = try NamedThread(name: "calibration") {
            // The thread alone (setpriority(2)): scans must not wait for it.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            let result = Self.result(of: assignment, on: plan)
            self.result.withLock { $0 = result }
        }
        thread.detach()
    }

    /// What has come, once.
    func takeResult() -> Result? { result.withLock { $0.take() } }

    private static func result(of assignment: CalibrationKeeper.Assignment, on plan: FloorPlan) -> Result {
        guard let outcome = assignment.run(on: plan) else { return Result() }
        let places = assignment.bursts.map { _ -> ResidualMap.Place? in nil }
        func figures(_ calibration: Calibration) -> CalibrationDocument.Figures {
            let review = try? CalibrationReview(plan, calibration, scans: assignment.bursts, places: places)
            return review?.figures ?? CalibrationDocument.Figures()
        }
        return Result(
            outcome: outcome, before: figures(assignment.calibration), after: figures(outcome.calibration))
    }
}
