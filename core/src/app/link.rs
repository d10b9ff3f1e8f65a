//! The way to the profile's server, with its session.

use std::sync::{Arc, Mutex};

use crate::error::{Error, Result};
use crate::transport::{Transport, Trouble};

use super::tokens::Tokens;
use super::{Shared, lock};

/// A transport and the tokens for it. Has no `Debug`: tokens are written nowhere.
pub(super) struct Link {
    transport: Arc<dyn Transport>,
    tokens: Mutex<Tokens>,
    pub(super) turn: Mutex<()>,
}

impl Link {
    pub(super) fn new(transport: Arc<dyn Transport>, tokens: Tokens) -> Link {
        Link {
            transport,
            tokens: Mutex::new(tokens),
            turn: Mutex::default(),
        }
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.transport
    }

    pub(super) fn tokens(&self) -> Tokens {
        lock(&self.tokens).clone()
    }

    pub(super) fn set(&self, tokens: Tokens) {
        *lock(&self.tokens) = tokens;
    }

    pub(super) fn hang_up(&self) {
        self.transport.hang_up();
    }
}

impl Shared {
    /// Says whether the profile belongs to somebody and has tokens.
    pub(super) fn has_session(&self) -> Result<bool> {
        Ok(self.profile()?.is_some() && self.tokens()?.is_some())
    }

    /// Returns the way to the server, made when it is first asked for; none without a session, and
    /// none while everything is being stopped.
    pub(super) fn link(&self) -> Result<Option<Arc<Link>>> {
        let mut link = lock(&self.link);
        if self.inbox.is_stopping() {
            return Ok(None);
        }
        if link.is_none()
            && let Some(profile) = self.profile()?
            && let Some(tokens) = self.tokens()?
        {
            let transport = self.network.open(&profile.server).map_err(as_error)?;
            *link = Some(Arc::new(Link::new(transport, tokens)));
        }
        Ok(link.clone())
    }

    /// Takes another way, or none; what goes on over the present one ends.
    pub(super) fn relink(&self, link: Option<Link>) {
        let before = std::mem::replace(&mut *lock(&self.link), link.map(Arc::new));
        if let Some(before) = before {
            before.hang_up();
        }
    }
}

/// Says what trouble on the way means to somebody who waits for the answer.
pub(super) fn as_error(trouble: Trouble) -> Error {
    match trouble {
        Trouble::Denied(problem) => Error::Denied(problem.code),
        Trouble::Unreachable(_)
        | Trouble::Timeout
        | Trouble::Cut
        | Trouble::HungUp
        | Trouble::Foreign(_)
        | Trouble::TooLargeOnTheWay
        | Trouble::Busy(_) => Error::Unreachable(trouble.to_string()),
    }
}
