import Radio
import Timekeeping

/// What happens to radios, one line each, for so many seconds.
enum EventsCommand {
    static func run(_ words: [String]) throws(RadioError) {
        let events = try RadioEvents()
        let end = Clock.now + .seconds(words.first.flatMap { Int64($0) } ?? 10)
        JSONLine("listening").print()
        while Clock.now < end {
            for event in try events.next(within: 200) { line(event).print() }
        }
    }

    private static func line(_ event: RadioEvent) -> JSONLine {
        switch event {
        case .radioAdded(let radio): JSONLine("radioAdded").with("radio", Int(radio))
        case .radioRemoved(let radio): JSONLine("radioRemoved").with("radio", Int(radio))
        case .interfaceAdded(let interface): JSONLine("interfaceAdded").with("name", interface.name)
        case .interfaceRemoved(let interface): JSONLine("interfaceRemoved").with("radio", Int(interface.radio))
        case .regulatoryChanged(let country): JSONLine("regulatoryChanged").with("country", country ?? "")
        case .linkChanged(let name, _, let isUp): JSONLine("linkChanged").with("name", name).with("isUp", isUp)
        case .linkRemoved(let name, _): JSONLine("linkRemoved").with("name", name)
        case .overrun: JSONLine("overrun")
        }
    }
}
