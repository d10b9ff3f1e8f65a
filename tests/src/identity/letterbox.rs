//! A relay for letters, on loopback: it speaks SMTP and keeps what it gets.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::listener::Listener;

/// How long a story waits for a letter.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
struct Kept {
    letters: VecDeque<String>,
    /// Every line that clients said.
    heard: Vec<String>,
    /// What the next receivers are answered with, instead of being taken.
    refusals: VecDeque<String>,
}

type Shared = Arc<(Mutex<Kept>, Condvar)>;

/// A relay that keeps letters.
#[derive(Debug)]
pub struct Letterbox {
    listener: Listener,
    kept: Shared,
}

impl Letterbox {
    /// Starts one.
    pub fn start() -> Letterbox {
        let kept = Shared::default();
        let shared = Arc::clone(&kept);
        let listener = Listener::start(move |stream| {
            // A client that hangs up has its reasons.
            let _served = serve(stream, &shared);
        });
        Letterbox { listener, kept }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// Refuses the next receiver with an answer such as `451 later`.
    pub fn refuses(&self, answer: &str) {
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.refusals.push_back(answer.to_owned());
    }

    /// Waits for the next letter, as it was sent.
    ///
    /// # Panics
    /// When none comes.
    pub fn receives(&self) -> String {
        self.waits("a letter", |kept| kept.letters.pop_front())
    }

    /// Waits until a client says something that begins so.
    ///
    /// # Panics
    /// When none does.
    pub fn hears(&self, beginning: &str) -> String {
        self.waits(beginning, |kept| {
            let place = kept
                .heard
                .iter()
                .position(|line| line.starts_with(beginning))?;
            Some(kept.heard.remove(place))
        })
    }

    /// Everything that was heard so far.
    pub fn heard(&self) -> Vec<String> {
        let kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.heard.clone()
    }

    fn waits<T>(&self, what: &str, mut take: impl FnMut(&mut Kept) -> Option<T>) -> T {
        let (lock, changed) = &*self.kept;
        let mut kept = lock.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(found) = take(&mut kept) {
                return found;
            }
            let waited = changed.wait_timeout(kept, PATIENCE);
            let (next, ended) = waited.unwrap_or_else(PoisonError::into_inner);
            kept = next;
            assert!(!ended.timed_out(), "{what} never came: {:?}", kept.heard);
        }
    }
}

fn serve(stream: TcpStream, kept: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    writer.write_all(b"220 letterbox\r\n")?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end().to_owned();
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let refusal = tell(kept, |kept| {
            kept.heard.push(line.clone());
            (verb == "RCPT")
                .then(|| kept.refusals.pop_front())
                .flatten()
        });
        let answer = match (verb.as_str(), refusal) {
            (_, Some(refusal)) => refusal,
            ("EHLO", None) => "250-letterbox\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME".to_owned(),
            ("AUTH", None) => "235 welcome".to_owned(),
            ("DATA", None) => {
                writer.write_all(b"354 go on\r\n")?;
                let letter = read_letter(&mut reader)?;
                tell(kept, |kept| kept.letters.push_back(letter));
                "250 taken".to_owned()
            }
            ("QUIT", None) => {
                writer.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => "250 well".to_owned(),
        };
        writer.write_all(format!("{answer}\r\n").as_bytes())?;
    }
}

fn tell<T>(kept: &Shared, act: impl FnOnce(&mut Kept) -> T) -> T {
    let (lock, changed) = &**kept;
    let done = act(&mut lock.lock().unwrap_or_else(PoisonError::into_inner));
    changed.notify_all();
    done
}

fn read_letter(reader: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim_end() == "." {
            return Ok(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
