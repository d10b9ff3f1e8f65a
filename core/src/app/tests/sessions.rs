//! Sessions that end and begin again, and whose profile it is.

use super::*;
use crate::error::Error;

#[test]
fn a_fresh_profile_has_nobody_to_sync_for() {
    let phone = Phone::fresh();
    assert!(matches!(phone.app.sync_now(), Err(Error::NotEnrolled)));
    assert_eq!(
        phone.app.sync_status().unwrap().headline(),
        Headline::SignInNeeded
    );
    assert_eq!(phone.app.profile().unwrap(), None);
}

#[test]
fn an_enrolled_profile_says_whose_it_is_and_keeps_its_token_out_of_the_database() {
    let phone = Phone::enrolled();
    let profile = phone.app.profile().unwrap().expect("it is somebody's");
    assert_eq!(
        (profile.person, profile.person_name.as_str()),
        (server::ANNA, "Anna")
    );
    let phone = phone.reopened();
    assert_eq!(
        phone.app.sync_status().unwrap().headline(),
        Headline::UpToDate {
            last_receipt: Some(server::BEGIN)
        }
    );
    for file in std::fs::read_dir(phone.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(
                !bytes.windows(6).any(|part| part == b"token-"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn an_ended_session_keeps_what_was_written_and_enrolling_again_sends_it() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    assert_eq!(phone.fails([Fault::SessionEnded]), Failure::Unauthenticated);
    assert_eq!(
        phone.app.sync_status().unwrap().headline(),
        Headline::SignInNeeded
    );
    // Written on without a session, also after a new start.
    let phone = phone.reopened();
    assert_eq!((phone.waiting(), phone.heads(task)), (1, Some(vec![done])));
    phone.app.enrol("http://localhost", "54321").unwrap();
    phone.syncs();
    assert_eq!(
        (phone.waiting(), heads_on(&phone.net, task)),
        (0, vec![done])
    );
    assert_eq!(phone.net.server().devices, 2);
}

#[test]
fn signing_out_keeps_what_was_written() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    phone.app.sign_out().unwrap();
    let report = phone.app.sync_now().unwrap();
    assert_eq!(
        (report.exchanges, report.failure),
        (0, Some(Failure::Unauthenticated))
    );
    assert_eq!((phone.waiting(), phone.heads(task)), (1, Some(vec![done])));
    phone.app.enrol("http://localhost", "54321").unwrap();
    phone.syncs();
    assert_eq!(heads_on(&phone.net, task), [done]);
}

#[test]
fn a_code_of_somebody_else_changes_nothing() {
    let phone = Phone::enrolled();
    phone.net.server().person = outrider_model::id::PersonId(uuid::Uuid::from_u128(9));
    assert!(matches!(
        phone.app.enrol("http://localhost", "1"),
        Err(Error::OtherProfile)
    ));
    assert_eq!(phone.app.profile().unwrap().unwrap().person, server::ANNA);
}
