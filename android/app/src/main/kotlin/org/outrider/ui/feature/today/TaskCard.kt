package org.outrider.ui.feature.today

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.outrider.core.TodayRow
import org.outrider.model.Status
import org.outrider.model.WhyHere
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.design.Tone
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.ui.shell.of

/** Whether its day has passed. */
internal fun isOverdue(row: TodayRow): Boolean = row.reasons.any { it is WhyHere.Overdue }

/** A task of a day: what, where, and why it stands where it does; the number is its place in the order. */
@Composable
internal fun TaskCard(shell: Shell, row: TodayRow, number: Int? = null, end: @Composable () -> Unit = {}) {
    Card(
        Modifier.testTag("today/task/${row.task}"),
        { shell.way.go(Screen.Task(row.task)) },
        shell.words.label.openTask(row.title),
    ) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            if (number != null) Number(shell, number)
            Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
                Text(row.title, style = MaterialTheme.typography.titleMedium)
                Place(shell, row)
                Flow {
                    row.reasons.filterNot { it is WhyHere.Away }.forEach { Why(shell, it) }
                    if (row.status == Status.Started || row.status == Status.Accepted) Tell(shell.words.of(row.status), icon = Icons.Check)
                    Mark(shell, row.mark)
                    end()
                }
            }
        }
    }
}

@Composable
private fun Number(shell: Shell, number: Int) {
    val colours = MaterialTheme.colorScheme
    val text = shell.format.number(number)
    val spoken = shell.words.label.stop(text)
    Surface(Modifier.semantics { contentDescription = spoken }, CircleShape, colours.primaryContainer, colours.onPrimaryContainer) {
        Box(Modifier.defaultMinSize(30.dp, 30.dp).padding(horizontal = 6.dp), Alignment.Center) {
            Text(text, style = MaterialTheme.typography.labelMedium)
        }
    }
}

@Composable
private fun Place(shell: Shell, row: TodayRow) {
    val customer = row.customer
    if (customer == null) {
        Quiet(shell.words.today.noCustomer)
        return
    }
    val away = row.reasons.filterIsInstance<WhyHere.Away>().firstOrNull()?.distanceMm ?: customer.distanceMm
    val name = customer.name
    Quiet(if (away == null) name else shell.words.format.pair(name, shell.words.today.reason.away(shell.format.distance(away))))
    if (customer.address.isNotEmpty()) Quiet(customer.address)
}

@Composable
private fun Why(shell: Shell, why: WhyHere) {
    val (tone, icon) = signOf(why)
    Tell(reason(shell, why), icon = icon, tone = tone)
}

/** A reason in words. */
internal fun reason(shell: Shell, why: WhyHere): String {
    val words = shell.words.today
    val format = shell.format
    return with(words.reason) {
        when (why) {
            WhyHere.Urgent -> urgent
            WhyHere.HighPriority -> highPriority
            WhyHere.LowPriority -> lowPriority
            is WhyHere.Overdue -> words.overdue(why.days)
            is WhyHere.WindowOpen -> windowOpen(format.minute(why.until.toInt()))
            is WhyHere.WindowOpens -> windowOpens(format.minute(why.at.toInt()))
            is WhyHere.WindowMissed -> windowMissed(format.minute(why.at.toInt()))
            WhyHere.PlannedToday -> plannedToday
            is WhyHere.Planned -> planned(format.day(why.day))
            WhyHere.AnyDay -> anyDay
            is WhyHere.Claimable -> why.name?.let { claimable(it) } ?: claimableTeam
            WhyHere.Declined -> declined
            WhyHere.Unassigned -> unassigned
            is WhyHere.Away -> away(format.distance(why.distanceMm))
        }
    }
}

private fun signOf(why: WhyHere): Pair<Tone?, ImageVector?> =
    when (why) {
        WhyHere.Urgent, is WhyHere.Overdue, is WhyHere.WindowMissed -> Tone.Wrong to Icons.Alert
        WhyHere.HighPriority -> Tone.Calm to Icons.Flag
        is WhyHere.WindowOpen -> Tone.Good to Icons.Clock
        is WhyHere.WindowOpens -> Tone.Calm to Icons.Clock
        is WhyHere.Claimable -> Tone.Calm to Icons.Team
        WhyHere.Declined, WhyHere.Unassigned -> null to Icons.Person
        WhyHere.PlannedToday, is WhyHere.Planned, WhyHere.AnyDay, WhyHere.LowPriority -> null to null
        is WhyHere.Away -> null to Icons.Place
    }
