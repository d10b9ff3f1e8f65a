//! Six digits by the clock (RFC 6238): SHA-1, steps of 30 seconds, one step early or late.

mod shared;

use ring::hmac;

pub use shared::NewTotp;
pub(in crate::auth) use shared::is_confirmed;

/// How long one code is shown, in microseconds.
pub const STEP: i64 = 30_000_000;
/// How many bytes a secret has: as long as the hash.
pub const SECRET: usize = 20;
/// Codes have six digits.
const MODULUS: u32 = 1_000_000;
const DIGITS: usize = 6;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Returns the step of a code that is shown about now and after a step that was used already; none
/// for any other code. A step is thus good once.
#[must_use]
pub fn step(secret: &[u8], code: &str, now: i64, used: u64) -> Option<u64> {
    let code = digits(code)?;
    let now = u64::try_from(now.div_euclid(STEP)).ok()?;
    let near = [now.saturating_sub(1), now, now.saturating_add(1)];
    near.into_iter()
        .find(|step| *step > used && truncated(secret, *step) % MODULUS == code)
}

/// Returns the code of a moment, as an authenticator shows it.
#[must_use]
pub fn code(secret: &[u8], now: i64) -> String {
    let step = u64::try_from(now.div_euclid(STEP)).unwrap_or_default();
    format!("{:06}", truncated(secret, step) % MODULUS)
}

/// Says whether a text has the form of a code; spaces do not matter.
#[must_use]
pub fn is_code(text: &str) -> bool {
    digits(text).is_some()
}

/// Writes a secret as authenticators read it.
#[must_use]
pub fn base32(secret: &[u8]) -> String {
    let mut out = String::new();
    for chunk in secret.chunks(5) {
        let mut bits: u64 = 0;
        for place in 0..5 {
            bits = bits << 8 | u64::from(chunk.get(place).copied().unwrap_or_default());
        }
        let letters = (chunk.len() * 8).div_ceil(5);
        for place in 0..letters {
            let index = usize::try_from(bits >> (35 - 5 * place) & 31).unwrap_or_default();
            out.extend(BASE32.get(index).map(|letter| char::from(*letter)));
        }
    }
    out
}

/// Returns what an authenticator reads from a QR code.
#[must_use]
pub fn uri(organisation: &str, login: &str, secret: &[u8]) -> String {
    let issuer = escaped(&format!("Outrider {organisation}"));
    format!(
        "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        escaped(login),
        base32(secret)
    )
}

fn digits(text: &str) -> Option<u32> {
    let plain: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_code = plain.len() == DIGITS && plain.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| plain.parse().ok()).flatten()
}

/// The dynamic truncation of RFC 4226: 31 bits of the HMAC.
fn truncated(secret: &[u8], step: u64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let offset = usize::from(bytes.last().copied().unwrap_or_default() & 15);
    let four = bytes.iter().skip(offset).take(4);
    four.fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) & 0x7fff_ffff
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;
    const KEY: &[u8] = b"12345678901234567890";

    /// Appendix B of RFC 6238, SHA-1.
    #[test]
    fn the_golden_codes_of_the_standard_come_out() {
        let golden = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        for (time, eight) in golden {
            assert_eq!(truncated(KEY, time / 30) % 100_000_000, eight, "{time}");
            let six = format!("{:06}", eight % MODULUS);
            let now = i64::try_from(time).unwrap() * SECOND;
            assert_eq!(code(KEY, now), six);
            assert_eq!(step(KEY, &six, now, 0), Some(time / 30));
        }
    }

    /// Appendix D of RFC 4226.
    #[test]
    fn the_golden_codes_by_counter_come_out() {
        let golden = [
            755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871,
            520_489,
        ];
        for (counter, code) in (0..).zip(golden) {
            assert_eq!(truncated(KEY, counter) % MODULUS, code);
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_once() {
        let now = 1_234_567_890 * SECOND;
        let shown = code(KEY, now);
        let at = 1_234_567_890 / 30;
        for moved in [-STEP, 0, STEP] {
            assert_eq!(step(KEY, &shown, now + moved, 0), Some(at));
        }
        for moved in [-2 * STEP, 2 * STEP] {
            assert_eq!(step(KEY, &shown, now + moved, 0), None);
        }
        assert_eq!(step(KEY, &shown, now, at), None, "it was used");
        assert_eq!(
            step(
                KEY,
                &format!(" {} {} ", &shown[..3], &shown[3..]),
                now,
                at - 1
            ),
            Some(at)
        );
        for other in ["", "12345", "1234567", "12345a", "-12345", "１２３４５６"] {
            assert!(!is_code(other), "{other}");
        }
    }

    /// Section 10 of RFC 4648.
    #[test]
    fn base32_is_that_of_the_standard_without_padding() {
        let golden = [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ];
        for (plain, written) in golden {
            assert_eq!(base32(plain.as_bytes()), written);
        }
    }

    #[test]
    fn names_in_the_uri_cannot_end_it() {
        let uri = uri("A&B?", "zoë@x y", KEY);
        assert_eq!(
            uri,
            "otpauth://totp/Outrider%20A%26B%3F:zo%C3%AB%40x%20y\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Outrider%20A%26B%3F\
             &algorithm=SHA1&digits=6&period=30"
        );
    }
}
