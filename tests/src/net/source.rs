//! One end of a connection, read message by message.

use std::io::{self, ErrorKind};

use tokio::io::{AsyncRead, AsyncReadExt};

use super::message::{Framing, Head, Message, broken, chunk_size, end_of};

/// The most that a head or a line of a chunk may take; beyond it the peer speaks something else.
const LONGEST_HEAD: usize = 64 * 1024;

/// One end of a connection, read message by message; what came too early waits in its buffer.
#[derive(Debug)]
pub(super) struct Source<R> {
    reader: R,
    early: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            early: Vec::new(),
        }
    }

    pub(super) fn stream(&self) -> &R {
        &self.reader
    }

    pub(super) fn stream_mut(&mut self) -> &mut R {
        &mut self.reader
    }

    /// The bytes that came and were not asked for yet, or the next that come; none at the end.
    pub(super) async fn any(&mut self) -> io::Result<Vec<u8>> {
        if self.early.is_empty() {
            self.more().await?;
        }
        Ok(std::mem::take(&mut self.early))
    }

    /// Reads a head; `None` where the connection ended between two messages.
    pub(super) async fn head(&mut self) -> io::Result<Option<Head>> {
        if self.early.is_empty() && !self.more().await? {
            return Ok(None);
        }
        let raw = self.through(b"\r\n\r\n").await?;
        Head::parse(raw).map(Some)
    }

    /// Reads the body that belongs to a head.
    pub(super) async fn body(&mut self, head: Head, framing: Framing) -> io::Result<Message> {
        let framed = match framing {
            Framing::Length(length) => self.exactly(length).await?,
            Framing::Chunked => self.chunks().await?,
            Framing::UntilClose => {
                while self.more().await? {}
                std::mem::take(&mut self.early)
            }
        };
        Ok(Message {
            head,
            framing,
            framed,
        })
    }

    async fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut framed = Vec::new();
        loop {
            let line = self.through(b"\r\n").await?;
            let size = chunk_size(&line)?;
            framed.extend(line);
            if size == 0 {
                break;
            }
            let longer = size
                .checked_add(2)
                .ok_or_else(|| broken("a chunk too long"))?;
            framed.extend(self.exactly(longer).await?);
        }
        // Trailers, down to the empty line.
        loop {
            let line = self.through(b"\r\n").await?;
            let last = line == b"\r\n";
            framed.extend(line);
            if last {
                return Ok(framed);
            }
        }
    }

    async fn through(&mut self, mark: &[u8]) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = end_of(&self.early, mark) {
                return Ok(self.early.drain(..end).collect());
            }
            if self.early.len() > LONGEST_HEAD {
                return Err(broken("a head without an end"));
            }
            self.needed().await?;
        }
    }

    async fn exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        while self.early.len() < length {
            self.needed().await?;
        }
        let later = self.early.split_off(length);
        Ok(std::mem::replace(&mut self.early, later))
    }

    async fn needed(&mut self) -> io::Result<()> {
        if self.more().await? {
            Ok(())
        } else {
            Err(ErrorKind::UnexpectedEof.into())
        }
    }

    async fn more(&mut self) -> io::Result<bool> {
        self.early.reserve(64 * 1024);
        Ok(self.reader.read_buf(&mut self.early).await? > 0)
    }
}
