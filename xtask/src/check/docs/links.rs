//! Links from one page to another.

use std::path::Path;

use super::prose;

/// A link of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    line: usize,
    target: String,
}

/// Returns every link of a page that stays within the house.
pub(super) fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for (line, words) in prose(text) {
        for rest in words.split("](").skip(1) {
            let target = rest.split(')').next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                found.push(Link {
                    line,
                    target: target.to_owned(),
                });
            }
        }
    }
    found
}

impl Link {
    /// Returns what is wrong with it, if anything.
    pub(super) fn problem(&self, root: &Path, page: &Path) -> Option<String> {
        let (file, anchor) = self.target.split_once('#').unwrap_or((&self.target, ""));
        let folder = page.parent().unwrap_or(Path::new(""));
        let place = if file.is_empty() {
            root.join(page)
        } else if let Some(name) = file.strip_prefix('/') {
            // The console shows the guides in its help: these lead to pages of its own.
            root.join("console/src/pages").join(name)
        } else {
            root.join(folder).join(file)
        };
        if !place.exists() {
            return Some(format!(
                "line {}: the link {} leads nowhere",
                self.line, self.target
            ));
        }
        let text = std::fs::read_to_string(&place).unwrap_or_default();
        let has_heading = || prose(&text).any(|(_, line)| heading(line).as_deref() == Some(anchor));
        (!anchor.is_empty() && !has_heading())
            .then(|| format!("line {}: no heading answers to {}", self.line, self.target))
    }
}

/// Returns the anchor of a heading line.
fn heading(line: &str) -> Option<String> {
    let words = line
        .strip_prefix('#')?
        .trim_start_matches('#')
        .trim()
        .to_lowercase();
    let kept = words
        .chars()
        .filter(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_'));
    Some(kept.map(|one| if one == ' ' { '-' } else { one }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_link_leads_nowhere() {
        let link = Link {
            line: 3,
            target: "PLANTED.md".to_owned(),
        };
        let problem = link.problem(Path::new("nowhere"), Path::new("docs/A.md"));
        assert_eq!(
            problem.as_deref(),
            Some("line 3: the link PLANTED.md leads nowhere")
        );
    }

    #[test]
    fn an_anchor_needs_its_heading() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::write(folder.path().join("A.md"), "# One `two`, three\n").expect("written");
        let judge = |target: &str| {
            let link = Link {
                line: 1,
                target: target.to_owned(),
            };
            link.problem(folder.path(), Path::new("A.md")).is_none()
        };
        assert!(judge("A.md#one-two-three") && judge("#one-two-three"));
        assert!(!judge("#planted"));
    }

    #[test]
    fn links_out_of_the_house_are_left_alone() {
        assert_eq!(links("[a](https://example.org) [b](B.md)").len(), 1);
    }
}
