/// What is wrong with a site as a whole, at one place of its document.
struct SiteProblem {
    /// `zones`, `sensors`, …
    let list: String
    /// Which element of the list; `nil` for the list itself.
    var index: Int?
    /// Which key of the element.
    var key: String?
    /// A sentence that goes on after the path, with a cure in brackets.
    let message: String

    /// The problem with its line, where the document was read from a text.
    func located(in document: DocumentValue) -> ConfigurationProblem {
        var path = DocumentPath.root.key(list)
        var member = document.entry(list)
        var position = member?.position
        if let index {
            path = path.index(index)
            guard case .array(let elements)? = member?.value.content, elements.indices.contains(index) else {
                return ConfigurationProblem(.contradiction, path: path, at: position, message)
            }
            position = elements[index].position ?? position
            if let key {
                path = path.key(key)
                member = elements[index].entry(key)
                position = member?.position ?? position
            }
        }
        return ConfigurationProblem(.contradiction, path: path, at: position, message)
    }
}

extension DocumentValue {
    /// The member `key`, if this is an object that has it.
    func entry(_ key: String) -> DocumentMember? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == key }
    }
}
