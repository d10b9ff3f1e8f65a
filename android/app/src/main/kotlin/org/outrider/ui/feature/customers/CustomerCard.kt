package org.outrider.ui.feature.customers

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import org.outrider.core.Hit
import org.outrider.core.ListedCustomer
import org.outrider.ui.design.Card
import org.outrider.ui.design.Flow
import org.outrider.ui.design.Icons
import org.outrider.ui.design.Quiet
import org.outrider.ui.design.Tell
import org.outrider.ui.feature.search.Marked
import org.outrider.ui.feature.search.plain
import org.outrider.ui.shell.Mark
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** A customer of a list; all of it leads to him. */
@Composable
fun CustomerCard(shell: Shell, row: ListedCustomer) {
    val words = shell.words
    val line = row.line
    Card(
        Modifier.testTag("customers/${line.id}"),
        { shell.way.go(Screen.Customer(line.id)) },
        words.label.openCustomer(line.name),
    ) {
        Text(line.name, style = MaterialTheme.typography.titleMedium)
        if (line.address.isNotEmpty()) Quiet(line.address)
        Flow {
            val away = line.distanceMm
            when {
                away != null -> Tell(words.customers.distance(shell.format.distance(away)), icon = Icons.Place)
                !row.hasSite -> Tell(words.customers.noPlace)
            }
            val owner = row.owner
            if (!row.isMine && owner != null) Quiet(words.customer.owner(owner.name ?: words.format.somebody))
            Mark(shell, row.mark)
        }
    }
}

/** A customer that fits what was typed; what fits is marked. */
@Composable
fun FoundCard(shell: Shell, hit: Hit.Customer) {
    val words = shell.words
    Card(
        Modifier.testTag("customers/${hit.customer}"),
        { shell.way.go(Screen.Customer(hit.customer)) },
        words.label.openCustomer(plain(hit.name)),
    ) {
        Marked(hit.name, MaterialTheme.typography.titleMedium)
        if (hit.address.pieces.isNotEmpty()) Marked(hit.address, MaterialTheme.typography.bodyMedium)
        if (hit.code.isNotEmpty()) Quiet(words.customer.code(hit.code))
    }
}
