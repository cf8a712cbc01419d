/// What the page looks like, and what it says of the whole.
extension ReferencePage {
    static let advice = """
        <p>To begin: <code>mosquitto_sub -h BROKER -t 'footfall/v1/+/zone/+/occupancy' -v</code></p>
        <p>A figure that is null was withheld or is not known: never read it as 0. New members may come at any time:
        let your reader pass over what it does not know. Times are UTC.</p>

        """

    static let head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Footfall over MQTT</title>
        <style>
        \(style)
        </style>
        </head>
        <body>

        """

    /// Widths are those of the text, not of a device: under 45 em a table's rows become blocks.
    private static let style = """
        :root { --ink: #1d2327; --soft: #57636b; --line: #d7dde1; --paper: #fff; --shade: #f3f6f7; --link: #0b6070; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6eaec; --soft: #a3b0b8; --line: #37424a; --paper: #14191c; --shade: #1e262b; --link: #6cc5d6; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif;
          color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
        header p, section > p { max-width: 46rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
        h2 { font-size: 1.35rem; margin: 0 0 0.5rem; }
        section { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; }
        a { color: var(--link); }
        code, pre { font: 0.9em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
        .topic i { font-style: normal; color: var(--link); }
        .badge { display: inline-block; border: 1px solid var(--line); border-radius: 1em; padding: 0 0.7em;
          margin: 0 0.4em 0.2em 0; font-size: 0.82rem; color: var(--soft); white-space: nowrap; }
        .optional { margin-left: 0.5em; font-size: 0.82rem; color: var(--soft); }
        .outer { color: var(--soft); }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.94rem; }
        th { text-align: left; color: var(--soft); font-weight: 600; }
        th, td { padding: 0.4rem 0.9rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        .fields td:nth-child(1) { width: 27%; overflow-wrap: anywhere; padding-left: calc(var(--depth) * 0.9rem); }
        .fields td:nth-child(2) { width: 24%; }
        .fields td:nth-child(3) { width: 6%; white-space: nowrap; }
        .topics td:nth-child(1) { width: 48%; overflow-wrap: anywhere; }
        .topics td:nth-child(3) { width: 31%; }
        summary { cursor: pointer; color: var(--soft); }
        pre { background: var(--shade); border-radius: 6px; padding: 0.9rem; overflow-x: auto; }
        @media (max-width: 45em) {
          body { padding: 1rem; }
          thead { display: none; }
          table, tbody, tr, td { display: block; width: auto !important; }
          tr { border-bottom: 1px solid var(--line); padding: 0.6rem 0; }
          td { border: 0; padding: 0.1rem 0; }
          .fields td:nth-child(1) { padding-left: 0; font-weight: 600; }
          .fields td:nth-child(2), .fields td:nth-child(3) { display: inline; color: var(--soft); }
          .fields td:nth-child(3)::before { content: "· "; }
          .fields td.none { display: none; }
        }
        """
}
