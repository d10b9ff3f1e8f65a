//! What is no password: what anybody tries first, and what whoever knows the person tries next.

use std::sync::LazyLock;

use super::AuthError;
use super::password::{LONGEST, SHORTEST};

/// Common passwords and words in small letters, in order.
static COMMON: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// The shortest name that is looked for inside a password.
const NAME: usize = 3;
/// How much a password has to hold beside names.
const REST: usize = 8;
/// What everybody here knows.
const OURS: &str = "outrider";

/// Says whether a password may be taken; `about` is what its owner, his login and his organisation
/// are called.
///
/// # Errors
/// [`AuthError::Length`], [`AuthError::Common`] or [`AuthError::Personal`].
pub(super) fn admit(password: &str, about: &[&str]) -> Result<(), AuthError> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return Err(AuthError::Length);
    }
    let lower = password.to_lowercase();
    let bare = lower.trim_matches(|sign: char| !sign.is_alphabetic());
    let written = [lower.clone(), bare.to_owned(), read(&lower), read(bare)];
    if is_one_letter(&lower) || written.iter().any(|word| is_common(word)) {
        return Err(AuthError::Common);
    }
    if is_personal(&lower, about) {
        return Err(AuthError::Personal);
    }
    Ok(())
}

fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// Reads digits and signs as the letters that they are often written for.
fn read(word: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    word.chars().map(letter).collect()
}

fn is_one_letter(password: &str) -> bool {
    let mut letters = password.chars();
    letters
        .next()
        .is_none_or(|first| letters.all(|letter| letter == first))
}

/// Says whether little is left once every name was taken out.
fn is_personal(password: &str, about: &[&str]) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|sign| sign.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut names: Vec<String> = vec![OURS.to_owned()];
    for text in about {
        names.push(plain(text));
        names.extend(text.split(|sign: char| !sign.is_alphanumeric()).map(plain));
    }
    names.retain(|name| name.chars().count() >= NAME);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let whole = plain(password);
    let rest = names
        .iter()
        .fold(whole.clone(), |rest, name| rest.replace(name.as_str(), ""));
    rest != whole && rest.chars().count() < REST
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 4] = [
        "anna.schmidt@acme.example",
        "Anna Schmidt",
        "Acme Ovens",
        "acme",
    ];

    #[test]
    fn the_list_is_in_order_and_holds_three_thousand_that_are_long_enough() {
        assert!(COMMON.is_sorted());
        let long = COMMON.iter().filter(|word| word.len() >= SHORTEST);
        assert!(long.count() >= 3_000);
        assert!(COMMON.iter().all(|word| word.to_lowercase() == **word));
    }

    #[test]
    fn what_is_too_short_or_too_long_is_refused() {
        for bad in ["short", "neunbuchs", &"x y".repeat(400)] {
            assert_eq!(admit(bad, &ABOUT), Err(AuthError::Length), "{bad}");
        }
    }

    #[test]
    fn every_entry_of_the_list_is_refused_however_its_letters_are_written() {
        let mut tried = 0;
        for word in COMMON.iter().filter(|word| word.len() >= SHORTEST) {
            assert_eq!(admit(word, &[]), Err(AuthError::Common), "{word}");
            assert_eq!(admit(&word.to_uppercase(), &[]), Err(AuthError::Common));
            tried += 1;
        }
        assert!(tried >= 3_000);
        for dressed in [
            "Password123!",
            "P@ssw0rd2026",
            "1Sunshine!!",
            "aaaaaaaaaaaa",
        ] {
            assert_eq!(admit(dressed, &[]), Err(AuthError::Common), "{dressed}");
        }
    }

    #[test]
    fn names_alone_are_refused_and_names_among_other_words_are_not() {
        for bad in [
            "Anna.Schmidt",
            "annaschmidt2026",
            "ACME-ovens-1",
            "schmidt@acme.example",
            "outrider-anna",
        ] {
            assert_eq!(admit(bad, &ABOUT), Err(AuthError::Personal), "{bad}");
        }
        for good in ["anna counts seven kites", "correct horse battery staple"] {
            assert_eq!(admit(good, &ABOUT), Ok(()), "{good}");
        }
    }
}
