package org.outrider.ui.feature.licences

/** A piece of others' work that is in the app. */
class Part(val name: String, val version: String)

/** What is in the app under one licence. */
class Licence(val name: String, val parts: List<Part>)

/** Reads the list that `cargo xtask licences` writes: a name, a version and a licence a line, parted by tabs. */
internal fun licences(): List<Licence> {
    val lines = checkNotNull(Licence::class.java.getResourceAsStream("/org/outrider/ui/licences.txt")).bufferedReader().use { it.readLines() }
    return lines.filter { it.isNotBlank() && !it.startsWith("#") }
        .map { it.split("\t") }
        .groupBy({ it[2] }, { Part(it[0], it[1]) })
        .map { (name, parts) -> Licence(name, parts) }
        .sortedWith(compareByDescending<Licence> { it.parts.size }.thenBy { it.name })
}
