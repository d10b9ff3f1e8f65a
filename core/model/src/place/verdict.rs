//! Whether a fix says that a person was at a site.

use serde::{Deserialize, Serialize};

use super::chance::{MILLION, inside_ppm};
use super::{Fence, Fix, Position, distance_mm};

/// From this chance of being inside on, the verdict is inside.
const INSIDE: i64 = 850_000;
/// Up to this chance of being inside, the verdict may be outside.
const OUTSIDE: i64 = 10_000;
/// How often, at most, a fix this far out may come from a person who stands on the edge. Inside a
/// straight edge this says what [`OUTSIDE`] says; around a small circle it is stricter and keeps
/// the wrongly accused below one in a hundred.
const FROM_EDGE: i64 = 9_000;

crate::words! {
    /// Where a fix says that a person was, seen from a fence.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Whereabouts {
        /// Within the fence.
        Inside = "inside",
        /// Beyond the fence.
        Outside = "outside",
        /// Cannot be told; never counts against the person.
        Uncertain = "uncertain",
    }
}

crate::words! {
    /// Why a verdict is uncertain.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    #[cfg_attr(feature = "uniffi", uniffi(name = "PlaceDoubt"))]
    pub enum Reason {
        /// The fix is too vague for this fence.
        TooVague = "too_vague",
        /// The fix is near the edge of the fence.
        NearEdge = "near_edge",
        /// The device says that the position was simulated.
        MockPosition = "mock_position",
        /// The fix has no accuracy.
        NoAccuracy = "no_accuracy",
        /// The fence has no radius.
        NoFence = "no_fence",
    }
}

/// The verdict over one fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlaceVerdict {
    /// Inside, outside or uncertain.
    pub verdict: Whereabouts,
    /// The chance that the person was inside, in parts in a million; 0 when it cannot be told.
    #[serde(default)]
    pub probability_ppm: i64,
    /// From the fix to the site, in millimetres.
    #[serde(default)]
    pub distance_mm: i64,
    /// Why the verdict is uncertain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// Judges whether the person who took `fix` was within `fence` around `site`.
pub fn judge_fix(fence: &Fence, site: Position, fix: &Fix) -> PlaceVerdict {
    let distance_mm = distance_mm(&site, &fix.position);
    let judged = |probability_ppm, (verdict, reason)| PlaceVerdict {
        verdict,
        probability_ppm,
        distance_mm,
        reason,
    };
    if fence.radius_mm <= 0 {
        return judged(0, uncertain(Reason::NoFence));
    }
    if fix.accuracy_mm <= 0 {
        return judged(0, uncertain(Reason::NoAccuracy));
    }
    let chance = inside_ppm(distance_mm, fence.radius_mm, fix.accuracy_mm);
    if fix.mock {
        return judged(chance, uncertain(Reason::MockPosition));
    }
    judged(
        chance,
        weigh(chance, distance_mm, fence.radius_mm, fix.accuracy_mm),
    )
}

/// What a chance of being inside means at this distance, radius and accuracy.
pub(super) fn weigh(
    chance: i64,
    distance_mm: i64,
    radius_mm: i64,
    accuracy_mm: i64,
) -> (Whereabouts, Option<Reason>) {
    if chance >= INSIDE {
        return (Whereabouts::Inside, None);
    }
    let vague = inside_ppm(0, radius_mm, accuracy_mm) < INSIDE;
    let beyond = distance_mm.saturating_sub(radius_mm);
    if vague && beyond <= accuracy_mm.saturating_mul(2) {
        return uncertain(Reason::TooVague);
    }
    let from_edge = MILLION - inside_ppm(radius_mm, distance_mm, accuracy_mm);
    if chance <= OUTSIDE && beyond > 0 && from_edge <= FROM_EDGE {
        return (Whereabouts::Outside, None);
    }
    uncertain(if vague {
        Reason::TooVague
    } else {
        Reason::NearEdge
    })
}

fn uncertain(reason: Reason) -> (Whereabouts, Option<Reason>) {
    (Whereabouts::Uncertain, Some(reason))
}
