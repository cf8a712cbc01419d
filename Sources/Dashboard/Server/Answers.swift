import HTTPTypes
import Hummingbird
import NIOCore

/// Responses, each with the headers that keep a browser on the safe side.
enum Answers {
    /// A body of a type.
    static func body(
        _ bytes: ByteBuffer, _ type: String, status: HTTPResponse.Status = .ok, tag: String? = nil
    ) -> Response {
        var headers = safety
        headers[.contentType] = type
        headers[.contentLength] = String(bytes.readableBytes)
        headers[.eTag] = tag
        headers[.cacheControl] = tag == nil ? "no-store" : "no-cache"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        body(ByteBuffer(bytes: bytes), "application/json", status: status)
    }

    /// A sentence for a person.
    static func text(_ text: String, status: HTTPResponse.Status) -> Response {
        body(ByteBuffer(string: text + "\n"), "text/plain; charset=utf-8", status: status)
    }

    static func nothing(_ status: HTTPResponse.Status = .noContent) -> Response {
        Response(status: status, headers: safety)
    }

    static func redirect(to path: String) -> Response {
        var answer = nothing(.seeOther)
        answer.headers[.location] = path
        answer.headers[.contentLength] = "0"
        return answer
    }

    /// Nothing but this program's own files; no frame around it; nothing of it in another site's hands.
    ///
    /// Source: w3.org/TR/CSP3, w3.org/TR/trusted-types.
    static let safety: HTTPFields = {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
            + "trusted-types 'none'"
        headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in [
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }()
}
