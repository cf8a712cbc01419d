import ArgumentParser
import Fleet

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "footfall-dashboard",
        abstract: "Shows a site to people: a page with its floor plan, figures, sensors and configuration, live.",
        discussion: """
            An ordinary subscriber of the broker: run it on any box or PC. Without more it is there for browsers on the \
            same machine only:

              footfall-dashboard --broker mqtt://127.0.0.1:1883 --site my-shop

            For browsers elsewhere, say who may look. With a password, under TLS:

              footfall-dashboard password > password.hash
              footfall-dashboard --broker mqtts://broker.example --site my-shop \\
                --listen 0.0.0.0:8443 --page-password-file password.hash \\
                --page-certificate-file server.pem --page-key-file server.key
            """,
        version: FootfallVersion.text,
        subcommands: [Serve.self, Password.self], defaultSubcommand: Serve.self)
}
