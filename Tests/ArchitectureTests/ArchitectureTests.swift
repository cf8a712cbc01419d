import Testing

/// The rules that the compiler does not know.
struct ArchitectureTests {
    private var sources: [SourceFile] { SourceFile.program }
    private var pure: [SourceFile] { sources.filter { pureRooms.contains($0.room) } }

    @Test func `the sources are found, and every pure room among them`() {
        #expect(sources.count > 200)
        #expect(pureRooms.isSubset(of: Set(sources.map(\.room))))
    }

    @Test func `a pure room imports nothing but pure rooms and the doors that it is allowed`() {
        for file in pure {
            for module in file.imports {
                let isAllowed = pureRooms.contains(module) || doors[file.room]?.contains(module) == true
                #expect(isAllowed, "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `a pure room reads no clock, draws no chance of its own and prints nothing`() {
        let forbidden =
            /[^.]\.now\b|\b(ContinuousClock|SuspendingClock|SystemRandomNumberGenerator|Task|Logger)\b|\bprint\(|\.random\(in: [^,)]*\)/
        for file in pure {
            #expect(file.lines(matching: forbidden) == [], "\(file.path)")
        }
    }

    @Test func `only the privacy room, one file of the agent and the developers' dump can name an address`() {
        var importers: [String: [String]] = [:]
        for file in sources where file.imports.contains("Dot11") { importers[file.room, default: []].append(file.path) }
        #expect(Set(importers.keys) == ["Agent", "Privacy", "dot11dump"])
        #expect(importers["Agent"] == ["Sources/Agent/Sensing/SensingPipeline.swift"])
        #expect(importers["Privacy"] == ["Sources/Privacy/Pseudonymizer.swift"])
    }

    /// The census tells addresses apart for longer than an epoch: never in a sensor that runs.
    @Test func `addresses are counted over a capture by nobody but footfall evaluate`() {
        let chain = [
            ("AddressCensus", ["Sources/Agent/Sensing/SensingPipeline.swift", "Sources/Privacy/AddressCensus.swift"]),
            (
                "SightingPipeline",
                [
                    "Sources/Agent/Replay/CountingReplay.swift", "Sources/Agent/Replay/LearningReplay.swift",
                    "Sources/Agent/Replay/SiteReplay.swift", "Sources/Agent/Sensing/SensingPipeline.swift",
                ]
            ),
            ("LearningReplay", ["Sources/Agent/Replay/LearningReplay.swift", "Sources/footfall/EvaluateCount.swift"]),
            ("CountingReplay", ["Sources/Agent/Replay/CountingReplay.swift", "Sources/footfall/EvaluateCount.swift"]),
        ]
        for (name, users) in chain {
            let found = sources.filter { $0.lines.contains { $0.contains(name) } }.map(\.path).sorted()
            #expect(found == users, "\(name)")
        }
    }

    @Test func `the tests that can name an address are those of the rooms that can`() {
        let rooms: Set = ["Dot11Tests", "PrivacyTests", "FuzzDot11", "AgentTests"]
        for file in SourceFile.tests where file.imports.contains("Dot11") {
            #expect(rooms.contains(file.room), "\(file.path)")
        }
    }

    /// It shows what the broker says and nothing else.
    @Test func `the dashboard knows the public contract, and the web server is nobody else's`() {
        for file in sources where file.room == "Dashboard" {
            let foreign = Set(file.imports).subtracting(dashboardImports).subtracting(webServer)
            #expect(foreign == [], "\(file.path)")
            #expect(file.lines(matching: /\.(sightings|allSightings|keys|lease|visitNotes)\(/) == [], "\(file.path)")
        }
        for file in sources where file.room != "Dashboard" {
            #expect(webServer.isDisjoint(with: file.imports), "\(file.path)")
        }
    }

    @Test func `no file is longer than 400 lines`() {
        for file in sources + SourceFile.tests {
            #expect(file.lines.count <= 400, "\(file.path)")
        }
    }

    @Test func `raw memory is touched in the files that are known for it`() {
        let users = Set(pure.filter { $0.lines(matching: /\bunsafe\b/) != [] }.map(\.path))
        #expect(users == Set(rawMemory.keys))
    }

    @Test func `what switches a check off says why`() {
        let waivers = /try!|\bfatalError\(|@unchecked Sendable|nonisolated\(unsafe\)|@preconcurrency|as!/
        for file in sources {
            for line in file.lines(matching: waivers) {
                #expect(file.isExplained(line: line), "\(file.path):\(line)")
            }
        }
    }

    @Test func `Foundation is in no program and in no room`() {
        for file in sources {
            #expect(Set(file.imports).isDisjoint(with: ["Foundation", "FoundationEssentials"]), "\(file.path)")
        }
    }

    @Test func `nothing is left to do, switched off or put out of use`() {
        for file in sources {
            let left = file.lines.filter { $0.contains(/\b(TODO|FIXME|XXX|HACK)\b/) || $0.contains(/^\s*#if false/) }
            #expect(left == [], "\(file.path)")
        }
    }
}

/// Rooms without input and output, clock, chance and log.
private let pureRooms: Set = [
    "Timekeeping", "Dot11", "Privacy", "Positioning", "Locating", "Presence", "Counting", "Fleet", "Survey", "Uplink",
    "Signing", "Simulation", "Evaluation",
]

/// What the dashboard is made of, besides its web server: counters are read as the agent reads them.
private let dashboardImports: Set = [
    "Broker", "Counting", "Fleet", "Signing", "Threading", "Timekeeping", "Uplink", "CCrypto", "Glibc", "Logging",
    "Synchronization",
]

/// Hummingbird, and of what it stands on as much as its interface needs.
private let webServer: Set = [
    "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOSSL", "ServiceLifecycle",
]

/// The libraries that pure rooms call: computation only.
private let doors: [String: Set<String>] = [
    "Dot11": ["CDeflate"],
    "Privacy": ["CCrypto"],
    "Signing": ["CCrypto"],
    "Fleet": ["CYAML"],
    "Positioning": ["RealModule"],
    "Counting": ["RealModule"],
    "Evaluation": ["RealModule"],
]

/// The files of pure rooms that touch raw memory, and why each has to.
private let rawMemory = [
    "Sources/Dot11/CheckSequence.swift": "libdeflate's CRC takes a pointer",
    "Sources/Privacy/LockedMemory.swift": "libcrypto's secure heap hands out a pointer",
    "Sources/Privacy/EpochKey.swift": "keys lie in locked memory and go to libcrypto",
    "Sources/Privacy/HKDF.swift": "key material lies in locked memory and goes to libcrypto",
    "Sources/Privacy/AddressMemo.swift": "addresses lie in locked memory",
    "Sources/Signing/SHA256Digest.swift": "libcrypto takes pointers",
    "Sources/Signing/SigningKey.swift": "libcrypto's keys are handles",
    "Sources/Signing/VerificationKey.swift": "libcrypto's keys are handles",
    "Sources/Privacy/LockedMemory+Contents.swift": "what is done with secrets without copying them elsewhere",
    "Sources/Privacy/Sealing/CurveKey.swift": "private keys lie in locked memory and go to libcrypto",
    "Sources/Privacy/Sealing/AuthenticatedCipher.swift": "plaintexts lie in locked memory and go to libcrypto",
    "Sources/Fleet/Payloads/JSONBuffer.swift": "a payload is written in a quarter of the time",
    "Sources/Positioning/Lane.swift": "vectors have no checked way to the bits of their numbers",
    "Sources/Fleet/Configuration/Document/YAMLEventSource.swift": "libyaml's parser is a C structure",
]
