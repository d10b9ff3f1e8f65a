//! Consent: asked for in words of a version, given and withdrawn as often as one likes.

mod give;
mod withdraw;

pub use give::give;
pub use withdraw::withdraw;
