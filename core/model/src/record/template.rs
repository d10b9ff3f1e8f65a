//! Templates: a plan that is laid out again and again, such as a round of visits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::task::{Item, Priority};
use crate::id::{ActivityTypeId, CustomerId, ItemId, TeamId};
use crate::stamp::Window;
use crate::text;

/// The days that a template spans: four weeks.
const DAYS: u8 = 28;

/// Tasks that are planned together. It holds nobody's work: laying it out makes ordinary tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Template {
    /// What people read.
    pub name: String,
    /// Whose it is; that of every manager where no team is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The tasks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tasks: BTreeMap<ItemId, TemplateTask>,
    /// Set when it is no more; the record stays as a tombstone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// One task of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TemplateTask {
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub details: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// How many days after the first, 0 to 27.
    #[serde(default)]
    pub day: u8,
    /// The time window of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How urgent.
    #[serde(default)]
    pub priority: Priority,
    /// What to tick off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checklist: BTreeMap<ItemId, Item>,
    /// Where it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
}

impl TemplateTask {
    /// Says whether a task could be made of it: it has a title, a day among the four weeks, a
    /// window that lies in one day, and no text that is too long.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let texts = [&self.title, &self.details];
        !self.title.trim().is_empty()
            && self.day < DAYS
            && self.window.is_none_or(Window::is_valid)
            && texts.iter().all(|written| text::admit(written).is_ok())
    }
}
