package org.outrider.desktop.shots

import org.outrider.desktop.Handset
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell

/** A screen as somebody comes to it: whose phone it is, by which way, and what he taps then. */
class Scene(
    val name: String,
    private val way: Cast.() -> List<Screen>,
    val taps: List<String> = emptyList(),
    val isLocked: Boolean = false,
    /** Whether it reads something of its own beside the thread that draws. */
    val reads: Boolean = false,
    /** What is there once the screen has all that it then waits for. */
    val until: String? = null,
    private val phone: Cast.() -> Handset = Cast::atWork,
) {
    fun handset(cast: Cast): Handset = cast.phone()

    /** Goes the way. */
    fun enter(shell: Shell, cast: Cast) {
        val screens = cast.way()
        shell.way.start(screens.first())
        screens.drop(1).forEach(shell.way::go)
    }
}

private val Move = listOf(Screen.Today, Screen.Settings, Screen.MoveToAnother)

/** Every screen, and what stands over one for a while. */
val Scenes: List<Scene> = listOf(
    Scene("enrolment", { listOf(Screen.Today) }, phone = Cast::fresh),
    Scene("enrolment-typed", { listOf(Screen.Today) }, listOf("enrolment/type"), phone = Cast::fresh),
    Scene("sign-in-again", { listOf(Screen.Today, Screen.Enrolment) }, phone = Cast::signedOut),
    Scene("signed-out", { listOf(Screen.Today) }, phone = Cast::signedOut),
    Scene("former", { listOf(Screen.Today) }, phone = Cast::second),
    Scene("lock", { listOf(Screen.Today) }, isLocked = true),
    Scene("today", { listOf(Screen.Today) }),
    Scene("help", { listOf(Screen.Today) }, listOf("help")),
    Scene("day", { listOf(Screen.Today, Screen.Day(day)) }),
    Scene("task", { listOf(Screen.Today, Screen.Task(task.task)) }),
    Scene("new-task", { listOf(Screen.Today, Screen.NewTask(customer.id)) }),
    Scene("check-in", { listOf(Screen.Today, Screen.CheckIn(task.task, customer.id)) }),
    Scene("note", { listOf(Screen.Today, Screen.Note(note, customer.id, task.task)) }),
    Scene("customers", { listOf(Screen.Customers) }),
    Scene("map", { listOf(Screen.Customers, Screen.CustomerMap) }, reads = true),
    Scene("customer", { listOf(Screen.Customers, Screen.Customer(customer.id)) }),
    Scene("edit-customer", { listOf(Screen.Customers, Screen.EditCustomer(customer.id)) }),
    Scene("new-customer", { listOf(Screen.Customers, Screen.EditCustomer(null)) }),
    Scene("work", { listOf(Screen.Work) }),
    Scene("search", { listOf(Screen.Search) }),
    Scene("sync", { listOf(Screen.Sync) }),
    Scene("my-data", { listOf(Screen.Work, Screen.MyData) }),
    Scene("settings", { listOf(Screen.Today, Screen.Settings) }),
    Scene("move", { Move }),
    Scene("move-code", { Move }, listOf("primary"), until = "move/code", phone = Cast::leaving),
    Scene("diagnostics", { listOf(Screen.Today, Screen.Settings, Screen.Diagnostics) }),
    Scene("licences", { listOf(Screen.Today, Screen.Settings, Screen.Licences) }),
)
