//! Reports: what they say is what history says, and each figure is the total of its rows.

mod book;
mod company;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::change::{Body, StatusReport};
use outrider_model::id::PersonId;
use serde_json::Value;

use super::World;
use book::Book;
use company::{Company, HOUR};

fn values(figures: &Value) -> BTreeMap<String, Value> {
    let figures = figures.as_object().unwrap();
    let value = |figure: &Value| figure.get("value").cloned().unwrap_or_default();
    figures
        .iter()
        .map(|(name, figure)| (name.clone(), value(figure)))
        .collect()
}

fn day(of: &Value) -> Date {
    of.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_report_says_what_history_says_counted_again() {
    for seed in 1..4 {
        println!("seed {seed}");
        let mut company = Company::new(seed);
        company.live(140);
        let book = Book::of(&company.world);
        let today = company.arrives();
        let manager = company.world.sign_in("max-north").await;
        let (from, to) = ("2026-03-02", "2026-03-31");
        for by in ["day", "week", "month", "all"] {
            let path = format!("/v1/reports/work?from={from}&to={to}&by={by}");
            let report = company.world.get(&path, &manager).await.json();
            let rows = report["rows"].as_array().unwrap();
            assert!(!rows.is_empty(), "{by}");
            for row in rows {
                let person = row["key"]["person"].as_str().unwrap().parse().unwrap();
                let period = &row["key"]["period"];
                assert_eq!(
                    values(&row["figures"]),
                    book.figures(
                        &[person].into(),
                        day(&period["from"]),
                        day(&period["to"]),
                        today
                    ),
                    "{by} {period} {person}"
                );
            }
            let everybody: BTreeSet<PersonId> = company.reps.iter().copied().collect();
            assert_eq!(
                values(&report["total"]["figures"]),
                book.figures(
                    &everybody,
                    from.parse().unwrap(),
                    to.parse().unwrap(),
                    today
                ),
                "{by}"
            );
            assert_eq!(report["total"]["skipped"], book.skipped(&everybody));
        }
        let teams = format!("/v1/reports/work?from={from}&to={to}&group=team");
        let teams = company.world.get(&teams, &manager).await.json();
        let rows = teams["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            values(&rows[0]["figures"]),
            values(&teams["total"]["figures"])
        );
    }
}

#[tokio::test]
async fn what_is_still_to_come_is_no_failure_of_a_week() {
    let mut company = Company::new(5);
    let rep = company.reps[0];
    // Monday's is done on its day, Tuesday's and Wednesday's wait.
    let monday = company.assigns(rep, "2026-03-02");
    company.assigns(rep, "2026-03-03");
    company.assigns(rep, "2026-03-04");
    company.says(
        rep,
        Body::TaskCompleted(StatusReport {
            task: monday,
            reason: String::new(),
            fix: None,
        }),
    );
    let path = "/v1/reports/work?from=2026-03-02&to=2026-03-08&by=all";
    for (day, share) in [
        ("2026-03-02", 1_000),
        ("2026-03-03", 1_000),
        ("2026-03-04", 500),
        ("2026-03-05", 333),
    ] {
        assert_eq!(company.arrives().to_string(), day);
        let token = company.world.sign_in("max-north").await;
        let report = company.world.get(path, &token).await.json();
        let figures = &report["total"]["figures"];
        assert_eq!(figures["planned"]["value"], 3, "{day}");
        assert_eq!(figures["adherence"]["value"], share, "{day}");
        company.now += 24 * HOUR;
    }
}

#[tokio::test]
async fn the_rows_of_a_figure_are_as_many_as_it_says() {
    let mut company = Company::new(9);
    company.live(120);
    // Whoever else has work is in no figure of theirs.
    let foreign = company.world.task("South's", company.world.reps[1]);
    let south = company.world.sign_in("max-south").await;
    assert_eq!(company.world.say(&south, &[foreign]).await, ["applied"]);
    for login in ["max-north", "ada"] {
        let token = company.world.sign_in(login).await;
        for query in ["&by=week", "&group=team", ""] {
            let path = format!("/v1/reports/work?from=2026-03-02&to=2026-03-15{query}");
            let report = company.world.get(&path, &token).await.json();
            let mut followed = 0;
            let lines = report["rows"].as_array().unwrap().iter();
            for line in lines.chain([&report["total"]]) {
                for (name, figure) in line["figures"].as_object().unwrap() {
                    let Some(rows) = figure.get("rows").and_then(Value::as_str) else {
                        assert_eq!(figure["unit"], "per_mille", "{name}");
                        continue;
                    };
                    let listed = company.world.get(&format!("{rows}&limit=1"), &token).await;
                    assert_eq!(listed.json()["total"], figure["value"], "{login} {rows}");
                    followed += 1;
                }
            }
            assert!(followed > 12, "{followed}");
        }
    }
}

#[tokio::test]
async fn a_report_of_too_many_days_or_lines_says_which_field_is_wrong() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    for (query, field) in [
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("from=2026-01-01&to=2027-12-31", "to"),
        ("from=2026-03-02", "to"),
        ("from=yesterday&to=2026-03-02", "from"),
    ] {
        let answer = world
            .get(&format!("/v1/reports/work?{query}"), &token)
            .await;
        assert_eq!(answer.code(), "invalid", "{query}");
        assert_eq!(answer.json()["field"], field, "{query}");
    }
    let unknown = world
        .get(
            "/v1/reports/work?from=2026-03-02&to=2026-03-02&by=hour",
            &token,
        )
        .await;
    assert_eq!(unknown.code(), "malformed");
}
