package org.outrider.ui.feature.mydata

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.LocationMode
import org.outrider.core.ModeLine
import org.outrider.core.MyDataView
import org.outrider.model.Purpose
import org.outrider.ui.design.Card
import org.outrider.ui.design.ChoiceLine
import org.outrider.ui.design.Heading
import org.outrider.ui.design.Quiet
import org.outrider.ui.shell.Shell

/** How closely the way on duty is followed, and what each way of doing so asks of the phone. */
@Composable
internal fun Modes(shell: Shell, view: MyDataView) {
    val words = shell.words.myData.mode
    val agreed = view.consents.any { it.purpose == Purpose.OnDutyLocation && it.given }
    Column {
        Heading(words.title)
        Card {
            if (!agreed) Quiet(words.needsConsent)
            Column(Modifier.selectableGroup()) { view.modes.forEach { Mode(shell, it) } }
        }
    }
}

@Composable
private fun Mode(shell: Shell, line: ModeLine) {
    val words = shell.words.myData.mode
    val (title, text) = when (line.mode) {
        LocationMode.CHECK_IN -> words.checkIn to words.checkInText
        LocationMode.BALANCED -> words.balanced to words.balancedText
        LocationMode.PRECISE -> words.precise to words.preciseText
    }
    val cost = listOf(words.fixes(line.fixesAnHour), words.bytes(shell.format.size(line.bytesADay.toLong())), words.wakeUps(line.wakeUpsADay))
    ChoiceLine(
        title,
        line.isChosen,
        {
            shell.tap { it.setLocationMode(line.mode) }
            shell.lookAgain()
        },
        Modifier.testTag("my-data/mode/${line.mode}"),
        "$text\n${words.cost}: ${cost.reduce(shell.words.format::pair)}",
    )
}
