package org.outrider.ui.feature.map

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.PlaceMark
import org.outrider.model.Position
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Screen

class CustomerMapScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)
    private val words = phone.shell.words

    private fun show() = rule.setContent { OutriderTheme(false) { CustomerMapScreen(phone.shell) } }

    @Test
    fun `all customers are on the map and in a list for who cannot see it`() {
        show()
        val places = phone.phone.mapView(null, null).places
        rule.onNodeWithContentDescription(words.label.map).assertIsDisplayed()
        rule.assertReads(words.customers.map, words.label.map, words.customers.atlas.toMe, places.first().name)
        rule.assertManners()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("map/place/${places.last().site}"))
        rule.onNodeWithTag("map/place/${places.last().site}").performClick()
        assertEquals(Screen.Customer(places.last().customer), phone.shell.way.here)
    }

    @Test
    fun `with a thumb one comes to oneself, closer and further away`() {
        val all = phone.phone.mapView(null, null).places
        val place = all.last()
        phone.device.standsAt(place.at)
        phone.device.fix = null
        show()
        rule.onNodeWithTag("map/me").performClick()
        rule.onNodeWithTag("map/place/${place.site}").assertIsDisplayed()
        val far = all.filter { it.site != place.site }.maxBy { kotlin.math.abs(it.at.lat - place.at.lat) }
        assertTrue(rule.onAllNodes(hasTestTag("map/place/${far.site}")).fetchSemanticsNodes().isEmpty())
        repeat(16) { rule.onNodeWithTag("map/further").performClick() }
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("map/place/${far.site}"))
        rule.onNodeWithTag("map/place/${far.site}").assertIsDisplayed()
        rule.assertManners()
    }

    @Test
    fun `places that lie together are one sign from afar and two from close by`() {
        val here = Position(525_200_000, 134_050_000)
        val near = here.copy(lat = here.lat + 100_000)
        val places = listOf(here, near).mapIndexed { number, at -> PlaceMark("c$number", "s$number", "x", at, 0uL, false) }
        assertEquals(1, clusters(places, zoom = 5.0).size)
        assertEquals(2, clusters(places, zoom = 15.0).size)
    }

    @Test
    fun `the outlines know land from water at every distance`() {
        for (zoom in listOf(1.0, 5.0, 10.0)) {
            val outlines = Outlines.at(zoom)
            assertTrue("Berlin, from $zoom", isLand(outlines, 52.5, 13.4))
            assertTrue("Denver, from $zoom", isLand(outlines, 39.7, -105.0))
            assertTrue("Alice Springs, from $zoom", isLand(outlines, -23.7, 133.9))
            assertFalse("the Atlantic, from $zoom", isLand(outlines, 35.0, -40.0))
            assertFalse("the Indian Ocean, from $zoom", isLand(outlines, -30.0, 80.0))
            assertTrue("borders, from $zoom", outlines.borders.isNotEmpty() && outlines.states.isNotEmpty())
        }
    }

    @Test
    fun `no coast leaps from one edge of the map to the other, and the pole is land`() {
        val rings = Outlines.at(18.0).land
        val leaps = rings.sumOf { ring ->
            (1 until ring.xs.size).count { kotlin.math.abs(ring.xs[it] - ring.xs[it - 1]) > 0.5 && ring.ys[it] < 0.99 }
        }
        assertEquals(0, leaps)
        assertTrue(isLand(Outlines.at(18.0), -80.0, 0.0))
    }

    @Test
    fun `a place on the screen is the same place in the world, and stays under the fingers that zoom`() {
        val camera = Camera(0.4, 0.3, 6.0).apply { room = androidx.compose.ui.unit.IntSize(800, 600) }
        val finger = androidx.compose.ui.geometry.Offset(123f, 456f)
        val before = camera.toWorld(finger)
        camera.zoom(2.5, finger)
        val after = camera.toScreen(before)
        assertEquals(finger.x, after.x, 0.1f)
        assertEquals(finger.y, after.y, 0.1f)
    }

    /** Whether a way to the east crosses an odd number of edges. */
    private fun isLand(outlines: Outlines, latitude: Double, longitude: Double): Boolean {
        val (x, y) = xOf(longitude) to yOf(latitude)
        val crossed = outlines.land.sumOf { ring ->
            (1 until ring.xs.size).count { place ->
                val (from, to) = ring.ys[place - 1] to ring.ys[place]
                (from > y) != (to > y) && x < ring.xs[place - 1] + (y - from) / (to - from) * (ring.xs[place] - ring.xs[place - 1])
            }
        }
        return crossed % 2 == 1
    }
}
