package org.outrider.ui.feature.mydata

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.ConsentLine
import org.outrider.model.Purpose
import org.outrider.ui.design.Body
import org.outrider.ui.design.Card
import org.outrider.ui.design.Icons
import org.outrider.ui.design.SideButton
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Shell
import org.outrider.words.Words

/** The version of the words that are shown and agreed to; it grows with every change of their meaning. */
const val TERMS: UInt = 1u

/** What a consent is for and what one agrees to; nothing for a purpose that this version has no words for. */
class Terms(val title: String, val text: String?)

fun terms(words: Words, purpose: Purpose): Terms = with(words.myData.consent) {
    when (purpose) {
        Purpose.OnDutyLocation -> Terms(onDutyLocation.title, onDutyLocation.terms)
        Purpose.Dictation -> Terms(dictation.title, dictation.terms)
        is Purpose.Unknown -> Terms(other, null)
    }
}

/** One purpose: whether the person has agreed, to which words, and the way to change his mind. */
@Composable
internal fun ConsentCard(shell: Shell, line: ConsentLine) {
    val words = shell.words.myData.consent
    val terms = terms(shell.words, line.purpose)
    val since = line.since
    val tag = terms.title
    Card(Modifier.testTag("my-data/consent/$tag")) {
        Text(terms.title, style = MaterialTheme.typography.titleSmall)
        terms.text?.let { Body(it) }
        Tell(
            when {
                since == null -> words.never
                line.given -> words.given(shell.format.moment(since))
                else -> words.withdrawn(shell.format.moment(since))
            },
            icon = if (line.given) Icons.Check else Icons.Close,
            tone = if (line.given) Tone.Good else null,
        )
        if (line.given) {
            SideButton(
                words.withdraw,
                { shell.tap { it.withdrawConsent(line.purpose) } },
                Modifier.testTag("my-data/withdraw/$tag"),
                warns = true,
            )
        } else if (terms.text != null) {
            SideButton(words.agree, { agree(shell, line.purpose) }, Modifier.testTag("my-data/agree/$tag"), Icons.Check)
        }
    }
}

fun agree(shell: Shell, purpose: Purpose): Boolean = shell.tap { it.giveConsent(purpose, TERMS) } != null
