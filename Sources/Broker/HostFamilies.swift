import Glibc

/// The address families of a host, in the order in which its addresses should be tried.
///
/// libmosquitto's connect that does not block tries one address only: with a broker on 127.0.0.1 and `localhost` that
/// also means `::1` it would never arrive. So each attempt is bound to the next family.
struct HostFamilies: Equatable {
    private let families: [Int32]

    /// Asks the resolver; this may take as long as its time-outs.
    init(of address: String, operation: String, object: String) throws(BrokerError) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(address, nil, &hints, &list)
        guard code == 0 else {
            throw code == EAI_SYSTEM
                ? BrokerError(systemError: errno, kind: .unresolvedName, operation: operation, object: object)
                : BrokerError(lookupCode: code, operation: operation, object: object)
        }
        defer { unsafe freeaddrinfo(list) }
        var families: [Int32] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            if unsafe !families.contains(entry.ai_family) { unsafe families.append(entry.ai_family) }
            unsafe next = entry.ai_next
        }
        self.families = families
    }

    /// The wildcard address to bind attempt number `attempt` to; nil when there is no choice.
    func wildcard(forAttempt attempt: Int) -> String? {
        guard families.count > 1 else { return nil }
        return families[attempt % families.count] == AF_INET6 ? "::" : "0.0.0.0"
    }
}
