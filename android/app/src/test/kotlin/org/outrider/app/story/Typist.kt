package org.outrider.app.story

import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.core.DraftContent

/**
 * Types into a note until it is killed, and says after each word that is safe how many there are. Its arguments: the
 * folder of a profile, the zone, the note, and the customer that it is about.
 */
fun main(arguments: Array<String>) {
    val (folder, zone, note, customer) = arguments
    val phone = Phone.open(PhoneConfig(folder, "A phone that is killed", zone))
    var text = ""
    var words = 0
    while (true) {
        text += "word${++words} "
        phone.typeNote(note, DraftContent(customer, null, null, null, "", text))
        // Written at once: whoever reads it may end this process right afterwards.
        println(words)
        System.out.flush()
    }
}
