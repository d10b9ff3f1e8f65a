//! A value of a diary entry, in a shape that can be drawn.

use jiff::civil::Date;
use outrider_model::place::Position;
use outrider_model::record::{Diary, DiaryKind, Outcome, Priority, Site, Status};
use outrider_model::stamp::Window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::query::Names;

/// What somebody wrote, or what stands instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Told {
    /// Nothing, or what was there was taken out.
    Nothing,
    /// Words.
    Text {
        /// As they were written.
        text: String,
    },
    /// A civil day.
    Day {
        /// Which.
        day: Date,
    },
    /// A part of a day.
    Between {
        /// From when until when.
        window: Window,
    },
    /// How urgent something is.
    Urgency {
        /// The priority.
        priority: Priority,
    },
    /// Where a task stands.
    Standing {
        /// The status.
        status: Status,
    },
    /// What came of a visit.
    Ending {
        /// The outcome.
        outcome: Outcome,
    },
    /// A whole number.
    Number {
        /// Which.
        number: i64,
    },
    /// Yes or no.
    Flag {
        /// Whether yes.
        is_set: bool,
    },
    /// Several words or phrases.
    Several {
        /// Each.
        texts: Vec<String>,
    },
    /// A person.
    Person {
        /// The name; none when this phone does not hold it.
        name: Option<String>,
    },
    /// A team.
    Team {
        /// The name; none when this phone does not hold it.
        name: Option<String>,
    },
    /// A kind of activity.
    Activity {
        /// The name; none when this phone does not hold it.
        name: Option<String>,
    },
    /// A place of a customer.
    Place {
        /// What people call it.
        name: String,
        /// Where it is.
        at: Position,
    },
    /// Something that this version has no shape for, as it came.
    Other {
        /// As it came.
        text: String,
    },
}

impl Told {
    /// Reads a value of an entry by the field that it is of.
    pub(super) fn of(entry: &Diary, value: &Value, names: &Names) -> Told {
        if value.is_null() {
            return Told::Nothing;
        }
        let known = match &entry.field {
            Some(field) => by_field(field.as_str(), value, names),
            None => by_tale(&entry.tells, value, names),
        };
        known.unwrap_or_else(|| by_shape(value))
    }
}

fn by_field(field: &str, value: &Value, names: &Names) -> Option<Told> {
    let (collection, key) = field.split_once('/').unwrap_or((field, ""));
    match (collection, key) {
        ("assignee", _) => assignment(value, names),
        ("owner" | "person", "") => person(value.as_str()?, names),
        ("team", "") => team(value.as_str()?, names),
        ("plan_day", "") => read(value).map(|day| Told::Day { day }),
        ("window", "") | ("hours", _) => read(value).map(|window| Told::Between { window }),
        ("priority", "") => read(value).map(|priority| Told::Urgency { priority }),
        ("status", "") => read(value).map(|status| Told::Standing { status }),
        ("outcome", "") => read(value).map(|outcome| Told::Ending { outcome }),
        ("activity", "") => {
            let id = value.as_str()?.parse().ok()?;
            let name = names.activity(id).name;
            Some(Told::Activity { name })
        }
        ("sites", _) => read(value).map(|site: Site| Told::Place {
            name: site.name,
            at: site.at,
        }),
        (_, _) => None,
    }
}

/// Entries without a field tell of an assignment, or of a report.
fn by_tale(tells: &DiaryKind, value: &Value, names: &Names) -> Option<Told> {
    match tells {
        DiaryKind::Reassigned => assignment(value, names),
        DiaryKind::DoneByFormer | DiaryKind::DoneTwice | DiaryKind::DoneThoughCancelled => {
            read(value).map(|status| Told::Standing { status })
        }
        DiaryKind::Lost | DiaryKind::Overlap | DiaryKind::Unknown(_) => None,
    }
}

fn by_shape(value: &Value) -> Told {
    match value {
        Value::Null => Told::Nothing,
        Value::Bool(is_set) => Told::Flag { is_set: *is_set },
        Value::String(text) => Told::Text { text: text.clone() },
        Value::Number(number) => match number.as_i64() {
            Some(number) => Told::Number { number },
            None => Told::Other {
                text: number.to_string(),
            },
        },
        Value::Array(items) => {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            match texts.collect() {
                Some(texts) => Told::Several { texts },
                None => Told::Other {
                    text: value.to_string(),
                },
            }
        }
        Value::Object(_) => Told::Other {
            text: value.to_string(),
        },
    }
}

/// An assignment is written as `person:` or `team:` and an id.
fn assignment(value: &Value, names: &Names) -> Option<Told> {
    let text = value.as_str()?;
    match text.split_once(':')? {
        ("person", id) => person(id, names),
        ("team", id) => team(id, names),
        (_, _) => None,
    }
}

fn person(id: &str, names: &Names) -> Option<Told> {
    let name = names.people.get(&id.parse().ok()?).cloned();
    Some(Told::Person { name })
}

fn team(id: &str, names: &Names) -> Option<Told> {
    let name = names.teams.get(&id.parse().ok()?).cloned();
    Some(Told::Team { name })
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

#[cfg(test)]
mod tests {
    use outrider_model::id::{ActivityTypeId, ChangeId, PersonId, RecordId, TeamId};
    use outrider_model::record::{ActivityType, Field, Kind};
    use outrider_model::stamp::Stamp;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn told(field: &str, value: Value) -> Told {
        tale(field, DiaryKind::Lost, value)
    }

    fn tale(field: &str, tells: DiaryKind, value: Value) -> Told {
        let entry = Diary {
            person: PersonId(Uuid::from_u128(1)),
            tells,
            about: RecordId(Uuid::from_u128(2)),
            about_kind: Kind::Task,
            field: (!field.is_empty()).then(|| Field::from(field)),
            mine: Value::Null,
            theirs: Value::Null,
            change: ChangeId(Uuid::from_u128(3)),
            other: None,
            by: None,
            noticed: Stamp(0),
            settled: None,
        };
        let mut names = Names::default();
        let ben = PersonId(Uuid::from_u128(4));
        names.people.insert(ben, "Ben".into());
        names
            .teams
            .insert(TeamId(Uuid::from_u128(5)), "North".into());
        let demo = ActivityType {
            name: "Demo".into(),
            rank: 0,
            retired: false,
        };
        names
            .activities
            .insert(ActivityTypeId(Uuid::from_u128(6)), demo);
        Told::of(&entry, &value, &names)
    }

    #[test]
    fn a_value_gets_the_shape_of_its_field() {
        let id = |number: u128| Uuid::from_u128(number).to_string();
        let name = |name: &str| Some(name.to_owned());
        let cases = [
            (
                "plan_day",
                json!("2026-07-02"),
                Told::Day {
                    day: jiff::civil::date(2026, 7, 2),
                },
            ),
            (
                "window",
                json!({"from": 540, "to": 600}),
                Told::Between {
                    window: Window { from: 540, to: 600 },
                },
            ),
            (
                "priority",
                json!("urgent"),
                Told::Urgency {
                    priority: Priority::Urgent,
                },
            ),
            (
                "outcome",
                json!("positive"),
                Told::Ending {
                    outcome: Outcome::Positive,
                },
            ),
            (
                "assignee",
                json!(format!("person:{}", id(4))),
                Told::Person { name: name("Ben") },
            ),
            (
                "assignee",
                json!(format!("person:{}", id(9))),
                Told::Person { name: None },
            ),
            (
                "assignee",
                json!(format!("team:{}", id(5))),
                Told::Team {
                    name: name("North"),
                },
            ),
            ("owner", json!(id(4)), Told::Person { name: name("Ben") }),
            (
                "activity",
                json!(id(6)),
                Told::Activity { name: name("Demo") },
            ),
            ("checklist/x/done", json!(true), Told::Flag { is_set: true }),
            ("custom/size", json!("L"), Told::Text { text: "L".into() }),
            ("rank", json!(3), Told::Number { number: 3 }),
            ("phone", Value::Null, Told::Nothing),
            (
                "tags",
                json!(["a", "b"]),
                Told::Several {
                    texts: vec!["a".into(), "b".into()],
                },
            ),
        ];
        for (field, value, expected) in cases {
            assert_eq!(told(field, value), expected, "{field}");
        }
    }

    #[test]
    fn an_entry_without_a_field_tells_of_a_report_or_an_assignment() {
        let done = tale("", DiaryKind::DoneTwice, json!("done"));
        assert_eq!(
            done,
            Told::Standing {
                status: Status::Done
            }
        );
        let text = format!("team:{}", Uuid::from_u128(5));
        let moved = tale("", DiaryKind::Reassigned, json!(text));
        assert_eq!(
            moved,
            Told::Team {
                name: Some("North".into())
            }
        );
    }

    #[test]
    fn what_a_newer_version_wrote_is_shown_as_it_came() {
        assert_eq!(
            told("window", json!("whenever")),
            Told::Text {
                text: "whenever".into()
            }
        );
        assert_eq!(
            told("sites/x", json!({"shape": 1})),
            Told::Other {
                text: r#"{"shape":1}"#.into()
            }
        );
        assert_eq!(
            told("priority", json!("soon")),
            Told::Urgency {
                priority: Priority::Unknown("soon".into())
            }
        );
    }
}
