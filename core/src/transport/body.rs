//! Bodies, compressed with zstd.

use std::io::Read as _;

use super::{MAX_REPLY, Trouble};

/// The name of the encoding.
pub(super) const ENCODING: &str = "zstd";
/// A level that costs a phone little.
const LEVEL: i32 = 3;
/// The largest window that a reply may ask memory for: 2^23 bytes, as the server's limit is.
const WINDOW: u32 = 23;

/// Compresses a request.
pub(super) fn compress(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    zstd::bulk::compress(bytes, LEVEL).map_err(|_| Trouble::Cut)
}

/// Decompresses a reply, with bounded memory whatever it claims to be.
pub(super) fn decompress(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    bounded(bytes, MAX_REPLY)
}

pub(super) fn bounded(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Trouble> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes).map_err(|_| Trouble::Cut)?;
    decoder.window_log_max(WINDOW).map_err(|_| Trouble::Cut)?;
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut out = Vec::new();
    decoder
        .take(most)
        .read_to_end(&mut out)
        .map_err(|_| Trouble::Cut)?;
    if out.len() > limit {
        Err(Trouble::Cut)
    } else {
        Ok(out)
    }
}
