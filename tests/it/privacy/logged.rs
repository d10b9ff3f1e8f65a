//! The log, from the command line: listed, verified, and held against a line that was kept elsewhere.

use outrider_tests::world::{World, say};

#[test]
fn a_row_that_was_changed_behind_the_servers_back_is_named() {
    let world = World::alone();
    let boss = world.manager("Boss");
    boss.adds(say::customer("Bakery", None));
    let whole = world.server.json(&["audit", "verify"]);
    assert_eq!(
        (&whole["ok"], &whole["before"]),
        (&true.into(), &0.into()),
        "{whole}"
    );
    let kept = world.server.command(&["audit", "head"]);
    let kept = kept.trim();
    boss.adds(say::customer("Butcher", None));
    let (code, said, _) = world
        .server
        .try_command(&["audit", "verify", "--expect", kept]);
    assert_eq!(code, 0, "{said}");
    let listed = world.server.json(&["audit", "list", "--action", "sign_in"]);
    let lines = listed["items"].as_array().unwrap();
    assert!(
        lines
            .iter()
            .any(|line| line["actor"] == boss.person.to_string()),
        "{listed}"
    );
    world.server.alters(
        "UPDATE audit SET at = at + 1 WHERE number = 3 AND ?1 IS NOT NULL",
        boss.person.0,
    );
    let (code, said, _) = world.server.try_command(&["audit", "verify"]);
    assert_eq!(code, 1);
    assert!(said.starts_with("line 3:"), "{said}");
    let over_http = world.admin().get("/v1/audit/verify").json();
    assert_eq!(over_http["finding"]["at"]["line"], 3, "{over_http}");
    assert_eq!(boss.get("/v1/audit/verify").status, 403, "for admins alone");
}

#[test]
fn a_log_whose_end_was_cut_off_differs_from_what_was_kept_elsewhere() {
    let world = World::alone();
    world.manager("Boss");
    let kept = world.server.command(&["audit", "head"]);
    let (kept, number) = (kept.trim(), kept.split(':').next().unwrap().to_owned());
    // Whoever can write the whole file takes the changes away with their lines.
    world.server.alters(
        &format!("DELETE FROM audit WHERE number = {number} AND ?1 IS NOT NULL"),
        world.admin().person.0,
    );
    let (code, said, _) = world
        .server
        .try_command(&["audit", "verify", "--expect", kept]);
    assert_eq!(code, 1);
    assert!(said.starts_with(&format!("line {number}:")), "{said}");
    let (code, _, said) = world
        .server
        .try_command(&["audit", "verify", "--expect", "1:xyz"]);
    assert_eq!(code, 2);
    assert!(said.contains("NUMBER:HASH"), "{said}");
}

#[test]
fn how_long_positions_stay_precise_is_set_on_the_command_line_and_by_an_admin() {
    let world = World::alone();
    let days = |said: serde_json::Value| said["positions_days"].as_u64();
    assert_eq!(days(world.server.json(&["retention"])), Some(90));
    assert_eq!(
        days(world.server.json(&["retention", "--positions", "30"])),
        Some(30)
    );
    let read = world.admin().get("/v1/settings/retention").json();
    assert_eq!(days(read), Some(30));
    let (code, _, said) = world.server.try_command(&["retention", "--positions", "0"]);
    assert_eq!(code, 1, "{said}");
    let listed = world
        .server
        .json(&["audit", "list", "--action", "settings_changed"]);
    assert_eq!(
        listed["items"][0]["detail"]["positions_days"], 30,
        "{listed}"
    );
}
