package org.outrider.testing

import java.io.BufferedReader
import java.io.Closeable
import java.net.HttpURLConnection
import java.net.URI

/** A rep of the stage's company. */
class Rep(val id: String, val name: String)

/**
 * A real server with a company that lives, in a process of its own; it is always early afternoon
 * there. It takes a while to set up, so that all tests of a run share one: what a phone is to keep to
 * itself is not synced.
 */
class Stage private constructor(private val process: Process) : Closeable {
    private val said: BufferedReader = process.inputStream.bufferedReader()
    private val greeting: Map<*, *> = Json.read(checkNotNull(said.readLine()) { "the stage fell silent; see standard error" })

    val address: String = greeting["address"] as String

    /** The zone in which it is early afternoon. */
    val zone: String = greeting["zone"] as String

    /** The civil day there. */
    val today: String = greeting["today"] as String

    val reps: List<Rep> = (greeting["reps"] as List<*>).map {
        val rep = it as Map<*, *>
        Rep(rep["id"] as String, rep["name"] as String)
    }

    private val token: String by lazy { signIn("admin")["token"] as String }

    /** Who manages the first team, to which every second rep belongs, from the first on. */
    val manager: Rep by lazy { signIn("manager").let { Rep(it["person"] as String, it["person_name"] as String) } }

    private fun signIn(who: String): Map<*, *> {
        val desk = greeting[who] as Map<*, *>
        return post("/v1/sign-in", mapOf("login" to desk["login"] as String, "password" to desk["password"] as String), null)
    }

    /** A one-time code by which a phone of a person is enrolled. */
    fun code(rep: Rep): String = post("/v1/enrol-codes", mapOf("person" to rep.id), token)["code"] as String

    /** Has the stage do something; an answer that is not well is a failure of the test. */
    @Synchronized
    fun tell(vararg order: Pair<String, String>): Map<*, *> {
        process.outputStream.write((Json.write(order.toMap()) + "\n").toByteArray())
        process.outputStream.flush()
        val answer = Json.read(checkNotNull(said.readLine()) { "the stage fell silent; see standard error" })
        check(answer["ok"] == true) { "the stage says: ${answer["error"]}" }
        return answer
    }

    private fun post(path: String, body: Map<String, String>, token: String?): Map<*, *> {
        val connection = URI(address + path).toURL().openConnection() as HttpURLConnection
        connection.requestMethod = "POST"
        connection.doOutput = true
        connection.setRequestProperty("content-type", "application/json")
        token?.let { connection.setRequestProperty("authorization", "Bearer $it") }
        connection.outputStream.use { it.write(Json.write(body).toByteArray()) }
        check(connection.responseCode in 200..299) {
            "$path: ${connection.responseCode} ${connection.errorStream?.reader()?.readText()}"
        }
        return Json.read(connection.inputStream.reader().readText())
    }

    override fun close() {
        // The server ends with the stage, which ends when nobody tells it anything any more.
        process.outputStream.close()
        process.waitFor()
    }

    companion object {
        /** The stage of this run; it ends with it. */
        val shared: Stage by lazy { start().also { Runtime.getRuntime().addShutdownHook(Thread(it::close)) } }

        /** Starts the program that the environment names; it starts the server by its own name there. */
        private fun start(): Stage {
            val program = checkNotNull(System.getenv("OUTRIDER_STAGE")) {
                "OUTRIDER_STAGE names no program: start the tests by `cargo xtask android`"
            }
            return Stage(ProcessBuilder(program).redirectError(ProcessBuilder.Redirect.INHERIT).start())
        }
    }
}
