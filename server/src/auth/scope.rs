//! What a limited session may do. An ordinary session has no scopes: it may whatever its person may.
//! A limited one may what its scopes name and its person may.

use std::collections::BTreeSet;

use crate::error::ServerError;

outrider_model::words! {
    /// What a limited session may do.
    pub enum Scope {
        /// Setting up a second factor, and nothing else, until there is one. No token has it.
        Factor = "factor",
        /// Reading what the person may read.
        Read = "read",
        /// Planning and reporting tasks.
        WriteTasks = "write:tasks",
        /// Adding and editing customers.
        WriteCustomers = "write:customers",
        /// Bringing files in.
        Import = "import",
        /// Writing records out.
        Export = "export",
        /// Reading the audit log.
        Audit = "audit",
    }
}

/// What a token may be made for: a closed list.
pub const OF_TOKENS: [Scope; 6] = [
    Scope::Read,
    Scope::WriteTasks,
    Scope::WriteCustomers,
    Scope::Import,
    Scope::Export,
    Scope::Audit,
];

/// What a session is limited to.
pub type Scopes = BTreeSet<Scope>;

/// Reads the scopes of a stored session; words that this version does not know allow nothing.
#[must_use]
pub fn stored(words: &str) -> Scopes {
    words.split_whitespace().map(Scope::from).collect()
}

/// Writes scopes as they are stored.
#[must_use]
pub fn written(scopes: &Scopes) -> String {
    let words: Vec<&str> = scopes.iter().map(Scope::as_str).collect();
    words.join(" ")
}

/// Reads the scopes that a token is asked for with.
///
/// # Errors
/// [`ServerError::Invalid`] for none, and for a word that no token can have.
pub fn asked(words: &[String]) -> Result<Scopes, ServerError> {
    let scopes: Scopes = words
        .iter()
        .map(|word| Scope::from(word.as_str()))
        .collect();
    let is_known = scopes.iter().all(|scope| OF_TOKENS.contains(scope));
    if scopes.is_empty() || !is_known {
        let known: Vec<&str> = OF_TOKENS.iter().map(Scope::as_str).collect();
        let why = format!("name some of: {}", known.join(", "));
        return Err(ServerError::invalid("scopes", why));
    }
    Ok(scopes)
}

/// Returns the scope in which a change may be sent, by its `do`; none where no token may.
#[must_use]
pub fn of_change(does: &str) -> Option<Scope> {
    match does.split_once('.') {
        Some(("task" | "series", _)) => Some(Scope::WriteTasks),
        Some(("customer", _)) => Some(Scope::WriteCustomers),
        Some(_) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_stored_as_words_and_what_nobody_knows_allows_nothing() {
        let scopes = Scopes::from([Scope::Read, Scope::WriteTasks]);
        assert_eq!(stored(&written(&scopes)), scopes);
        let later = stored("read fly");
        assert!(later.contains(&Scope::Read));
        assert!(OF_TOKENS.iter().filter(|one| later.contains(one)).count() == 1);
        assert!(stored("").is_empty());
    }

    #[test]
    fn a_token_is_made_for_something_that_tokens_can_do() {
        let words =
            |words: &[&str]| -> Vec<String> { words.iter().map(|&one| one.into()).collect() };
        assert_eq!(
            asked(&words(&["read", "read"])).unwrap(),
            [Scope::Read].into()
        );
        for bad in [
            &[] as &[&str],
            &["factor"],
            &["read", "admin"],
            &[""],
            &["READ"],
        ] {
            assert!(asked(&words(bad)).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn changes_of_people_and_settings_have_no_scope() {
        assert_eq!(of_change("task.assigned"), Some(Scope::WriteTasks));
        assert_eq!(of_change("customer.moved"), Some(Scope::WriteCustomers));
        for does in [
            "person.added",
            "organisation.edited",
            "device.enrolled",
            "note.written",
            "task",
            "",
        ] {
            assert_eq!(of_change(does), None, "{does}");
        }
    }
}
