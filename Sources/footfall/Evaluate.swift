import ArgumentParser

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says how well a site is located or counted, against what is known to be true.",
        discussion: """
            Nothing is published and nothing is kept. Figures come as a table, or with --json as one object.

            Exit status: 0; 64 for wrong arguments; 65 when a file holds what it should not; 66 when a file cannot be \
            read.
            """,
        subcommands: [EvaluateLocation.self, EvaluateCount.self, EvaluateSolver.self])
}
