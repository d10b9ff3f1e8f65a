//! Reads bodies within limits, whatever they claim to be: size, time, encoding, depth.

use std::io::Read;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use outrider_model::canonical::DEPTH;
use outrider_model::wire::{MAX_BYTES, MAX_CHANGE, ProblemCode};
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// The most bytes that are read of a request, before and after decompression: the largest legal
/// change and a mebibyte.
pub const LIMIT: usize = MAX_CHANGE + MAX_BYTES;
/// The most bytes of a request that carries a few words.
pub const SMALL: usize = 16 * 1024;
/// How long a whole body may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// The largest window that a compressed body may ask memory for: 2^23 bytes.
const WINDOW: u32 = 23;

/// Reads a body of a content type, decompressed.
///
/// # Errors
/// `unsupported_media` for another type or encoding, `too_large` beyond the limit, `malformed` for
/// a body that ends early, comes too slowly or cannot be decompressed.
pub async fn read(
    headers: &HeaderMap,
    body: Body,
    wanted: &str,
    limit: usize,
) -> Result<Vec<u8>, ApiError> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(wanted) {
        return Err(ApiError::new(ProblemCode::UnsupportedMedia));
    }
    let encodings: Vec<_> = headers.get_all(header::CONTENT_ENCODING).iter().collect();
    let is_compressed = match encodings.as_slice() {
        [] => false,
        [one] if one.as_bytes().eq_ignore_ascii_case(b"identity") => false,
        [one] if one.as_bytes().eq_ignore_ascii_case(b"zstd") => true,
        _ => return Err(ApiError::new(ProblemCode::UnsupportedMedia)),
    };
    let collected = tokio::time::timeout(PATIENCE, axum::body::to_bytes(body, limit)).await;
    let bytes = match collected {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(why)) => return Err(cut_or_large(&why)),
        Err(_) => {
            let slow = ApiError::malformed("the body came too slowly");
            return Err(slow.with_status(StatusCode::REQUEST_TIMEOUT));
        }
    };
    if is_compressed {
        decompress(&bytes, limit)
    } else {
        Ok(bytes.into())
    }
}

/// Reads a JSON body of a few words.
///
/// # Errors
/// As [`read`], and `malformed` for what is no JSON of the expected shape.
pub async fn json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<T, ApiError> {
    let bytes = read(headers, body, "application/json", limit).await?;
    parse(&bytes)
}

/// Reads JSON that nests at most 32 deep.
///
/// # Errors
/// `malformed` for deeper JSON, or JSON of another shape.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if depth(bytes) > DEPTH {
        return Err(ApiError::malformed(format!("nested deeper than {DEPTH}")));
    }
    serde_json::from_slice(bytes).map_err(|why| {
        ApiError::malformed(format!(
            "line {}, column {}: not the expected JSON",
            why.line(),
            why.column()
        ))
    })
}

/// Decompresses zstd up to a limit, with bounded memory: the ratio does not matter, the size does.
///
/// # Errors
/// `too_large` beyond the limit, `malformed` for what is no zstd.
pub fn decompress(bytes: &[u8], limit: usize) -> Result<Vec<u8>, ApiError> {
    let broken = |_| ApiError::malformed("the body is not whole zstd");
    let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes).map_err(broken)?;
    decoder.window_log_max(WINDOW).map_err(broken)?;
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut out = Vec::new();
    decoder.take(most).read_to_end(&mut out).map_err(broken)?;
    if out.len() > limit {
        Err(ApiError::new(ProblemCode::TooLarge))
    } else {
        Ok(out)
    }
}

fn cut_or_large(why: &axum::Error) -> ApiError {
    let mut cause: Option<&dyn std::error::Error> = Some(why);
    while let Some(error) = cause {
        if error.to_string() == "length limit exceeded" {
            return ApiError::new(ProblemCode::TooLarge);
        }
        cause = error.source();
    }
    ApiError::malformed("the body ended early")
}

/// Returns how deep objects and arrays nest, without building anything.
fn depth(bytes: &[u8]) -> usize {
    let (mut deepest, mut now, mut in_text, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                now += 1;
                deepest = deepest.max(now);
            }
            b'}' | b']' if !in_text => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_refused_without_being_unpacked() {
        let bomb = zstd::encode_all(std::io::repeat(0).take(1 << 30), 19).unwrap();
        assert!(bomb.len() < LIMIT);
        assert_eq!(
            decompress(&bomb, LIMIT).unwrap_err().code,
            ProblemCode::TooLarge
        );
    }

    #[test]
    fn a_large_window_asks_for_no_memory() {
        use std::io::Write;
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.write_all(&vec![7; 4096]).unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(
            decompress(&bytes, LIMIT).unwrap_err().code,
            ProblemCode::Malformed
        );
    }

    #[test]
    fn a_cut_body_is_malformed() {
        let whole = zstd::encode_all(&b"hello hello hello hello"[..], 3).unwrap();
        assert_eq!(
            decompress(&whole, LIMIT).unwrap(),
            b"hello hello hello hello"
        );
        let cut = &whole[..whole.len() - 2];
        assert_eq!(
            decompress(cut, LIMIT).unwrap_err().code,
            ProblemCode::Malformed
        );
    }

    #[test]
    fn depth_is_counted_outside_of_texts() {
        assert_eq!(depth(br#"{"a":[{"b":"[[[[\"[["}]}"#), 3);
        let deep = format!("{}{}", "[".repeat(33), "]".repeat(33));
        assert_eq!(
            parse::<serde_json::Value>(deep.as_bytes())
                .unwrap_err()
                .code,
            ProblemCode::Malformed
        );
    }
}
