//! From bytes to a change, or to the reason why not.

use outrider_model::canonical::Malformed;
use outrider_model::change::{Change, Read};
use outrider_model::decide::{Code, Reproach};
use outrider_model::id::ChangeId;
use outrider_model::wire::MAX_CHANGE;
use serde::Deserialize;
use uuid::Uuid;

/// What came of reading a change's bytes.
pub(super) enum Admitted {
    /// A change to be judged.
    Change(Box<Change>),
    /// A change of a newer version.
    Unsupported(ChangeId),
    /// No change, or not as a change has to be written.
    Refused(ChangeId, Reproach),
}

/// Reads the bytes.
pub(super) fn admit(bytes: &[u8]) -> Admitted {
    if bytes.len() > MAX_CHANGE {
        return refused(bytes, Code::TooLarge, String::new());
    }
    match Change::read(bytes) {
        Ok(Read::Known(change)) => Admitted::Change(change),
        Ok(Read::Unsupported(id)) => Admitted::Unsupported(id),
        Err(Malformed::NotCanonical) => refused(bytes, Code::NotCanonical, String::new()),
        Err(Malformed::Reserved(field)) => refused(bytes, Code::Reserved, field),
        Err(Malformed::Shape(_) | Malformed::Number | Malformed::Depth) => {
            refused(bytes, Code::Malformed, String::new())
        }
    }
}

fn refused(bytes: &[u8], code: Code, field: String) -> Admitted {
    Admitted::Refused(id_of(bytes), Reproach { code, field })
}

/// Finds the id in bytes that may be anything; the nil id when there is none.
fn id_of(bytes: &[u8]) -> ChangeId {
    #[derive(Deserialize)]
    struct Outline {
        id: ChangeId,
    }
    serde_json::from_slice::<Outline>(bytes).map_or(ChangeId(Uuid::nil()), |outline| outline.id)
}
