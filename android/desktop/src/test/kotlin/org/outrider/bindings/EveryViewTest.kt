package org.outrider.bindings

import java.lang.reflect.Modifier
import java.nio.ByteBuffer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.core.DraftContent
import org.outrider.model.Fix
import org.outrider.model.Purpose
import org.outrider.testing.Phones

class EveryViewTest {
    @get:Rule
    val phones = Phones()

    private val test by lazy { phones.of(rep = 2) }
    private val phone get() = test.phone

    @Test
    fun `every field of every view crosses as what it is, and none as a text that has to be read again`() {
        val views = views()
        val wanted = Phone::class.java.methods.map { it.name.substringBefore('-') }.filter { it.endsWith("View") }
        assertEquals(wanted.toSet(), views.keys)
        val walk = Walk()
        views.forEach { (name, shown) ->
            shown.forEach { view ->
                walk.go(view, name)
                assertEquals(name, view, crossed(view))
            }
        }
        assertEquals(emptyList<String>(), walk.odd)
        assertTrue("only these were seen: ${walk.kinds}", walk.kinds.size > 50)
    }

    /** Every view of a phone on which much has happened. */
    private fun views(): Map<String, List<Any>> {
        val first = phone.todayView(null).tasks.first { it.customer != null }
        val customer = checkNotNull(first.customer).id
        val there = checkNotNull(phone.customerView(customer, null).sites.first().at)
        test.device.standsAt(there)
        val fix = checkNotNull(test.device.lastFix())
        phone.giveConsent(Purpose.OnDutyLocation, 1u)
        live(first.task, customer, fix)
        val today = phone.todayView(there)
        val tasks = (today.tasks + today.toClaim).map { it.task } + today.settled.map { it.task }
        val customers = phone.nearMeView(there).customers.map { it.line.id } + customer
        val notes = customers.flatMap { of -> phone.notesView(of, null).notes.map { it.id } }
        return mapOf(
            "enrolmentView" to listOf(phone.enrolmentView()),
            "todayView" to listOf(today, phone.todayView(null)),
            "dayView" to today.later.map { phone.dayView(it.day, there) },
            "taskView" to tasks.map { phone.taskView(it, there) },
            "checkInView" to listOf(phone.checkInView(fix, first.task), phone.checkInView(null, null)),
            "noteView" to notes.map { phone.noteView(it, null, null) } + phone.noteView(phone.newNote(), customer, first.task),
            "notesView" to customers.map { phone.notesView(it, null) },
            "customersView" to listOf(phone.customersView(CustomerFilter(null, "", null), there)),
            "nearMeView" to listOf(phone.nearMeView(there)),
            "mapView" to listOf(phone.mapView(null, there)),
            "customerView" to customers.map { phone.customerView(it, there) },
            "searchView" to listOf("a", "b", "sealed").map(phone::searchView),
            "syncView" to listOf(phone.syncView()),
            "workView" to listOf(phone.workView()),
            "myDataView" to listOf(phone.myDataView()),
            "settingsView" to listOf(phone.settingsView()),
        )
    }

    private fun live(task: String, customer: String, fix: Fix) {
        phone.completeTask(task, fix)
        phone.checkIn(customer, null, task, fix)
        val content = DraftContent(customer, task, null, null, "Mr Ito", "sealed words")
        phone.writeNote(phone.newNote(), content, null)
        phone.editCustomer(customer, mapOf("about" to "Ring twice."))
        phone.typeNote(phone.newNote(), content)
    }

    /** What comes out on the other side of the door. */
    private fun crossed(view: Any): Any {
        val converter = Class.forName("org.outrider.core.FfiConverterType${view.javaClass.simpleName}")
        val held = converter.getField("INSTANCE").get(null)
        val wire = ByteBuffer.allocate(8 shl 20)
        converter.getMethod("write", view.javaClass, ByteBuffer::class.java).invoke(held, view, wire)
        wire.flip()
        val read = converter.getMethod("read", ByteBuffer::class.java).invoke(held, wire)
        assertTrue("${view.javaClass.simpleName}: something was left", !wire.hasRemaining())
        return read
    }

    /** Looks at every field, however deep. */
    private class Walk {
        val kinds = mutableSetOf<String>()
        val odd = mutableListOf<String>()

        fun go(value: Any?, path: String) {
            when (value) {
                null, is Boolean, is Number, is UInt, is ULong, is UShort, is UByte -> return
                is String -> if (value.startsWith("{\"") || value.startsWith("[{")) odd += "$path is JSON"
                is List<*> -> value.forEachIndexed { at, each -> go(each, "$path[$at]") }
                is Map<*, *> -> value.forEach { (key, each) -> go(key, "$path.$key"); go(each, "$path.$key") }
                else -> record(value, path)
            }
        }

        private fun record(value: Any, path: String) {
            if (!value.javaClass.name.startsWith("org.outrider.")) {
                odd += "$path is a ${value.javaClass.name}"
                return
            }
            kinds += value.javaClass.name
            if (value is Enum<*>) return
            value.javaClass.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }.forEach { field ->
                field.isAccessible = true
                go(field.get(value), "$path.${field.name}")
            }
        }
    }
}
