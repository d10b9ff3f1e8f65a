//! What a scanned or copied text is: a code that enrols this phone, or an old phone's label.

use crate::error::{Error, Result};

use super::App;
use super::handover::{Label, without_scheme, without_spaces};

/// By what the text of an enrolment is known, and of which form it is.
const SCHEME: &str = "outrider-enrol:1:";
/// How many letters and digits a code has.
const LETTERS: usize = 16;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Scanned {
    /// A one-time code, for [`App::enrol`].
    Enrol {
        /// The address of the server.
        server: String,
        /// The code.
        code: String,
    },
    /// An old phone's label, for [`App::take_over`].
    Handover {
        /// As it is to be handed on. It holds a key: it is not shown and not kept.
        label: String,
    },
}

impl App {
    /// Says what a text is that was scanned or copied. Spaces, line ends and the case of the first
    /// word do not matter.
    ///
    /// # Errors
    /// [`Error::NoLabel`] for every other text.
    pub fn read_label(text: &str) -> Result<Scanned> {
        let text = without_spaces(text);
        if let Some(rest) = without_scheme(&text, SCHEME) {
            return enrolment(rest).ok_or(Error::NoLabel);
        }
        Label::read(&text).ok_or(Error::NoLabel)?;
        Ok(Scanned::Handover { label: text })
    }
}

/// Reads `CODE:SERVER`; the server stands last, for it may hold any sign.
fn enrolment(rest: &str) -> Option<Scanned> {
    let (code, server) = rest.split_once(':')?;
    let secret = code.rsplit('/').next().unwrap_or_default();
    let letters = secret.chars().filter(|letter| *letter != '-');
    let is_code = letters.clone().count() == LETTERS
        && letters.clone().all(|letter| letter.is_ascii_alphanumeric());
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| without_scheme(server, scheme).is_some_and(|address| !address.is_empty()));
    (is_code && is_address).then(|| Scanned::Enrol {
        server: server.to_owned(),
        code: code.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::error::AppError;

    #[test]
    fn the_code_that_the_console_draws_is_read_however_it_was_copied() {
        let expected = Scanned::Enrol {
            server: "https://field.example:8443".into(),
            code: "acme/ABCD-EFGH-JKMN-PQRS".into(),
        };
        for text in [
            "outrider-enrol:1:acme/ABCD-EFGH-JKMN-PQRS:https://field.example:8443",
            "  OUTRIDER-ENROL:1:acme/ABCD-EFGH-\n JKMN-PQRS:https://field.example:8443\n",
        ] {
            assert_eq!(App::read_label(text).unwrap(), expected, "{text}");
        }
        let plain = App::read_label("outrider-enrol:1:abcdefghjkmnpqrs:http://10.0.0.7").unwrap();
        let Scanned::Enrol { server, code } = plain else {
            panic!("{plain:?}")
        };
        assert_eq!(
            (server.as_str(), code.as_str()),
            ("http://10.0.0.7", "abcdefghjkmnpqrs")
        );
    }

    #[test]
    fn an_old_phones_label_is_told_apart() {
        let label = Label {
            server: "https://field.example".into(),
            handover: Uuid::from_u128(7),
            key: [9; 32],
            code: "acme/ABCD-EFGH-JKMN-PQRS".into(),
        };
        let text = label.write();
        let read = App::read_label(&format!(" {text}\n")).unwrap();
        assert_eq!(read, Scanned::Handover { label: text });
    }

    #[test]
    fn any_other_text_is_a_wrong_code() {
        for text in [
            "",
            "https://field.example",
            "outrider-enrol:1:",
            "outrider-enrol:2:ABCD-EFGH-JKMN-PQRS:https://field.example",
            "outrider-enrol:1:ABCD:https://field.example",
            "outrider-enrol:1:ABCD-EFGH-JKMN-PQRS",
            "outrider-enrol:1:ABCD-EFGH-JKMN-PQRS:https://",
            "outrider-enrol:1:ABCD-EFGH-JKMN-PQRS:ftp://field.example",
            "outrider-handover:1:x:y:z:https://field.example",
            "выход",
        ] {
            let error = AppError::from(App::read_label(text).unwrap_err());
            let expected = AppError::Invalid {
                field: "code".into(),
            };
            assert_eq!(error, expected, "{text}");
        }
    }
}
