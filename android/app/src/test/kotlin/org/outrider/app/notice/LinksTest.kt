package org.outrider.app.notice

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Tabs

class LinksTest {
    @Test
    fun `every place is found again by its link`() {
        val places = Tabs + listOf(
            Screen.Enrolment, Screen.Day("2026-11-23"), Screen.Task("t"), Screen.NewTask(), Screen.NewTask("c"),
            Screen.CheckIn(), Screen.CheckIn("t"), Screen.CheckIn(customer = "c"), Screen.CheckIn("t", "c"),
            Screen.Note("n"), Screen.Note("n", "c"), Screen.Note("n", task = "t"), Screen.Note("n", "c", "t"),
            Screen.CustomerMap, Screen.Customer("c"), Screen.EditCustomer(null), Screen.EditCustomer("c"), Screen.MyData,
            Screen.Settings, Screen.MoveToAnother, Screen.Diagnostics, Screen.Licences,
        )
        places.forEach { assertEquals(it, screenOf(linkOf(it))) }
        assertEquals(places.size, places.map(::linkOf).distinct().size)
    }

    @Test
    fun `what names no place leads nowhere`() {
        listOf("", "outrider", "outrider:", "outrider:nowhere", "outrider:task", "outrider:task/", "https:task/1", "task/1")
            .forEach { assertNull(it, screenOf(it)) }
    }
}
