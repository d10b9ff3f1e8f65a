//! Addresses of e-mail, as far as they can be told from other texts.

/// The longest address that mail servers take.
const LONGEST: usize = 254;

/// Says whether a text can be an address: one `@`, something on both sides, nothing that could begin
/// another header or name a second recipient.
#[must_use]
pub(super) fn is_address(text: &str) -> bool {
    let is_plain = |sign: char| {
        !sign.is_whitespace() && !sign.is_control() && !matches!(sign, '<' | '>' | ',' | ';' | '"')
    };
    let sides = text.split_once('@');
    let is_whole =
        |(name, host): (&str, &str)| !name.is_empty() && !host.is_empty() && !host.contains('@');
    text.len() <= LONGEST && text.chars().all(is_plain) && sides.is_some_and(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_recipient_and_no_header() {
        for good in ["ada@acme.example", "a.b+c@x", "zoë@bücher.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@acme.example",
            "ada@",
            "a@b@c",
            "ada@acme.example\r\nBcc: eve@evil.example",
            "ada@acme.example,eve@evil.example",
            "Ada <ada@acme.example>",
            "ada @acme.example",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
        assert!(!is_address(&format!("{}@acme.example", "a".repeat(250))));
    }
}
