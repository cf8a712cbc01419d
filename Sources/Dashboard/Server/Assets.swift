import Hummingbird
import NIOCore
import Signing

/// The files of the page, which are part of the program.
struct Assets: Sendable {
    /// A file as it is sent.
    struct Asset: Sendable {
        let bytes: ByteBuffer
        let contentType: String
        /// Changes when the file does.
        let tag: String
    }

    private let assets: [String: Asset]

    init() {
        let script = "text/javascript; charset=utf-8"
        let files: [(String, [UInt8], String)] = [
            ("index.html", PackageResources.index_html, "text/html; charset=utf-8"),
            ("login.html", PackageResources.login_html, "text/html; charset=utf-8"),
            ("style.css", PackageResources.style_css, "text/css; charset=utf-8"),
            ("icon.svg", PackageResources.icon_svg, "image/svg+xml"),
            ("app.js", PackageResources.app_js, script),
            ("board.js", PackageResources.board_js, script),
            ("draw.js", PackageResources.draw_js, script),
            ("floor.js", PackageResources.floor_js, script),
            ("trends.js", PackageResources.trends_js, script),
            ("flow.js", PackageResources.flow_js, script),
            ("people.js", PackageResources.people_js, script),
            ("sensors.js", PackageResources.sensors_js, script),
            ("log.js", PackageResources.log_js, script),
            ("geometry.js", PackageResources.geometry_js, script),
            ("editor.js", PackageResources.editor_js, script),
            ("draft.js", PackageResources.draft_js, script),
            ("canvas.js", PackageResources.canvas_js, script),
            ("forms.js", PackageResources.forms_js, script),
        ]
        var assets: [String: Asset] = [:]
        for (name, bytes, type) in files {
            let digest = SHA256Digest(of: bytes).hexadecimal.prefix(16)
            assets[name] = Asset(bytes: ByteBuffer(bytes: bytes), contentType: type, tag: "\"\(digest)\"")
        }
        self.assets = assets
    }

    /// The file that a path names; `nil` for none.
    func asset(at path: String) -> Asset? { assets[path == "/" ? "index.html" : String(path.dropFirst())] }
}
