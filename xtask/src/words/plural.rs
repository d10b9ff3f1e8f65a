//! How languages count: the forms of CLDR for whole numbers. The same rules stand in `Table.kt` and
//! `Table.swift`, which choose by them.

/// Every form, as the end of a key.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Returns the forms that a language needs.
pub(super) fn needed(language: &str) -> &'static [&'static str] {
    match language {
        "ar" => &FORMS,
        _ => &["one", "other"],
    }
}

/// Splits a key such as `tasks_few` into what is counted and its form.
pub(super) fn split(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once('_')
        .filter(|(_, form)| FORMS.contains(form))
}
