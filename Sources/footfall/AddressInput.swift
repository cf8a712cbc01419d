import ArgumentParser
import Glibc
import Timekeeping

/// The address of a device on standard input: arguments stand in the list of processes and in the shell's history.
enum AddressInput {
    /// The address.
    static func read() throws -> String {
        guard let line = readLine() else { throw notAnAddress }
        return line.filter { !$0.isWhitespace }
    }

    static var notAnAddress: ExitCode {
        Failure.exit(
            EX_DATAERR, "standard input holds no address of a device (twelve hexadecimal digits, in pairs with colons)")
    }

    static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(seconds: Int64(time.tv_sec))
    }
}
