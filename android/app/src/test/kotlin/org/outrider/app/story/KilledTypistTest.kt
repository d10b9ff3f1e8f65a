package org.outrider.app.story

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithText
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.MainActivity
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.testing.Stage
import org.outrider.ui.shell.Screen
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** A process that is really killed, in the middle of a word. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h640dp-xhdpi")
class KilledTypistTest {
    private val hands = Hands()
    private val rule = createAndroidComposeRule<MainActivity>()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(hands).around(rule)

    @Test
    fun `every word that was said to be safe stands in the draft after the process was killed`() {
        val held = hands.take("A phone that is killed").enrol(Stage.shared.reps[1])
        val customer = checkNotNull(held.phone.todayView(null).tasks.first { it.customer != null }.customer)
        val note = held.phone.newNote()
        held.letGo()
        val safe = killTypist(held.folder, note, customer.id)
        held.open()
        held.shell.way.go(Screen.Note(note, customer.id))
        rule.activity.show(held.shell)
        val thumb = Thumb(rule)
        val text = thumb.reach("note/text").fetchSemanticsNode().config.getOrNull(SemanticsProperties.EditableText)?.text.orEmpty()
        assertTrue("$safe words were safe: $text", text.startsWith((1..safe).joinToString("") { "word$it " }))
        rule.onNodeWithText(held.shell.words.note.draft).assertIsDisplayed()
    }

    /** Returns how many words it had said to be safe. */
    private fun killTypist(folder: File, note: String, customer: String): Int {
        val java = File(System.getProperty("java.home"), "bin/java").path
        // Not a pipe, which is closed together with the process that is killed.
        val said = File.createTempFile("outrider-said", null)
        val process = ProcessBuilder(
            java,
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-cp",
            System.getProperty("java.class.path"),
            "org.outrider.app.story.TypistKt",
            folder.path,
            Stage.shared.zone,
            note,
            customer,
        ).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said).start()
        try {
            Thumb(rule).until("the third word") {
                check(process.isAlive) { "nobody types; see standard error" }
                whole(said).size >= WORDS
            }
            process.destroyForcibly()
            assertEquals("ended by SIGKILL", SIGKILL, process.waitFor())
            return whole(said).last().toInt()
        } finally {
            process.destroyForcibly()
            said.delete()
        }
    }

    /** The lines that are whole; the last may be cut off. */
    private fun whole(said: File): List<String> = said.readText().split('\n').dropLast(1)

    private companion object {
        const val WORDS = 3
        const val SIGKILL = 128 + 9
    }
}
