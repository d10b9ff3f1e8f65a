package org.outrider.cable

import java.io.Closeable
import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import kotlin.concurrent.thread

/** The line between a phone and its server. While it is cut, not a byte goes through it. */
class Cable(server: String) : Closeable {
    private val far = URI(server)
    private val door = ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())
    private val open = mutableSetOf<Socket>()
    private var isCut = false

    /** Where the phone finds the server. */
    val address: String = "http://localhost:${door.localPort}"

    /** How many bytes went through, both ways. */
    @get:Synchronized
    var carried: Long = 0
        private set

    init {
        thread(isDaemon = true, name = "cable") { accept() }
    }

    /** Parts phone and server, or joins them again; what was on its way is lost. */
    @Synchronized
    fun cut(isCut: Boolean) {
        this.isCut = isCut
        if (isCut) hangUp()
    }

    @Synchronized
    override fun close() {
        isCut = true
        door.close()
        hangUp()
    }

    private fun hangUp() {
        open.forEach { it.close() }
        open.clear()
    }

    private fun accept() {
        while (!door.isClosed) {
            try {
                join(door.accept())
            } catch (_: IOException) {
                // The phone let go before it was joined, or the door was closed.
            }
        }
    }

    private fun join(near: Socket) {
        if (!keeps(near)) return
        val server = try {
            Socket(far.host, far.port)
        } catch (gone: IOException) {
            near.close()
            throw gone
        }
        if (!keeps(server)) near.close()
        thread(isDaemon = true, name = "cable up") { carry(near, server) }
        thread(isDaemon = true, name = "cable down") { carry(server, near) }
    }

    @Synchronized
    private fun keeps(end: Socket): Boolean {
        if (isCut) end.close() else open += end
        return !isCut
    }

    private fun carry(from: Socket, to: Socket) {
        val room = ByteArray(ROOM)
        try {
            while (true) {
                val read = from.getInputStream().read(room)
                if (read < 0 || !counts(from, read)) break
                to.getOutputStream().write(room, 0, read)
            }
        } catch (_: IOException) {
            // Cut, or one of the two has hung up.
        }
        letGo(from)
        letGo(to)
    }

    /** Counts what was said before it is heard; what an end that was hung up on still held is lost. */
    @Synchronized
    private fun counts(end: Socket, read: Int): Boolean {
        if (end in open) carried += read
        return end in open
    }

    @Synchronized
    private fun letGo(end: Socket) {
        open -= end
        end.close()
    }

    private companion object {
        const val BACKLOG = 50
        const val ROOM = 16_384
    }
}
