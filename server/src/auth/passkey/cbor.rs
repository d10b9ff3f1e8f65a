//! As much CBOR as an authenticator writes: whole numbers, bytes, texts, lists, maps, true, false and
//! null, all of stated length, at most four deep. Not every password manager writes lengths as short
//! as they could be, so that any width is read.

/// How deep CTAP2 lets values nest.
const DEPTH: usize = 4;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Number(i64),
    Bytes(Vec<u8>),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
    Flag(bool),
    Null,
}

impl Value {
    /// Reads one value and returns it with what follows it; nothing for what is none.
    pub(super) fn read(bytes: &[u8]) -> Option<(Value, &[u8])> {
        read(bytes, 0)
    }

    /// Reads bytes that are one value and nothing else.
    pub(super) fn whole(bytes: &[u8]) -> Option<Value> {
        let (value, rest) = Value::read(bytes)?;
        rest.is_empty().then_some(value)
    }

    /// Returns the entry of a map by a number.
    pub(super) fn at(&self, key: i64) -> Option<&Value> {
        self.entry(&Value::Number(key))
    }

    /// Returns the entry of a map by a name.
    pub(super) fn named(&self, key: &str) -> Option<&Value> {
        self.entry(&Value::Text(key.to_owned()))
    }

    fn entry(&self, wanted: &Value) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries
                .iter()
                .find(|(key, _)| key == wanted)
                .map(|(_, value)| value),
            Value::Number(_)
            | Value::Bytes(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Flag(_)
            | Value::Null => None,
        }
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        if let Value::Bytes(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }
}

fn read(bytes: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, small) = (first >> 5, first & 31);
    if kind == 7 {
        let value = match small {
            20 => Value::Flag(false),
            21 => Value::Flag(true),
            22 => Value::Null,
            _ => return None,
        };
        return Some((value, rest));
    }
    let (number, rest) = argument(small, rest)?;
    match kind {
        0 => Some((Value::Number(i64::try_from(number).ok()?), rest)),
        1 => Some((Value::Number(-1 - i64::try_from(number).ok()?), rest)),
        2 => {
            let (value, rest) = rest.split_at_checked(usize::try_from(number).ok()?)?;
            Some((Value::Bytes(value.to_vec()), rest))
        }
        3 => {
            let (value, rest) = rest.split_at_checked(usize::try_from(number).ok()?)?;
            let text = String::from_utf8(value.to_vec()).ok()?;
            Some((Value::Text(text), rest))
        }
        4 if depth < DEPTH => list(number, rest, depth + 1),
        5 if depth < DEPTH => map(number, rest, depth + 1),
        _ => None,
    }
}

/// Reads the number that goes with a kind.
fn argument(small: u8, rest: &[u8]) -> Option<(u64, &[u8])> {
    let width = match small {
        0..=23 => return Some((u64::from(small), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let (bytes, rest) = rest.split_at_checked(width)?;
    let number = bytes
        .iter()
        .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    Some((number, rest))
}

fn list(number: u64, mut rest: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    let mut values = Vec::new();
    for _ in 0..number {
        let (value, after) = read(rest, depth)?;
        values.push(value);
        rest = after;
    }
    Some((Value::List(values), rest))
}

fn map(number: u64, mut rest: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    let mut entries: Vec<(Value, Value)> = Vec::new();
    for _ in 0..number {
        let (key, after) = read(rest, depth)?;
        let (value, after) = read(after, depth)?;
        if entries.iter().any(|(known, _)| *known == key) {
            return None;
        }
        entries.push((key, value));
        rest = after;
    }
    Some((Value::Map(entries), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_authenticator_writes_is_read() {
        let bytes = [
            0xa5, 1, 2, 3, 0x26, 0x20, 0x42, 9, 8, 0x61, b'f', 0x64, b'n', b'o', b'n', b'e', 4,
            0x82, 0xf5, 0xf6,
        ];
        let (value, rest) = Value::read(&[&bytes[..], &[7]].concat())
            .map(|(value, rest)| (value, rest.to_vec()))
            .unwrap();
        assert_eq!(rest, [7]);
        assert_eq!(value.at(3), Some(&Value::Number(-7)));
        assert_eq!(value.at(-1).and_then(Value::bytes), Some(&[9, 8][..]));
        assert_eq!(value.named("f"), Some(&Value::Text("none".to_owned())));
        assert_eq!(
            value.at(4),
            Some(&Value::List(vec![Value::Flag(true), Value::Null]))
        );
        assert_eq!(Value::whole(&[0x19, 1, 0]), Some(Value::Number(256)));
        let wide = [0x59, 0, 1, 7];
        assert_eq!(Value::whole(&wide), Some(Value::Bytes(vec![7])));
    }

    #[test]
    fn what_no_authenticator_writes_is_none() {
        let wrong: [&[u8]; 12] = [
            &[],
            &[0x5f, 0x41, 1, 0xff], // of no stated length
            &[0x9f, 0xff],
            &[0xbf, 0xff],
            &[0xa2, 1, 1, 0x18, 1, 2],       // the same key twice
            &[0x81, 0x81, 0x81, 0x81, 0x80], // too deep
            &[0x42, 1],                      // ends early
            &[0x9b, 255, 255, 255, 255, 255, 255, 255, 255],
            &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255],
            &[0x1b, 255, 255, 255, 255, 255, 255, 255, 255],
            &[0x61, 0xff], // no UTF-8
            &[0xc0, 0],    // a tag
        ];
        for bytes in wrong {
            assert_eq!(Value::whole(bytes), None, "{bytes:x?}");
        }
        assert_eq!(Value::whole(&[1, 1]), None, "something follows");
    }

    #[test]
    fn no_bytes_make_it_fall() {
        // Every beginning of every two bytes, and a long run of each opening.
        for first in 0..=255 {
            for second in 0..=255 {
                let _read_or_not = Value::read(&[first, second, 0xa1, 0x81, 0x41]);
            }
            let _read_or_not = Value::read(&[first; 4096]);
        }
    }
}
