extension DocumentValue {
    /// Reads one document.
    ///
    /// Bounds: at most 1 MiB of UTF-8, at most 65,536 values, at most 32 arrays and objects inside one another.
    /// - Throws: ``InvalidConfiguration`` with every key that is given twice, and the first place where the text is not
    ///   of the notation.
    public init(reading bytes: [UInt8], as format: DocumentFormat) throws(InvalidConfiguration) {
        var problems = ProblemList()
        guard let value = Self.read(bytes, as: format, problems: &problems), problems.isEmpty else {
            throw InvalidConfiguration(problems: problems.sorted())
        }
        self = value
    }

    /// The document, with duplicate keys among the problems; or `nil` and the problem that hides it.
    static func read(_ bytes: [UInt8], as format: DocumentFormat, problems: inout ProblemList) -> DocumentValue? {
        var builder = DocumentBuilder()
        do throws(ConfigurationProblem) {
            try refuseTooLong(bytes)
            try refuseInvalidUnicode(bytes)
            switch format {
            case .json: try JSONDocumentReader.read(bytes, into: &builder)
            case .yaml: try YAMLDocumentReader.read(bytes, into: &builder)
            }
            problems.append(contentsOf: builder.problems)
            return builder.root
        } catch {
            problems.append(contentsOf: builder.problems)
            problems.append(error)
            return nil
        }
    }

    private static func refuseTooLong(_ bytes: [UInt8]) throws(ConfigurationProblem) {
        guard bytes.count > DocumentLimits.bytes else { return }
        let message = "is \(bytes.count) bytes long, \(DocumentLimits.bytes) is the most (is this a configuration?)"
        throw ConfigurationProblem(.syntax, path: .root, at: nil, message)
    }

    private static func refuseInvalidUnicode(_ bytes: [UInt8]) throws(ConfigurationProblem) {
        let offset: Int
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return
        } catch { offset = error.byteOffsets.lowerBound }
        throw ConfigurationProblem(
            .syntax, path: .root, at: SourcePosition(of: offset, in: bytes),
            "is no UTF-8 text here (save the file in UTF-8)")
    }
}
