package org.outrider.testing

/** Reads JSON as maps, lists, texts, numbers and truths: enough for what a stage and its server say. */
internal class Json(private val text: String) {
    private var at = 0

    companion object {
        fun read(text: String): Map<*, *> = Json(text).value() as Map<*, *>

        fun write(values: Map<String, String>): String =
            values.entries.joinToString(",", "{", "}") { (name, value) -> "${quoted(name)}:${quoted(value)}" }

        private fun quoted(text: String): String = buildString {
            append('"')
            for (letter in text) {
                if (letter == '"' || letter == '\\') append('\\').append(letter)
                else if (letter < ' ') append("\\u%04x".format(letter.code))
                else append(letter)
            }
            append('"')
        }
    }

    private fun value(): Any? {
        skip()
        return when (val letter = text[at]) {
            '{' -> entries()
            '[' -> items()
            '"' -> string()
            't' -> true.also { at += 4 }
            'f' -> false.also { at += 5 }
            'n' -> null.also { at += 4 }
            else -> number(letter)
        }
    }

    private fun entries(): Map<String, Any?> {
        val entries = LinkedHashMap<String, Any?>()
        at++
        while (next() != '}') {
            if (text[at] == ',') at++
            skip()
            val name = string()
            next()
            at++
            entries[name] = value()
        }
        at++
        return entries
    }

    private fun items(): List<Any?> {
        val items = mutableListOf<Any?>()
        at++
        while (next() != ']') {
            if (text[at] == ',') at++
            items += value()
        }
        at++
        return items
    }

    private fun string(): String = buildString {
        at++
        while (text[at] != '"') {
            if (text[at] != '\\') {
                append(text[at++])
                continue
            }
            when (val letter = text[++at]) {
                'n' -> append('\n')
                't' -> append('\t')
                'r' -> append('\r')
                'b' -> append('\b')
                'f' -> append('\u000c')
                'u' -> append(text.substring(at + 1, at + 5).toInt(16).toChar()).also { at += 4 }
                else -> append(letter)
            }
            at++
        }
        at++
    }

    private fun number(first: Char): Double {
        require(first == '-' || first.isDigit()) { "no JSON at $at: $text" }
        val from = at
        while (at < text.length && text[at] in "+-.eE0123456789") at++
        return text.substring(from, at).toDouble()
    }

    private fun next(): Char {
        skip()
        return text[at]
    }

    private fun skip() {
        while (text[at].isWhitespace()) at++
    }
}
