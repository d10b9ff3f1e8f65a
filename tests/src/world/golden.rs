//! Whole screens as text, compared with files.

use std::fs;
use std::path::Path;

use jiff::Unit;
use jiff::civil::Date;

use super::clock::today;

/// How many digits a time in microseconds has.
const TIME: usize = 15;

/// Compares screens with `tests/golden/NAME.txt`; ids, times and days are made the same in every
/// run before. With `OUTRIDER_GOLDEN=write` the file is written instead, to be read and committed.
///
/// # Panics
/// When they differ, with both.
pub fn golden(name: &str, screens: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("golden")
        .join(format!("{name}.txt"));
    let seen = steady(&screens.join("\n"), today());
    if std::env::var_os("OUTRIDER_GOLDEN").is_some_and(|how| how == "write") {
        fs::write(&path, &seen).expect("a golden file can be written");
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        seen == wanted,
        "golden/{name}.txt says\n{wanted}\nbut the screens are\n{seen}"
    );
}

/// Puts names in the place of ids, in the order in which they appear, and of times and days.
fn steady(text: &str, today: Date) -> String {
    let mut ids: Vec<&str> = Vec::new();
    let mut out = String::new();
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if word.parse::<uuid::Uuid>().is_ok() {
            let place = ids.iter().position(|id| *id == word).unwrap_or_else(|| {
                ids.push(word);
                ids.len() - 1
            });
            out.push_str(&format!("<id {}>", place + 1));
        } else if word.len() >= TIME && word.bytes().all(|sign| sign.is_ascii_digit()) {
            out.push_str("<time>");
        } else if let Ok(day) = word.parse::<Date>() {
            let away = day
                .since((Unit::Day, today))
                .map_or(0, |span| span.get_days());
            out.push_str(&format!("<today{away:+}>"));
        } else {
            out.push_str(word);
        }
        let between = after.find(is_part).unwrap_or(after.len());
        let (signs, next) = after.split_at(between);
        out.push_str(signs);
        rest = next;
    }
    let is_steady = |line: &&str| !line.trim_start().starts_with("offset:");
    out.lines()
        .filter(is_steady)
        .map(|line| format!("{line}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ids_times_and_days_are_the_same_in_every_run() {
        let text = "a: 019b0000-0000-7000-8000-00000000000a\n  offset: 3600\nb: Ünter den Linden 3\n\
            c: 019b0000-0000-7000-8000-00000000000b on 2026-03-02\n\
            d: 019b0000-0000-7000-8000-00000000000a at 1772443800000000";
        let wanted =
            "a: <id 1>\nb: Ünter den Linden 3\nc: <id 2> on <today-1>\nd: <id 1> at <time>\n";
        assert_eq!(steady(text, date(2026, 3, 3)), wanted);
    }
}
