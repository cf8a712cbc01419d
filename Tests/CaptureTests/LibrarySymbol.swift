import Glibc
import Testing

/// A function of the C library that Swift's Glibc does not show.
func librarySymbol(_ name: String) throws -> UnsafeMutableRawPointer {
    unsafe try #require(unsafe dlsym(nil, name))
}
