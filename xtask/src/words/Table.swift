
/// A language as its speakers know it.
public struct Language: Sendable, Hashable {
    public let code: String
    /// What the language calls itself.
    public let name: String
    public let isRightToLeft: Bool

    /// The language itself, else that of the same first part, else the first one.
    static func find(_ code: String, in known: [Language], otherwise: Language) -> Language {
        let plain = String(code.map { $0 == "_" ? "-" : $0 }).lowercased()
        let first = plain.prefix { $0 != "-" }
        return known.first { $0.code.lowercased() == plain }
            ?? known.first { $0.code.lowercased() == first }
            ?? otherwise
    }
}

/// A section of the guide.
public struct HelpSection: Sendable, Hashable {
    public let title: String
    public let paragraphs: [HelpParagraph]
}

/// A paragraph of the guide, or a line of a list.
public struct HelpParagraph: Sendable, Hashable {
    /// The pieces of its text, in their order.
    public let spans: [HelpSpan]
    public let isItem: Bool

    /// The whole text without marks.
    public var text: String { spans.map(\.text).joined() }

    init(_ marked: String, isItem: Bool) {
        var spans: [HelpSpan] = []
        var isStrong = false
        var rest = Substring(marked)
        while true {
            let end = rest.firstIndex(of: "*") ?? rest.endIndex
            if end > rest.startIndex {
                spans.append(HelpSpan(text: String(rest[..<end]), isStrong: isStrong))
            }
            if end == rest.endIndex { break }
            rest = rest[end...].drop { $0 == "*" }
            isStrong.toggle()
        }
        self.spans = spans
        self.isItem = isItem
    }
}

/// A piece of text that is drawn in one way.
public struct HelpSpan: Sendable, Hashable {
    public let text: String
    public let isStrong: Bool
}

/// The texts of one language by their keys.
final class Table: Sendable {
    let texts: [String: String]
    let language: Language
    let number: @Sendable (Int64) -> String

    init(texts: [String: String], language: Language, number: @escaping @Sendable (Int64) -> String) {
        self.texts = texts
        self.language = language
        self.number = number
    }

    func text(_ key: String) -> String { texts[key] ?? key }

    func word(_ group: String, _ word: String) -> String {
        let key = String(word.map { $0 == "." ? "_" : $0 })
        return texts[group + "." + key] ?? texts[group + ".other"] ?? word
    }

    func filled(_ key: String, _ values: [String: String]) -> String {
        fill(text(key), values.mapValues(isolated))
    }

    func counted(_ key: String, _ count: some BinaryInteger, _ values: [String: String] = [:]) -> String {
        let exact = Int64(clamping: count)
        var named = values.mapValues(isolated)
        named["count"] = number(exact)
        return fill(texts[key + "_" + form(exact)] ?? text(key + "_other"), named)
    }

    /// The form of a number by the rules of CLDR; none may be said otherwise in every language.
    private func form(_ count: Int64) -> String {
        let size = count.magnitude
        if size == 0 { return "zero" }
        if size == 1 { return "one" }
        if language.code != "ar" { return "other" }
        if size == 2 { return "two" }
        switch size % 100 {
        case 3...10: return "few"
        case 11...: return "many"
        default: return "other"
        }
    }

    /// Keeps a name, an address or a time in its own direction amid text that runs to the left.
    private func isolated(_ value: String) -> String {
        language.isRightToLeft ? "\u{2068}" + value + "\u{2069}" : value
    }

    private func fill(_ text: String, _ values: [String: String]) -> String {
        var out = ""
        for piece in text.split(separator: "{") {
            if let end = piece.firstIndex(of: "}") {
                out += values[String(piece[..<end])] ?? ""
                out += piece[end...].drop { $0 == "}" }
            } else {
                out += piece
            }
        }
        return out
    }
}
