//! What a rep can send when something is wrong: counts and states, nothing that anybody wrote and
//! nobody's whereabouts.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::time::Duration;

use outrider_model::decide::Code;
use outrider_model::record::Kind;

use crate::error::{AppError, Result};
use crate::store::rows::Journey;
use crate::store::{DayUsage, Reader, newest_schema};
use crate::sync::{Headline, Status};

use super::App;

/// A text that grows line by line.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, name: &str, value: impl Display) {
        self.0.push_str(&format!("{name}: {value}\n"));
    }

    /// Writes counts in the order of their names.
    fn counts(&mut self, name: &str, counts: &BTreeMap<&str, u64>) {
        let counts: Vec<String> = counts
            .iter()
            .map(|(what, count)| format!("{what} {count}"))
            .collect();
        if !counts.is_empty() {
            self.line(name, counts.join(", "));
        }
    }
}

impl App {
    /// Returns what a rep can send when something is wrong, as lines of text: versions, counts,
    /// states and times that have passed. It holds no names, texts, places, tokens or addresses,
    /// and no ids but the device's. Whatever cannot be asked is said to be so.
    #[must_use]
    pub fn diagnostics(&self) -> String {
        let mut page = Page::default();
        page.line("version", crate::VERSION);
        page.line("schema", newest_schema());
        let storage = self.shared.storage();
        page.line("storage", format_args!("{storage:?}"));
        if let Err(error) = self.store().read(|reader| holdings(&mut page, reader)) {
            page.line("database", format_args!("{:?}", AppError::from(error)));
        }
        match self.sync_status() {
            Ok(status) => self.sync_lines(&mut page, &status),
            Err(error) => page.line("sync", format_args!("{:?}", AppError::from(error))),
        }
        for day in self.usage().unwrap_or_default() {
            usage(&mut page, &day);
        }
        page.0
    }

    fn sync_lines(&self, page: &mut Page, status: &Status) {
        let ago = |time: i64| {
            let passed = self.shared.clock.wall().saturating_sub(time).max(0);
            format!("{} s ago", passed / 1_000_000)
        };
        page.line("sync", headline(status.headline()));
        if let Some(time) = status.last_receipt {
            page.line("last receipt", ago(time));
        }
        if let Some(time) = status.offline_since {
            page.line("offline since", ago(time));
        }
        if let Some(failure) = status.failure {
            page.line("last failure", format_args!("{failure:?}"));
        }
        // While an exchange goes on, nothing is waited out.
        let Ok(pump) = self.shared.pump.try_lock() else {
            page.line("exchange", "under way");
            return;
        };
        page.line("failures in a row", pump.failures());
        if let Some(wake) = pump.wake() {
            let pause: Duration = wake.saturating_sub(self.shared.monotonic());
            page.line(
                "next exchange",
                format_args!("in {} s at the latest", pause.as_secs()),
            );
        }
    }
}

/// Writes how much there is of what.
fn holdings(page: &mut Page, reader: &Reader<'_>) -> Result<()> {
    if let Some(profile) = reader.profile()? {
        page.line("device", profile.device);
        let scheme = profile.server.split_once("://");
        let is_known = |(scheme, _): &(&str, &str)| matches!(*scheme, "http" | "https");
        let scheme = scheme.filter(is_known).map_or("other", |found| found.0);
        page.line("server", scheme);
    } else {
        page.line("device", "not enrolled");
    }
    let sizes = reader.sizes()?;
    page.line(
        "database",
        format_args!("{} bytes, {} of them free", sizes.bytes, sizes.free),
    );
    let mut records = BTreeMap::new();
    for (kind, count) in &sizes.records {
        let known = Kind::KNOWN.iter().find(|known| known.as_str() == kind);
        *records
            .entry(known.map_or("other", Kind::as_str))
            .or_default() += count;
    }
    page.counts("records", &records);
    let mut outbox = BTreeMap::new();
    for row in reader.pending()? {
        let journey = match row.journey {
            Journey::Waiting => "waiting",
            Journey::OnItsWay => "on its way",
            Journey::Parked => "refused",
        };
        *outbox.entry(journey).or_default() += 1;
    }
    page.counts("outbox", &outbox);
    let attention = reader.needs_attention()?;
    let mut codes = BTreeMap::new();
    for item in &attention {
        let code = &item.why.code;
        let is_known = !matches!(code, Code::Unknown(_));
        let code = if is_known { code.as_str() } else { "other" };
        *codes.entry(code).or_default() += 1;
    }
    page.counts("refused because", &codes);
    let drafts = reader.drafts()?;
    let ahead = drafts.iter().filter(|draft| draft.is_ahead()).count();
    page.line(
        "drafts",
        format_args!("{}, {ahead} of them here alone", drafts.len()),
    );
    Ok(())
}

fn headline(headline: Headline) -> String {
    match headline {
        Headline::SignInNeeded => "sign-in needed".to_owned(),
        Headline::SignedOut { handed_over } => format!("signed out, {handed_over} handed over"),
        Headline::NeedsAttention(changes) => format!("{changes} need attention"),
        Headline::Offline { waiting, .. } => format!("offline, {waiting} wait"),
        Headline::Waiting(changes) => format!("{changes} wait"),
        Headline::UpToDate { .. } => "up to date".to_owned(),
    }
}

fn usage(page: &mut Page, used: &DayUsage) {
    let DayUsage {
        day,
        exchanges,
        sent,
        received,
        wakes,
    } = used;
    page.line(
        &day.to_string(),
        format_args!(
            "{exchanges} exchanges, {sent} bytes sent, {received} received, {wakes} wakes"
        ),
    );
}
