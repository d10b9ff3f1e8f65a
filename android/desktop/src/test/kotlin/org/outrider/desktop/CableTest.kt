package org.outrider.desktop

import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import kotlin.concurrent.thread
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import org.outrider.cable.Cable

class CableTest {
    private val server = ServerSocket(0, 5, InetAddress.getLoopbackAddress())
    private val cable = Cable("http://localhost:${server.localPort}")

    init {
        thread(isDaemon = true) { serve() }
    }

    /** Says again what it hears. */
    private fun serve() {
        while (true) {
            val near = try {
                server.accept()
            } catch (_: IOException) {
                return
            }
            thread(isDaemon = true) { near.use { runCatching { it.getInputStream().transferTo(it.getOutputStream()) } } }
        }
    }

    @After
    fun end() {
        cable.close()
        server.close()
    }

    private fun call(): Socket = Socket("localhost", URI(cable.address).port)

    private fun Socket.says(byte: Int): Int {
        getOutputStream().write(byte)
        return getInputStream().read()
    }

    @Test
    fun `what is said at one end is heard at the other, and counted both ways`() {
        call().use { assertEquals(7, it.says(7)) }
        assertEquals(2, cable.carried)
    }

    @Test
    fun `a line that is cut lets go of who speaks, and carries not a byte more`() {
        call().use { caller ->
            assertEquals(1, caller.says(1))
            cable.cut(true)
            val before = cable.carried
            // Whoever was hung up on hears the end, or may not speak any more.
            assertEquals(-1, runCatching { caller.says(2) }.getOrDefault(-1))
            call().use { assertEquals(-1, runCatching { it.says(3) }.getOrDefault(-1)) }
            assertEquals(before, cable.carried)
        }
        cable.cut(false)
        call().use { assertEquals(4, it.says(4)) }
    }

    @Test
    fun `nobody is joined to a line that is gone`() {
        cable.close()
        assertThrows(IOException::class.java) { call().use { if (it.says(1) < 0) throw IOException("hung up") } }
    }
}
