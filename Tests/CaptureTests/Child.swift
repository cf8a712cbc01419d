import Foundation
import Glibc
import Testing

/// A program that a test runs.
///
/// Not Foundation's `Process`: where tests run side by side, its children inherit each other's descriptors, and one that
/// waits for the end of its input then waits for all the others.
final class Child {
    let identifier: pid_t
    private let input: FileHandle
    private let output: FileHandle
    private let errors: FileHandle

    init(_ program: String, _ arguments: [String]) throws {
        let pipes = [Pipe(), Pipe(), Pipe()]
        let childEnds = [pipes[0].fileHandleForReading, pipes[1].fileHandleForWriting, pipes[2].fileHandleForWriting]
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (standard, end) in childEnds.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, Int32(standard))
        }
        typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        let closeFrom = unsafe try librarySymbol("posix_spawn_file_actions_addclosefrom_np")
        _ = unsafe unsafeBitCast(closeFrom, to: CloseFrom.self)(&actions, 3)
        let words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { word in unsafe free(word) } }
        var identifier: pid_t = 0
        let code = unsafe posix_spawnp(&identifier, program, &actions, nil, words, environ)
        try #require(code == 0, "\(program) cannot be run")
        self.identifier = identifier
        (input, output, errors) = (
            pipes[0].fileHandleForWriting, pipes[1].fileHandleForReading, pipes[2].fileHandleForReading
        )
        try childEnds.forEach { try $0.close() }
    }

    /// Everything that a program prints on standard output.
    static func output(of program: String, _ arguments: [String]) throws -> String {
        let child = try Child(program, arguments)
        let bytes = child.output.readDataToEndOfFile()
        child.end()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A program of this package, built with the tests and standing beside them.
    static func built(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(path: name).path
    }

    /// The next line on standard output, without its end; empty at the end of the output.
    func nextLine() -> String {
        var line: [UInt8] = []
        while let byte = output.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    func send(_ bytes: [UInt8]) { input.write(Data(bytes)) }

    func closeInput() { try? input.close() }

    /// Waits for the end: the exit status, and what was printed on standard error.
    @discardableResult
    func end() -> (status: Int32, errors: String) {
        closeInput()
        let text = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
        var status: Int32 = 0
        unsafe waitpid(identifier, &status, 0)
        return (status >> 8 & 0xff, text)
    }
}
