//! The table of expectations, as people write it: see `expected.txt`.

use axum::http::Method;

use super::super::super::Route;

/// What is expected of every request.
pub(super) struct Table {
    /// Who asks, in the order of the columns.
    pub(super) subjects: Vec<String>,
    /// The requests.
    pub(super) rows: Vec<Row>,
}

/// One request, and what each subject gets.
pub(super) struct Row {
    /// As it is written.
    pub(super) request: String,
    pub(super) method: Method,
    /// The path with its query, ids by name.
    pub(super) path: String,
    /// What follows the path.
    pub(super) rest: String,
    /// What each subject gets.
    pub(super) cells: Vec<String>,
}

impl Table {
    /// Reads the table; a line that is none says which.
    pub(super) fn read(text: &str) -> Table {
        let mut lines = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (head, _) = lines.next().unwrap().split_once('|').unwrap();
        let subjects: Vec<String> = head.split_whitespace().map(str::to_owned).collect();
        let rows = lines.map(|line| Row::read(line, subjects.len())).collect();
        Table { subjects, rows }
    }

    /// Keeps the rows of one route.
    pub(super) fn of(mut self, method: &Method, path: &str) -> Table {
        self.rows
            .retain(|row| row.method == *method && row.asks(path));
        self
    }

    /// Says which routes have no row, which rows no route, and which ids nobody tries.
    pub(super) fn gaps(&self, routes: &[Route]) -> Vec<String> {
        let mut gaps = Vec::new();
        for Route { method, path, .. } in routes {
            let mut rows = self
                .rows
                .iter()
                .filter(|row| row.method == *method && row.asks(path))
                .peekable();
            if rows.peek().is_none() {
                gaps.push(format!("{method} {path} has no row in expected.txt"));
            } else if path.contains("{id}") && !rows.any(|row| row.names_ids(path)) {
                gaps.push(format!("{method} {path} is never asked with an id of ours"));
            }
        }
        for row in &self.rows {
            let is_there = |route: &Route| row.method == route.method && row.asks(route.path);
            if !routes.iter().any(is_there) {
                gaps.push(format!("{} asks no route", row.request));
            }
        }
        gaps
    }
}

impl Row {
    fn read(line: &str, width: usize) -> Row {
        let (cells, request) = line
            .split_once('|')
            .unwrap_or_else(|| panic!("no | in {line}"));
        let request = request.trim().to_owned();
        let cells: Vec<String> = cells.split_whitespace().map(str::to_owned).collect();
        assert_eq!(cells.len(), width, "the cells of {request}");
        let mut parts = request.splitn(3, ' ').map(str::trim);
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (method, path, rest) = (part(), part(), part());
        Row {
            method: method.parse().unwrap(),
            path,
            rest,
            cells,
            request,
        }
    }

    /// Says whether everybody gets the same, as where a token makes no difference.
    pub(super) fn is_open(&self) -> bool {
        let first = self.cells.first();
        self.cells.iter().all(|cell| Some(cell) == first)
    }

    /// Says whether it asks a route of this path.
    pub(super) fn asks(&self, route: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        let (mut ours, mut theirs) = (path.split('/'), route.split('/'));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(part), Some(pattern)) if part == pattern || pattern.starts_with('{') => {}
                (_, _) => return false,
            }
        }
    }

    /// Says whether an id by name stands wherever the path takes one.
    fn names_ids(&self, route: &str) -> bool {
        let parts = self.path.split('/').zip(route.split('/'));
        let mut taken = parts.filter(|(_, pattern)| *pattern == "{id}");
        taken.all(|(part, _)| part.starts_with('$'))
    }
}
