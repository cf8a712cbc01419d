import Foundation

// The key of tags is the room's own affair: only a build with -D TAGS -enable-testing sees it (see deploy/benchmark).
#if TAGS
    import HMACReference
    @testable import Privacy

    /// Nanoseconds for a tag, beside OpenSSL's HMAC called from C on the same addresses under the same key, in turn.
    ///
    ///     tagbenchmark [ROUNDS [TAGS]]
    @main
    struct Main {
        static func main() {
            let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
            let (rounds, count) = (numbers.first ?? 15, numbers.dropFirst().first ?? 200_000)
            let octets = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
            let key = unsafe EpochKey(epoch: 0) { bytes in unsafe bytes.copyMemory(from: octets, byteCount: 32) }
            var ours = [[Double]](repeating: [], count: references.count)
            var theirs = ours
            for round in 0..<rounds {
                let first = UInt64(round * count)
                for (index, reference) in references.enumerated() {
                    let (own, tags) = measured(count) { made(by: key, first, count) }
                    let (other, otherTags) = measured(count) { reference.work(octets, first, count) }
                    precondition(tags == otherTags, "both make the same tags")
                    ours[index].append(own)
                    theirs[index].append(other)
                }
            }
            print("| OpenSSL from C | its ns for a tag | ns here | ratio, median [lowest to highest of pairs] |")
            print("|---|---|---|---|")
            for (index, reference) in references.enumerated() {
                let ratios = zip(ours[index], theirs[index]).map { $0 / $1 }
                print(
                    String(
                        format: "| %@ | %.0f | %.0f | %.2f [%.2f to %.2f] |", reference.name, median(theirs[index]),
                        median(ours[index]), median(ratios), ratios.min() ?? 0, ratios.max() ?? 0))
            }
        }

        private struct Reference {
            let name: String
            let work: ([UInt8], UInt64, Int) -> UInt32
        }

        private static var references: [Reference] {
            [
                Reference(name: "HMAC(), one shot") { unsafe reference_one_shot($0, $1, $2) },
                Reference(name: "EVP_MAC, context and key used again") { unsafe reference_mac($0, $1, $2) },
                Reference(name: "SHA256_*, pads hashed once") { unsafe reference_pads($0, $1, $2) },
            ]
        }

        @inline(never)
        private static func made(by key: borrowing EpochKey, _ first: UInt64, _ count: Int) -> UInt32 {
            var all: UInt32 = 0
            for number in first..<first + UInt64(count) { all ^= key.tag(ofAddress: reference_address(number)) }
            return all
        }

        /// Processor time, in nanoseconds for one tag.
        private static func measured(_ count: Int, _ work: () -> UInt32) -> (Double, UInt32) {
            let begin = nanoseconds()
            let tags = work()
            return (Double(nanoseconds() - begin) / Double(count), tags)
        }

        private static func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
        }

        private static func nanoseconds() -> Int64 {
            var time = timespec()
            unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }
    }
#else
    @main
    struct Main {
        static func main() { print("build it with: -Xswiftc -DTAGS -Xswiftc -enable-testing (see deploy/benchmark)") }
    }
#endif
