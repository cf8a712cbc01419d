#if FUZZ
    internal import Glibc

    /// libFuzzer's loop. Source: llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library".
    enum FuzzDriver {
        fileprivate static let entry = FuzzEntry(
            rawValue: unsafe getenv("FOOTFALL_FUZZ").map { unsafe String(cString: $0) } ?? "")

        static func run() {
            precondition(entry != nil, "FOOTFALL_FUZZ names the entry: link, frame or elements")
            var count = CommandLine.argc
            var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
            exit(unsafe runDriver(&count, &arguments, fuzzOne))
        }
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ fuzzOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    ) -> CInt

    private func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        FuzzDriver.entry?.run(unsafe UnsafeBufferPointer(start: start, count: count).span)
        return 0
    }
#endif
