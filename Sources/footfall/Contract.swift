import ArgumentParser
import Fleet
import Glibc

struct Contract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the contract with integrators: topics and payloads, for programs.",
        discussion: """
            An AsyncAPI 3.0 document of all topics, and a JSON Schema (2020-12) of each payload and of the configuration. \
            Without options, prints the AsyncAPI document. --html writes the same for people: one page that needs nothing \
            else.

            Exit status: 0; 64 when there is no schema of that name; 73 when a file cannot be written.
            """)

    @Flag(help: "Prints the AsyncAPI document.")
    var asyncapi = false

    @Option(help: "Prints the JSON Schema of this name; --list names them.")
    var schema: String?

    @Flag(help: "Lists the documents: name and title.")
    var list = false

    @Option(help: ArgumentHelp("Writes all documents into this folder.", valueName: "folder"), completion: .directory)
    var write: String?

    @Option(help: "Writes the reference for people into this file.", completion: .file(extensions: ["html"]))
    var html: String?

    func validate() throws {
        let wishes = [asyncapi, schema != nil, list, write != nil, html != nil]
        if wishes.count(where: { $0 }) > 1 {
            throw ValidationError("give one of --asyncapi, --schema, --list, --write and --html")
        }
    }

    func run() throws {
        let documents = [Fleet.Contract.asyncAPI] + Fleet.Contract.schemas
        if list {
            for document in documents { print("\(document.name)\t\(document.title)") }
        } else if let html {
            try save(Fleet.Contract.reference.text, as: html)
        } else if let write {
            for document in documents { try save(document, under: write) }
        } else {
            let name = schema ?? documents[0].name
            guard let document = documents.first(where: { $0.name == name }) else {
                throw Failure.exit(EX_USAGE, "there is no schema called \(name) (see: footfall contract --list)")
            }
            print(String(decoding: document.text, as: UTF8.self), terminator: "")
        }
    }

    private func save(_ document: Fleet.Contract.Document, under folder: String) throws {
        let path = "\(folder)/\(document.path)"
        if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
        try save(document.text, as: path)
    }

    private func save(_ text: [UInt8], as path: String) throws {
        guard let file = unsafe fopen(path, "w") else { throw refusal(path) }
        let count = unsafe fwrite(text, 1, text.count, file)
        guard unsafe fclose(file) == 0, count == text.count else { throw refusal(path) }
    }

    private func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw refusal(path) }
    }

    private func refusal(_ path: String) -> ExitCode {
        let reason = unsafe String(cString: strerror(errno))
        return Failure.exit(
            EX_CANTCREAT, "cannot write \(path): \(reason.lowercased()) (check the path and its permissions)")
    }
}
