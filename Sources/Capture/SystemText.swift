import Glibc

/// The system's text for an error number in house style: `no such file or directory (2)`.
func systemText(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error (\(code))" }
    let sentence = unsafe String(cString: text)
    return "\(sentence.prefix(1).lowercased())\(sentence.dropFirst()) (\(code))"
}
