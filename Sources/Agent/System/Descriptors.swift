import Glibc

/// Several file descriptors at once.
enum Descriptors {
    /// Waits until one of them is readable or has failed, at most `milliseconds`. A signal ends the wait early.
    static func wait(for descriptors: [Int32], milliseconds: Int32) {
        var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        unsafe poll(&requests, nfds_t(requests.count), milliseconds)
    }
}
