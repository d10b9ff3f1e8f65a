package org.outrider.desktop.shots

import java.io.Closeable
import org.outrider.core.CustomerLine
import org.outrider.core.DraftContent
import org.outrider.core.TodayRow
import org.outrider.desktop.Handset
import org.outrider.model.Outcome

/** The phones that pictures are taken of; each is made when the first picture of it is. [codes] enrol them, one each. */
class Cast(private val server: String, private val zone: String, private val codes: List<String>) : Closeable {
    private val made = mutableListOf<Handset>()

    /** Nobody's. */
    val fresh: Handset by lazy { Handset(server, zone).also { made += it } }

    /** Of a rep in the middle of his day and without signal: some of what he did waits. */
    val atWork: Handset by lazy { enrolled(0).also { live(it) } }

    /** Of a rep who had another one before. */
    val second: Handset by lazy { enrolled(1) }

    /** Signed out, with something that waits. */
    val signedOut: Handset by lazy { enrolled(2).also { signOut(it) } }

    /** On its way into a drawer: a new phone takes its place. */
    val leaving: Handset by lazy { enrolled(3).also { it.phone.dismissFormer() } }

    /** The task that pictures are taken of, which has a customer. */
    val task: TodayRow by lazy { first(atWork) }

    val customer: CustomerLine by lazy { checkNotNull(task.customer) }

    /** The day after today on which there is something to do. */
    val day: String by lazy { atWork.phone.todayView(null).later.first().day }

    /** A note in the middle of a sentence. */
    val note: String by lazy { atWork.phone.todayView(null).unfinished.single().note }

    override fun close() = made.forEach { it.close() }

    private fun enrolled(rep: Int): Handset =
        Handset(server, zone).also {
            made += it
            it.enrol(codes[rep])
        }

    private fun live(handset: Handset) {
        val phone = handset.phone
        phone.dismissFormer()
        handset.signal(false)
        val row = first(handset)
        val customer = checkNotNull(row.customer).id
        handset.standAt(phone.mapView(null, null).places.first { it.customer == customer }.at)
        phone.acceptTask(row.task, handset.platform.lastFix())
        phone.editCustomer(customer, mapOf("phone" to "+49 40 123 45 67"))
        type(handset, row)
    }

    private fun signOut(handset: Handset) {
        handset.phone.dismissFormer()
        handset.signal(false)
        val row = first(handset)
        handset.phone.acceptTask(row.task, null)
        handset.phone.signOut()
    }

    private fun first(handset: Handset): TodayRow = handset.phone.todayView(null).tasks.first { it.customer != null }

    private fun type(handset: Handset, about: TodayRow) {
        val text = "Talked about the new season. They want the samples before the end of the month, and a price for forty."
        val content = DraftContent(about.customer?.id, about.task, null, Outcome.Positive, "Ms Petersen", text)
        handset.phone.typeNote(handset.phone.newNote(), content)
    }
}
