package org.outrider.desktop

import java.io.File
import kotlin.system.exitProcess
import org.outrider.desktop.shots.Cast
import org.outrider.desktop.shots.Scenes
import org.outrider.desktop.shots.Shots

/**
 * The phone in a window, or pictures of it; `cargo xtask phone` starts it and says all of it in
 * properties: `outrider.address`, `outrider.zone`, `outrider.codes` of the reps whose phones are
 * played, and `outrider.manager`, `outrider.login`, `outrider.password` of who sits at the console.
 */
fun main(arguments: Array<String>) {
    val told = arguments.toList().chunked(2).associate { it.first() to it.getOrNull(1) }
    val shots = told["--shots"]
    val ended = if (shots == null) play("--new" in told) else draw(File(shots), told["--only"])
    exitProcess(if (ended) 0 else 1)
}

private val codes: List<String> get() = said("codes").split(' ')

private fun play(isNew: Boolean): Boolean {
    Handset(said("address"), said("zone")).use { handset ->
        Runtime.getRuntime().addShutdownHook(Thread(handset::discard))
        handset.desk.seen = handset.seenHere(handset.label(codes.first()))
        if (!isNew) {
            handset.enrol(codes.first())
            handset.phone.dismissFormer()
            handset.phone.start()
        }
        val console = Console(said("address"), said("manager"), said("login"), said("password"))
        PhoneWindow.open(handset, handset.shell(), console).use { it.await() }
    }
    return true
}

private fun draw(folder: File, only: String?): Boolean {
    val scenes = Scenes.filter { only == null || it.name == only }
    if (scenes.isEmpty()) {
        System.err.println("there is no screen $only; there are ${Scenes.joinToString { it.name }}")
        return false
    }
    val faults = Cast(said("address"), said("zone"), codes).use { Shots(it, folder).draw(scenes, ::println) }
    faults.forEach(::println)
    println("${faults.size} faults in the pictures in $folder")
    return faults.isEmpty()
}

private fun said(what: String): String =
    checkNotNull(System.getProperty("outrider.$what")) { "no -Doutrider.$what: start it by `cargo xtask phone`" }
