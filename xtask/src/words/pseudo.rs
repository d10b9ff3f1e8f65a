//! English as a foreign language would look, by the same rule as the console's: accents show text
//! that is not translated, the added length what is cut off, the brackets sentences that are glued
//! together.

use super::tree::pieces;

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
const PADDING: &str = " one two three four five six seven eight nine ten";

/// Makes a text longer by 40 percent, accented and bracketed; what is filled in stays.
pub(super) fn pseudo(text: &str) -> String {
    let mut changed = String::new();
    let mut length = 0;
    for (plain, gap) in pieces(text) {
        length += plain.chars().count();
        changed.extend(plain.chars().map(accent));
        if let Some(name) = gap {
            changed.push_str(&format!("{{{{{name}}}}}"));
        }
    }
    let more = (length * 2).div_ceil(5);
    let padding = PADDING.chars().cycle().take(more).map(accent);
    format!("[{changed}{}]", padding.collect::<String>())
}

fn accent(letter: char) -> char {
    let place = PLAIN.chars().position(|plain| plain == letter);
    place
        .and_then(|place| ACCENTED.chars().nth(place))
        .unwrap_or(letter)
}
