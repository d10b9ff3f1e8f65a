package org.outrider.desktop

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableLongStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import kotlinx.coroutines.delay
import org.outrider.core.PlaceMark
import org.outrider.model.Position
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Chips
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Edge
import org.outrider.ui.design.Field
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Gap
import org.outrider.ui.design.Heading
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.SwitchLine
import org.outrider.ui.shell.Look
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.Theme

private const val HOUR = 3_600_000_000L
private const val FAST = HOUR / 2

/** How often what moves by itself is looked at again, in milliseconds. */
private const val LOOK = 500L

/** How many customers are offered to stand at. */
private const val OFFERED = 6

/** What is around the phone, to be played with; it speaks English, for it is no part of the app. */
@Composable
fun Panel(handset: Handset, shell: Shell, console: Console) {
    OutriderTheme(dark = false) {
        Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
            Column(
                Modifier.verticalScroll(rememberScrollState()).padding(Edge),
                verticalArrangement = Arrangement.spacedBy(Gap),
            ) {
                Part("The manager’s console") { SignInLines(console) }
                Part("Signal") { Signal(handset) }
                Part("Clock") { Time(handset, shell) }
                Part("Where the phone is") { Standing(handset, shell) }
                Part("Look") { Looks(handset, shell) }
                Part("Eyes and ears") { Senses(handset) }
                if (handset.desk.asked.isNotEmpty()) {
                    Part("The app asked other apps to") { handset.desk.asked.take(OFFERED).forEach { Body(it) } }
                }
            }
        }
    }
}

/** Where the manager works, and how he signs in. */
class Console(val address: String, val manager: String, val login: String, val password: String)

@Composable
private fun Part(title: String, content: @Composable ColumnScope.() -> Unit) {
    Heading(title)
    Card(content = content)
}

@Composable
private fun SignInLines(console: Console) {
    SelectionContainer {
        Column {
            Body(console.address)
            Body(console.login)
            Body(console.password)
        }
    }
    Quiet("Signs in as ${console.manager}. Open it in a browser beside the phone.")
}

@Composable
private fun Signal(handset: Handset) {
    var isThere by remember { mutableStateOf(true) }
    val carried = ticking { handset.cable.carried }
    SwitchLine(
        if (isThere) "Signal" else "No signal",
        isThere,
        { isThere = it; handset.signal(it) },
        Modifier.testTag("desk/signal"),
        "%,d bytes went through the line".format(carried),
    )
}

@Composable
private fun Time(handset: Handset, shell: Shell) {
    var isFast by remember { mutableStateOf(false) }
    val now = ticking { handset.clock.wall() }
    fun move(how: MovedClock.() -> Unit) {
        handset.clock.how()
        // The phone wakes as after a night in a drawer: it asks what day it is.
        handset.phone.cameToForeground()
        shell.lookAgain()
    }
    Body("${shell.format.day(shell.format.today().toString())}, ${shell.format.clock(now)}")
    Flow {
        SideButton("1 hour passes", { move { pass(HOUR) } }, Modifier.testTag("desk/hour"))
        SideButton("1 day passes", { move { pass(24 * HOUR) } }, Modifier.testTag("desk/day"))
        SideButton("Real time", { isFast = false; move { restart() } }, Modifier.testTag("desk/real"))
    }
    SwitchLine("The clock is half an hour fast", isFast, { isFast = it; move { setFast(if (it) FAST else 0) } })
    Quiet("The server’s clock stays right.")
}

@Composable
private fun Standing(handset: Handset, shell: Shell) {
    val desk = handset.desk
    var name by remember { mutableStateOf("") }
    var typed by remember { mutableStateOf("") }
    val places = when (val look = shell.look { it.mapView(null, null).places }) {
        is Look.Shown -> look.view.distinctBy { it.name }
        is Look.Failed -> emptyList()
    }
    fun stand(at: Position?) {
        handset.standAt(at)
        shell.lookAgain()
    }
    Field("At a customer", name, { name = it }, Modifier.testTag("desk/place"), "Part of a name")
    val found = places.filter { name.isNotBlank() && it.name.contains(name, ignoreCase = true) }
    offered(found, places, desk.place).forEach { ChoiceLine(it.name, it.at == desk.place, { stand(it.at) }) }
    Field("At coordinates", typed, { typed = it; position(it)?.let(::stand) }, hint = "53.551, 9.993")
    ChoiceLine("No position can be had", desk.place == null, { stand(null) })
    Quiet("How closely the phone knows it")
    Chips(Desk.ACCURACIES, desk.accuracy, { "$it m" }, { desk.accuracy = it; stand(desk.place) })
    SwitchLine("Another app makes the position up", desk.isMock, { desk.isMock = it; stand(desk.place) })
}

/** Those that were searched for, else where the phone stands and a few others. */
private fun offered(found: List<PlaceMark>, all: List<PlaceMark>, at: Position?): List<PlaceMark> =
    found.ifEmpty { all.filter { it.at == at } + all.filter { it.openTasks > 0uL && it.at != at } }.take(OFFERED)

@Composable
private fun Looks(handset: Handset, shell: Shell) {
    val desk = handset.desk
    Chips(listOf("en", "ar", "en-XA"), shell.words.language.code, ::language, { shell.prefer { copy(language = it) } })
    Chips(Theme.entries, shell.preferences.theme, { it.name }, { shell.prefer { copy(theme = it) } })
    Quiet("Size of letters")
    Chips(Desk.LETTERS, desk.letters, { "${(it * 100).toInt()} %" }, { desk.letters = it })
    Quiet("Width of the phone")
    Chips(Desk.WIDTHS, desk.width, { "$it dp" }, { desk.width = it })
}

private fun language(code: String): String = when (code) {
    "en" -> "English"
    "ar" -> "العربية"
    else -> "Lengthened"
}

@Composable
private fun Senses(handset: Handset) {
    val desk = handset.desk
    Field("The camera sees", desk.seen, { desk.seen = handset.seenHere(it) }, hint = "What a code of the console says")
    Field("The microphone hears", desk.said, { desk.said = it })
    SwitchLine("It is the owner who holds the phone", desk.isOwner, { desk.isOwner = it })
    SwitchLine("The app may do what it asks to be allowed", desk.allows, { desk.allows = it })
}

/** Reads degrees of latitude and longitude. */
internal fun position(typed: String): Position? {
    val degrees = typed.split(',', ' ').filter { it.isNotBlank() }.map { it.trim().toDoubleOrNull() ?: return null }
    val (north, east) = degrees.takeIf { it.size == 2 } ?: return null
    if (north !in -90.0..90.0 || east !in -180.0..180.0) return null
    return Position((north * UNITS).toInt(), (east * UNITS).toInt())
}

/** What a degree counts. */
private const val UNITS = 1e7

@Composable
private fun ticking(read: () -> Long): Long {
    var value by remember { mutableLongStateOf(read()) }
    LaunchedEffect(Unit) {
        while (true) {
            delay(LOOK)
            value = read()
        }
    }
    return value
}
