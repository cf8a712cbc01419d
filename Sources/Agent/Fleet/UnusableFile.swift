import Fleet
import Glibc

/// The files that a configuration names.
enum UnusableFile {
    /// The first one that the agent cannot use: told before anything is tried, so that nothing has to end for it.
    static func problem(of configuration: Configuration) -> ReportedProblem? {
        missing(of: configuration.broker) ?? classTable(of: configuration)
    }

    private static func missing(of broker: Configuration.Broker) -> ReportedProblem? {
        let files = [
            ("broker.caFile", broker.caFile), ("broker.certificateFile", broker.certificateFile),
            ("broker.keyFile", broker.keyFile), ("broker.passwordFile", broker.passwordFile),
        ]
        for case (let path, let file?) in files where unsafe access(file, R_OK) != 0 {
            let message = "names a file that cannot be read on this box: \(systemMessage(errno)) (put it there first)"
            return ReportedProblem(path: path, message: message)
        }
        return nil
    }

    private static func classTable(of configuration: Configuration) -> ReportedProblem? {
        do throws(ClassTableFileError) { _ = try ClassTableFile.read(for: configuration) } catch {
            return ReportedProblem(path: "counting.classTableFile", message: "\(error)")
        }
        return nil
    }
}
