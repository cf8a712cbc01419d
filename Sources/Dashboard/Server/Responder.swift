import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Signing

/// Answers requests: first whether it may be asked at all, then whether the guest may look, then what was asked for.
struct Responder: HTTPResponder {
    typealias Context = Guest

    let keeper: BoardKeeper
    let gate: RequestGate
    let doorman: Doorman
    let assets = Assets()

    func respond(to request: Request, context: Guest) async throws -> Response {
        if let refusal = gate.refusal(of: RequestGate.Facts(request)) {
            return Answers.text(refusal.rawValue, status: refusal == .foreignHost ? .misdirectedRequest : .forbidden)
        }
        let path = request.uri.path
        switch (request.method, path) {
        case (.get, "/login"): return page("/login.html", request)
        case (.post, "/login"): return try await signOn(request)
        case (.get, "/style.css"), (.get, "/icon.svg"): return page(path, request)
        default: break
        }
        guard await doorman.admits(session: request.session) else { return await stranger(request) }
        switch (request.method, path) {
        case (.get, "/events"): return events(for: context)
        case (.get, "/metrics"): return metrics()
        case (.get, _) where path.hasPrefix("/history/"): return history(path)
        case (.post, "/tally"): return try await tally(request)
        case (.post, "/plan/check"): return try await planCheck(request)
        case (.post, "/logout"): return await signOff(request)
        case (.get, _): return page(path, request)
        default: return Answers.text("there is no such thing here", status: .methodNotAllowed)
        }
    }

    /// Somebody who has not signed on: a scraper may give the password with its request, a person is asked for it.
    private func stranger(_ request: Request) async -> Response {
        if request.uri.path == "/metrics" {
            guard let password = request.basicPassword else { return Self.challenge }
            switch await doorman.admits(password: password) {
            case .session: return metrics()
            case .tooMany: return Self.tooMany
            case .wrong: return Self.challenge
            }
        }
        if request.method == .get, request.uri.path == "/" { return Answers.redirect(to: "/login") }
        return Answers.text("sign on first: /login", status: .unauthorized)
    }

    private func signOn(_ request: Request) async throws -> Response {
        guard let form = try await Self.contents(of: request, upTo: 4_096),
            let password = FormField.value("password", in: form)
        else { return Answers.text("a password is needed", status: .badRequest) }
        switch await doorman.signOn(password) {
        case .session(let token):
            var answer = Answers.redirect(to: "/")
            let secure = gate.protection.tls == nil ? "" : "; Secure"
            answer.headers[.setCookie] =
                "\(Request.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000\(secure)"
            return answer
        case .wrong: return Answers.redirect(to: "/login#wrong")
        case .tooMany: return Self.tooMany
        }
    }

    private func signOff(_ request: Request) async -> Response {
        await doorman.signOff(request.session)
        var answer = Answers.redirect(to: "/login")
        answer.headers[.setCookie] = "\(Request.cookie)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
        return answer
    }

    private func page(_ path: String, _ request: Request) -> Response {
        guard let asset = assets.asset(at: path == "/login" ? "/login.html" : path) else {
            return Answers.text("there is no such page", status: .notFound)
        }
        if request.headers[.ifNoneMatch] == asset.tag { return Answers.nothing(.notModified) }
        return Answers.body(asset.bytes, asset.contentType, tag: asset.tag)
    }

    private func metrics() -> Response {
        let type = "text/plain; version=0.0.4; charset=utf-8"
        return Answers.body(ByteBuffer(string: keeper.metrics()), type)
    }

    /// `/history/ZONE/SECONDS`
    private func history(_ path: String) -> Response {
        let parts = path.split(separator: "/")
        guard parts.count == 3, let length = Int(parts[2]), ClosedWindow.lengths[length] != nil,
            let rows = keeper.history(of: String(parts[1]), lengthSeconds: length)
        else { return Answers.text("there is no such zone or window", status: .notFound) }
        return Answers.json(rows)
    }

    private static let challenge: Response = {
        var answer = Answers.text("a password is needed", status: .unauthorized)
        answer.headers[.wwwAuthenticate] = "Basic realm=\"footfall\", charset=\"UTF-8\""
        return answer
    }()

    private static let tooMany = Answers.text("too many attempts: wait a minute", status: .tooManyRequests)

    /// The body; `nil` when it is too long.
    static func contents(of request: Request, upTo most: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= most else { return nil }
            bytes += piece.readableBytesView
        }
        return bytes
    }
}
