// swift-tools-version: 6.2
// 6.2, not 6.3: Debian's arm64 cross compiler is a 6.2.

import PackageDescription

/// What every Swift target is built with, and why.
let houseRules: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),  // an import is not re-exported by accident
    .enableUpcomingFeature("MemberImportVisibility"),  // members of a room that is not imported cannot be reached
    .enableUpcomingFeature("ExistentialAny"),  // the cost of dynamic dispatch is visible
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // async code stays where its caller is
    .strictMemorySafety(),  // each unsafe step is marked
    .treatAllWarnings(as: .error),
]

/// A room: a Swift target under the house rules.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: houseRules)
}

/// A program.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: houseRules)
}

/// The tests of a room.
func tests(_ room: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(room)Tests", dependencies: [.byName(name: room)] + dependencies, swiftSettings: houseRules)
}

/// A door: the module map of one C library from Debian, nothing else.
func door(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let webServer: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "footfall",
    products: [
        .executable(name: "footfall", targets: ["footfall"]),
        .executable(name: "footfall-dashboard", targets: ["footfall-dashboard"]),
        .executable(name: "dot11dump", targets: ["dot11dump"]),
        .executable(name: "airtap", targets: ["airtap"]),
        .executable(name: "radioprobe", targets: ["radioprobe"]),
    ],
    dependencies: [
        // Subcommands, help, completions and manual pages from one declaration.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // The ecosystem's log interface: an integrator of the agent brings their own handler, tests an in-memory one.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // Logarithms, powers and error functions for rooms that may not import the C library.
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        // The dashboard's web server; the sensor process is built without it.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // Doors to C libraries.
        door("CPcap", pkgConfig: "libpcap", debian: "libpcap-dev"),  // live capture and kernel filters
        door("CMosquitto", pkgConfig: "libmosquitto", debian: "libmosquitto-dev"),  // MQTT, the broker's own client
        door("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),  // SHA-256 with hardware instructions
        door("CTLS", pkgConfig: "libssl", debian: "libssl-dev"),  // what libmosquitto leaves out: sessions are resumed
        door("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),  // compressed captures, as a stream
        door("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),  // CRC-32 at memory speed, for each FCS
        door("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),  // what must survive a power cut
        door("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),  // configuration files, with line numbers
        door("CNetlink", pkgConfig: "libnl-genl-3.0", debian: "libnl-genl-3-dev"),  // nl80211 and links
        door("CQRCode", pkgConfig: "libqrencode", debian: "libqrencode-dev"),  // keys from a screen into a telephone
        .target(name: "CLinux"),  // what Glibc's module map leaves out

        // Pure rooms: no I/O, no clock, no logging.
        room("Timekeeping"),
        room("Dot11", ["CDeflate"]),
        room("Privacy", ["Dot11", "Signing", "Timekeeping", "CCrypto"]),
        room("Signing", ["CCrypto"]),
        room("Counting", ["Timekeeping", realModule]),
        room("Presence", ["Privacy", "Counting", "Timekeeping"]),
        room("Positioning", [realModule]),
        room("Locating", ["Positioning", "Presence", "Privacy", "Timekeeping"]),
        room("Uplink", ["Timekeeping"]),
        room(
            "Fleet",
            [
                "Presence", "Locating", "Privacy", "Counting", "Positioning", "Signing", "Survey", "Uplink",
                "Timekeeping", "CYAML",
            ]),
        room("Simulation", ["Timekeeping"]),
        room("Survey", ["Timekeeping"]),
        room("Evaluation", ["Positioning", "Counting", "Presence", "Privacy", "Fleet", "Timekeeping", realModule]),

        // Acting rooms: handles, threads, callbacks.
        room("Radio", ["Survey", "CNetlink"]),
        room("Capture", ["CPcap", "CZlib", "CLinux", "Timekeeping"]),
        room("Threading", ["CLinux", "Timekeeping"]),
        room("Broker", ["Uplink", "CMosquitto", "CTLS", "Threading", "CLinux", "Timekeeping"]),
        room("Exposition", ["Threading", "Timekeeping"]),
        room("Ledger", ["Uplink", "CSQLite", "Threading", "CLinux", "Timekeeping"]),
        room(
            "Agent",
            [
                "Capture", "Broker", "Ledger", "Exposition", "Threading", "Radio", "Evaluation", "Fleet", "Locating",
                "Positioning", "Survey", "Presence", "Counting", "Privacy", "Dot11", "Uplink", "Signing",
                "Simulation", "Timekeeping", "CLinux", "CQRCode", logging,
            ]),

        // For people: an integrator like any other, of the public contract.
        .target(
            name: "Dashboard",
            dependencies: [
                "Fleet", "Broker", "Uplink", "Counting", "Signing", "Timekeeping", "Threading", "CCrypto", logging,
            ] + webServer,
            resources: [.embedInCode("Resources")], swiftSettings: houseRules),

        // What the command lines of several programs have in common.
        room("Arguments", ["Broker", "Uplink", argumentParser]),

        // Programs.
        program(
            "footfall",
            [
                "Agent", "Arguments", "Broker", "Capture", "Counting", "Evaluation", "Fleet", "Locating", "Positioning",
                "Privacy", "Radio", "Simulation", "Survey", "Threading", "Timekeeping", "Uplink", "Presence", "Signing",
                argumentParser, logging,
            ]),
        program("footfall-dashboard", ["Dashboard", "Arguments", "Fleet", argumentParser, logging]),
        program("dot11dump", ["Dot11", "Capture", "Timekeeping"]),  // developers only: it prints addresses
        program("airtap", ["Capture", "CLinux", "Timekeeping"]),  // developers only: a live interface without a radio
        program("radioprobe", ["Radio", "Survey", "Timekeeping"]),  // developers only: radios, real and simulated

        tests("Timekeeping"),
        tests("Simulation", ["Capture", "Timekeeping"]),
        tests("Uplink", ["Timekeeping"]),
        tests("Signing"),
        tests(
            "Fleet", ["Counting", "Positioning", "Presence", "Privacy", "Signing", "Survey", "Timekeeping", "Uplink"]),
        .testTarget(
            name: "CountingTests", dependencies: ["Counting", "Timekeeping"], exclude: ["Oracle"],
            swiftSettings: houseRules),
        tests("Presence", ["Counting", "Privacy", "Timekeeping"]),
        .testTarget(name: "ArchitectureTests", swiftSettings: houseRules),  // reads the sources, imports none
        tests("Dot11", ["Capture", "Timekeeping", "GoldenFrames", "CCrypto", "dot11dump"]),
        // Hand-made frames, for tests and as seeds of the fuzzer.
        .target(name: "GoldenFrames", path: "Tests/GoldenFrames", swiftSettings: houseRules),
        .executableTarget(
            name: "FuzzDot11", dependencies: ["Dot11", "GoldenFrames"], path: "Tests/FuzzDot11",
            swiftSettings: houseRules),
        tests("Survey", ["Timekeeping"]),
        .testTarget(
            name: "RadioTests", dependencies: ["Radio", "Survey"], exclude: ["Golden"], swiftSettings: houseRules),
        tests("Capture", ["airtap", "CPcap", "CZlib", "Timekeeping"]),
        tests("Broker", ["Uplink", "Timekeeping"]),
        // Figures of the way out, beside the same work in C and Python; see its source.
        .executableTarget(
            name: "deliverybenchmark", dependencies: ["Broker", "Ledger", "Uplink", "Timekeeping"],
            path: "Tests/DeliveryBenchmark", swiftSettings: houseRules),
        // What a pseudonym costs, beside OpenSSL called from C; see deploy/benchmark.
        .target(name: "HMACReference", dependencies: ["CCrypto"], path: "Tests/HMACReference"),
        .executableTarget(
            name: "tagbenchmark", dependencies: ["Privacy", "HMACReference"], path: "Tests/TagBenchmark",
            swiftSettings: houseRules),
        tests("Exposition"),
        tests("Ledger", ["Broker", "Uplink", "CSQLite", "Timekeeping"]),
        tests("Positioning", [realModule]),
        tests("Locating", ["Fleet", "Positioning", "Presence", "Privacy", "Timekeeping", realModule]),
        .testTarget(
            name: "AgentTests",
            dependencies: [
                "Agent", "footfall", "airtap", "Capture", "Fleet", "Ledger", "Privacy", "Signing", "Timekeeping",
                "GoldenFrames", "Counting", "Locating", "Positioning", "Presence", "CCrypto", logging,
            ],
            exclude: ["terminal.py"], swiftSettings: houseRules),
        tests("Dashboard", ["footfall", "footfall-dashboard", "airtap", "Fleet", "Signing", "Timekeeping"]),
        tests("Privacy", ["Dot11", "Signing", "Timekeeping", "GoldenFrames", "CCrypto"]),
        tests("Evaluation", ["footfall", "Capture", "Counting", "Positioning", "Timekeeping"]),
        // The published contract, judged by programs that are not the project's own.
        .testTarget(
            name: "ContractTests", dependencies: ["Fleet", "Uplink", "Timekeeping", "footfall", "airtap"],
            exclude: [
                "boxes.py", "documents.py", "examples.py", "laboratory.py", "shop.py", "subscriber.py", "validate.py",
                "verdict.py",
            ],
            swiftSettings: houseRules),
    ]
)
