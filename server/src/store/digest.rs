//! The digest over what an organisation knows: the same bytes on every database.

use sha2::{Digest as _, Sha256};

/// Takes in every record by id, then every kept text by record and hash. Each part stands behind
/// its length, so that no byte can pass from one to the next unnoticed.
#[derive(Clone, Debug, Default)]
pub(super) struct StateDigest(Sha256);

impl StateDigest {
    /// Takes in a record: its id, then its canonical bytes.
    pub(super) fn record(&mut self, id: &[u8], bytes: &[u8]) {
        self.part(b"record", id);
        self.part(b"bytes", bytes);
    }

    /// Takes in a kept text: the record that it is a base of, its hash, its words.
    pub(super) fn text(&mut self, record: &[u8], hash: &[u8], body: &[u8]) {
        self.part(b"text", record);
        self.part(b"hash", hash);
        self.part(b"body", body);
    }

    /// Returns the digest.
    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    fn part(&mut self, name: &[u8], bytes: &[u8]) {
        self.0.update(name);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_be_bytes());
        self.0.update(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(records: &[(&[u8], &[u8])], texts: &[(&[u8], &[u8], &[u8])]) -> [u8; 32] {
        let mut digest = StateDigest::default();
        for (id, bytes) in records {
            digest.record(id, bytes);
        }
        for (record, hash, body) in texts {
            digest.text(record, hash, body);
        }
        digest.finish()
    }

    #[test]
    fn a_byte_that_changes_its_place_changes_the_digest() {
        let whole = of(&[(b"1", b"ab"), (b"2", b"c")], &[(b"1", b"h", b"xy")]);
        for other in [
            of(&[(b"1", b"a"), (b"2", b"bc")], &[(b"1", b"h", b"xy")]),
            of(&[(b"1", b"ab"), (b"3", b"c")], &[(b"1", b"h", b"xy")]),
            of(&[(b"1", b"ab"), (b"2", b"c")], &[(b"1", b"h", b"x")]),
            of(&[(b"1", b"ab"), (b"2", b"c")], &[(b"1", b"hx", b"y")]),
            of(&[(b"1", b"ab"), (b"2", b"c")], &[]),
        ] {
            assert_ne!(other, whole);
        }
    }
}
