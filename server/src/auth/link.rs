//! Links by which somebody chooses a password. The token stands in the fragment, which no browser
//! sends; the page behind the link puts it into the body of a request.

use serde::Serialize;
use utoipa::ToSchema;

use super::secret::Secret;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFor {
    /// Choosing the first password.
    Invitation,
    /// Choosing a new one.
    Reset,
}

/// A link, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OneTimeLink)]
pub struct Link {
    /// The whole link; from the root on where the server's own address is not known.
    pub link: String,
    /// Until when it can be used, microseconds since 1970 (UTC).
    pub expires: i64,
}

impl Link {
    /// Makes the link of a token under a server's address.
    #[must_use]
    pub fn of(what: LinkFor, address: &str, token: &Secret, expires: i64) -> Link {
        let word = match what {
            LinkFor::Invitation => "invite",
            LinkFor::Reset => "reset",
        };
        let address = address.trim_end_matches('/');
        Link {
            link: format!("{address}/welcome#{word}:{}", token.reveal()),
            expires,
        }
    }
}
