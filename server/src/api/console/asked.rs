//! How lists are asked for: which part, in what order, of which people.

use std::collections::BTreeSet;

use jiff::civil::Date;
use outrider_model::id::{PersonId, TeamId};

use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::report::{Part, Sort};

/// How many records a listing holds when nobody says, and at most.
pub(super) const USUAL: usize = 200;
pub(super) const MOST: usize = 1_000;

/// Returns the part that `limit` and `after` mean.
pub(super) fn part(limit: Option<usize>, after: Option<usize>) -> Part {
    Part {
        limit: limit.unwrap_or(USUAL).clamp(1, MOST),
        skip: after.unwrap_or(0),
    }
}

/// Reads a day.
pub(super) fn day(field: &str, text: Option<&str>) -> Result<Option<Date>, ApiError> {
    let read = |text: &str| {
        text.parse()
            .map_err(|_| ApiError::invalid(field, "write a day as YYYY-MM-DD"))
    };
    text.filter(|text| !text.is_empty()).map(read).transpose()
}

/// Reads an order: a field, with a dash before it for the other way round.
pub(super) fn sort<T: Copy + Default>(
    text: Option<&str>,
    known: &[(&str, T)],
) -> Result<Sort<T>, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(Sort::default());
    };
    let (word, is_descending) = match text.strip_prefix('-') {
        Some(word) => (word, true),
        None => (text, false),
    };
    let found = known.iter().find(|(name, _)| *name == word);
    let Some((_, by)) = found else {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let why = format!("there are {}", names.join(", "));
        return Err(ApiError::invalid("sort", why));
    };
    Ok(Sort {
        by: *by,
        is_descending,
    })
}

/// Reads words between commas.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// As [`words`], each of which has to be among those that there are.
pub(super) fn known_words(
    field: &str,
    text: &str,
    known: &[&str],
) -> Result<Vec<String>, ApiError> {
    let words = words(text);
    if words.iter().all(|word| known.contains(&word.as_str())) {
        return Ok(words);
    }
    let why = format!("there are {}", known.join(", "));
    Err(ApiError::invalid(field, why))
}

/// Returns the people whom a caller manages: of a team and those below it, where one is named.
pub(super) fn managed(
    host: &Host,
    caller: &Caller,
    team: Option<TeamId>,
) -> Result<BTreeSet<PersonId>, ServerError> {
    let mut people = host.rights(caller)?.people;
    if let Some(team) = team {
        let directory = host.directories.of(&*host.store, caller.organisation)?;
        let teams = directory.subtree(team);
        people.retain(|person| {
            directory
                .team_of(*person)
                .is_some_and(|team| teams.contains(&team))
        });
    }
    Ok(people)
}

/// Returns whose records are meant: those of the people whom the caller manages where a team is named
/// or it is asked for, else whatever he sees.
pub(super) fn people(
    host: &Host,
    caller: &Caller,
    is_managed: bool,
    team: Option<TeamId>,
) -> Result<Option<Vec<PersonId>>, ServerError> {
    if !is_managed && team.is_none() {
        return Ok(None);
    }
    Ok(Some(managed(host, caller, team)?.into_iter().collect()))
}
