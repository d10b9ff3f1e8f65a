//! What stories of sign-in need beside people and a server: browsers, authenticators, OpenID
//! providers, a relay for letters.

mod authenticator;
mod browser;
mod fake_provider;
mod letterbox;
mod listener;
mod real_provider;

pub use authenticator::{Authenticator, Bent, PRESENT, VERIFIED, straight};
pub use browser::{Browser, form, parameters};
pub use fake_provider::{Answered, FakeProvider, Signer, signed, unsigned};
pub use letterbox::Letterbox;
pub use real_provider::RealProvider;
