//! Ids as text, as bytes, and as they follow from one another.

use super::*;

#[test]
fn an_id_travels_as_its_text() {
    let id = TaskId(Uuid::from_u128(0x1234));
    let text = "00000000-0000-0000-0000-000000001234";
    assert_eq!(id.to_string(), text);
    assert_eq!(text.parse(), Ok(id));
    assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{text}\""));
    assert_eq!(
        serde_json::from_str::<TaskId>(&format!("\"{text}\"")).unwrap(),
        id
    );
    assert!("1234".parse::<TaskId>().is_err());
    assert_eq!(format!("{id:?}"), format!("TaskId({text})"));
}

#[test]
fn a_derived_id_is_the_same_everywhere_and_another_for_each_name() {
    let id = RecordId(Uuid::from_u128(1));
    assert_eq!(id.derived("draft"), id.derived("draft"));
    assert_ne!(id.derived("draft"), id.derived("drafts"));
    assert_ne!(
        id.derived("draft"),
        RecordId(Uuid::from_u128(2)).derived("draft")
    );
    assert_eq!(id.derived("draft").0.get_version_num(), 5);
}

#[test]
fn an_id_of_time_and_random_is_of_version_7_and_holds_the_time() {
    let id = from_time_and_random(1_750_000_000_123, &[7; 10]);
    assert_eq!(id.get_version_num(), 7);
    assert_eq!(id.as_u128() >> 80, 1_750_000_000_123);
    assert_ne!(id, from_time_and_random(1_750_000_000_123, &[8; 10]));
}
