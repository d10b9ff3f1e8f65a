package org.outrider.bindings

import java.nio.ByteBuffer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.AppException
import org.outrider.core.FfiConverterTypeAppError
import org.outrider.testing.Phones
import org.outrider.ui.shell.of
import org.outrider.words.Words

class EveryErrorTest {
    @get:Rule
    val phones = Phones()

    private val all = listOf(
        AppException.StorageFull(),
        AppException.StorageFailed(),
        AppException.KeyLost(),
        AppException.UpdateNeeded(),
        AppException.TooLong(bytes = 70_000uL, allowed = 65_536uL),
        AppException.Invalid(field = "plan_day"),
        AppException.NotSignedIn(),
        AppException.NotFound(),
        AppException.NothingToUndo(),
        AppException.Offline(),
        AppException.CodeSpent(),
        AppException.NotHandedOver(),
        AppException.ServerRefused(),
        AppException.Defect(),
    )

    @Test
    fun `every error is among these`() {
        val variants = AppException::class.java.declaredClasses.filter { AppException::class.java.isAssignableFrom(it) }
        assertEquals(variants.toSet(), all.map { it.javaClass }.toSet())
    }

    @Test
    fun `every error crosses with its parts`() {
        all.forEach { error ->
            val wire = ByteBuffer.allocate(256)
            FfiConverterTypeAppError.write(error, wire)
            wire.flip()
            val crossed = FfiConverterTypeAppError.read(wire)
            assertEquals(error.javaClass, crossed.javaClass)
            assertEquals(error.message, crossed.message)
            assertFalse("${error.javaClass.simpleName}: something was left", wire.hasRemaining())
        }
    }

    @Test
    fun `every error says in every language what went wrong, and what to do`() {
        Words.languages.forEach { language ->
            val shell = phones.fresh(language = language.code).shell
            val said = all.map { shell.words.of(it, shell.format) }
            said.forEach { (title, remedy) ->
                assertTrue("${language.code}: $title, $remedy", title.isNotBlank() && remedy.isNotBlank())
                assertFalse("${language.code}: $title, $remedy", "{" in title + remedy || "error." in title + remedy)
            }
            assertEquals(language.code, all.size, said.map { it.second }.toSet().size)
        }
    }
}
