//! Server-sent events, of which only the number in them counts.

/// The longest line that is kept; one that is longer holds no number.
const LONGEST: usize = 256;

/// Cuts a stream into lines and hears the numbers of its events.
#[derive(Debug, Default)]
pub struct EventLines {
    line: Vec<u8>,
}

impl EventLines {
    /// Takes the next bytes and returns the numbers that they complete.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<u64> {
        let mut heard = Vec::new();
        for byte in bytes {
            match byte {
                b'\n' | b'\r' => {
                    heard.extend(number(&self.line));
                    self.line.clear();
                }
                _ if self.line.len() < LONGEST => self.line.push(*byte),
                _ => {}
            }
        }
        heard
    }
}

fn number(line: &[u8]) -> Option<u64> {
    let line = std::str::from_utf8(line).ok()?;
    line.strip_prefix("data:")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_heard_wherever_the_stream_is_cut() {
        let stream =
            b": hello\r\n\r\nevent: nudge\r\ndata: 17\r\n\r\ndata:18\n\ndata: x\n\nid: 3\n";
        for cut in 0..stream.len() {
            let mut lines = EventLines::default();
            let mut heard = lines.take(&stream[..cut]);
            heard.extend(lines.take(&stream[cut..]));
            assert_eq!(heard, [17, 18], "cut at {cut}");
        }
    }

    #[test]
    fn a_line_without_end_takes_no_memory() {
        let mut lines = EventLines::default();
        lines.take(&[b'1'; 100_000]);
        assert!(lines.line.capacity() <= 2 * LONGEST);
        assert_eq!(lines.take(b"\ndata: 4\n"), [4]);
    }
}
