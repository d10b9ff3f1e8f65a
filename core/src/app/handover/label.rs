//! What the old phone's QR code says.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// By what a text is known to be one of ours, and of which form.
const SCHEME: &str = "outrider-handover:1:";

/// Everything that the new phone needs. Has no `Debug`: it holds a key.
pub(in crate::app) struct Label {
    /// The address of the server.
    pub(in crate::app) server: String,
    /// The parcel.
    pub(in crate::app) handover: Uuid,
    /// What opens it.
    pub(in crate::app) key: [u8; 32],
    /// The one-time code that enrols the new phone.
    pub(in crate::app) code: String,
}

impl Label {
    /// Writes it. The server stands last, for it may hold any sign.
    pub(in crate::app) fn write(&self) -> String {
        let Label {
            server,
            handover,
            key,
            code,
        } = self;
        let key = URL_SAFE_NO_PAD.encode(key);
        format!("{SCHEME}{handover}:{key}:{code}:{server}")
    }

    /// Reads it; none for any other text.
    pub(in crate::app) fn read(text: &str) -> Option<Label> {
        let text = without_spaces(text);
        let mut parts = without_scheme(&text, SCHEME)?.splitn(4, ':');
        let handover = Uuid::parse_str(parts.next()?).ok()?;
        let key = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let (code, server) = (parts.next()?, parts.next()?);
        Some(Label {
            server: server.to_owned(),
            handover,
            key: key.try_into().ok()?,
            code: code.to_owned(),
        })
    }
}

/// No part of a label holds a space: those that are there came with a line's end or with a copy.
pub(in crate::app) fn without_spaces(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Returns what follows a scheme, in whatever case it is written.
pub(in crate::app) fn without_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let begins = text.get(..scheme.len())?.eq_ignore_ascii_case(scheme);
    text.get(scheme.len()..).filter(|_| begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_was_written_and_nothing_else_is_one() {
        let label = Label {
            server: "https://field.example:8443/a:b".into(),
            handover: Uuid::from_u128(7),
            key: [9; 32],
            code: "acme/ABCD-EFGH-JKMN-PQRS".into(),
        };
        let read = Label::read(&format!(" {}\n", label.write())).unwrap();
        assert_eq!(
            (read.server, read.handover, read.key, read.code),
            (label.server, label.handover, label.key, label.code)
        );
        for other in [
            "",
            "https://field.example",
            SCHEME,
            "outrider-handover:2:x:y:z:w",
        ] {
            assert!(Label::read(other).is_none());
        }
    }
}
