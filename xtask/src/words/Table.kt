package org.outrider.words

/** A language as its speakers know it. */
data class Language(val code: String, val name: String, val isRightToLeft: Boolean) {
    internal companion object {
        /** The language itself, else that of the same first part, else the first one. */
        fun find(code: String, known: List<Language>): Language {
            val plain = code.replace('_', '-')
            val first = plain.substringBefore('-')
            return known.find { it.code.equals(plain, ignoreCase = true) }
                ?: known.find { it.code.equals(first, ignoreCase = true) }
                ?: known.first()
        }
    }
}

/** A section of the guide. */
class HelpSection(val title: String, val paragraphs: List<HelpParagraph>)

/** A paragraph of the guide, or a line of a list. */
class HelpParagraph internal constructor(marked: String, val isItem: Boolean) {
    /** The pieces of its text, in their order. */
    val spans: List<HelpSpan> = marked.split("**")
        .mapIndexed { place, text -> HelpSpan(text, isStrong = place % 2 == 1) }
        .filter { it.text.isNotEmpty() }

    /** The whole text without marks. */
    val text: String get() = spans.joinToString("") { it.text }
}

/** A piece of text that is drawn in one way. */
data class HelpSpan(val text: String, val isStrong: Boolean)

/** The texts of one language by their keys. */
internal class Table(
    private val texts: Map<String, String>,
    val language: Language,
    private val number: (Long) -> String,
) {
    fun text(key: String): String = texts[key] ?: key

    fun word(group: String, word: String): String =
        texts["$group.${word.replace('.', '_')}"] ?: texts["$group.other"] ?: word

    fun filled(key: String, vararg values: Pair<String, String>): String =
        fill(text(key), values.associate { (name, value) -> name to isolated(value) })

    fun counted(key: String, count: Long, vararg values: Pair<String, String>): String {
        val named = values.associate { (name, value) -> name to isolated(value) }
        val form = texts["${key}_${form(count)}"] ?: text("${key}_other")
        return fill(form, named + ("count" to number(count)))
    }

    /** The form of a number by the rules of CLDR; none may be said otherwise in every language. */
    private fun form(count: Long): String {
        val size = if (count < 0) -count else count
        val last = size % 100
        return when {
            size == 0L -> "zero"
            size == 1L -> "one"
            language.code != "ar" -> "other"
            size == 2L -> "two"
            last in 3L..10L -> "few"
            last >= 11L -> "many"
            else -> "other"
        }
    }

    /** Keeps a name, an address or a time in its own direction amid text that runs to the left. */
    private fun isolated(value: String): String =
        if (language.isRightToLeft) "\u2068$value\u2069" else value

    private fun fill(text: String, values: Map<String, String>): String {
        val out = StringBuilder()
        for (piece in text.split('{')) {
            val end = piece.indexOf('}')
            if (end < 0) {
                out.append(piece)
            } else {
                out.append(values[piece.substring(0, end)].orEmpty()).append(piece.substring(end).trimStart('}'))
            }
        }
        return out.toString()
    }
}
