//! The guide for reps, cut into what belongs beside each screen. A section is a heading of the
//! second order; `<!-- screen: today, work -->` behind it says whose help it is.

/// The guide.
pub(super) const GUIDE: &str = "docs/guides/rep.md";
/// Every screen that has help.
pub(super) const SCREENS: [&str; 12] = [
    "checkIn",
    "customer",
    "customers",
    "enrolment",
    "myData",
    "note",
    "search",
    "settings",
    "sync",
    "task",
    "today",
    "work",
];
const MARK: &str = "<!-- screen:";

/// A section of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) screens: Vec<String>,
    pub(super) paragraphs: Vec<Paragraph>,
}

/// A paragraph, or a line of a list. What is strong stands between two pairs of `**`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) is_item: bool,
}

/// Cuts a guide into its sections.
pub(super) fn sections(guide: &str) -> Vec<Section> {
    let guide = format!("\n{guide}");
    guide.split("\n## ").skip(1).map(section).collect()
}

fn section(part: &str) -> Section {
    let (title, text) = part.split_once('\n').unwrap_or((part, ""));
    let named = text
        .split_once(MARK)
        .and_then(|(_, more)| more.split_once("-->"));
    let screens = named.map_or("", |(names, _)| names).split(',');
    Section {
        title: title.trim().to_owned(),
        screens: screens
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        paragraphs: paragraphs(text),
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("<!--") || line.starts_with("![") {
            goes_on = false;
            continue;
        }
        let item = line.strip_prefix("- ");
        match found.last_mut() {
            Some(last) if goes_on && item.is_none() => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            _ => found.push(Paragraph {
                text: item.unwrap_or(line).to_owned(),
                is_item: item.is_some(),
            }),
        }
        goes_on = true;
    }
    for paragraph in &mut found {
        paragraph.text = simple(&paragraph.text);
    }
    found
}

/// Leaves of the markup only what is strong: links become their words, `*` becomes `**`.
fn simple(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, (link, behind))) = rest.split_once('[').and_then(|(before, more)| {
        let (link, address) = more.split_once("](")?;
        Some((before, (link, address.split_once(')')?.1)))
    }) {
        words.push_str(before);
        words.push_str(link);
        rest = behind;
    }
    words.push_str(rest);
    words.replace("**", "*").replace('*', "**").replace('`', "")
}

/// Returns what is wrong with the sections.
pub(super) fn problems(sections: &[Section]) -> Vec<String> {
    let mut found = Vec::new();
    let named = |screen: &str| {
        let mut of = sections.iter().flat_map(|section| &section.screens);
        of.any(|name| name == screen)
    };
    for screen in SCREENS.iter().filter(|screen| !named(screen)) {
        found.push(format!("{GUIDE}: the screen `{screen}` has no help"));
    }
    for section in sections {
        for name in &section.screens {
            if !SCREENS.contains(&name.as_str()) {
                found.push(format!("{GUIDE}: no screen is called `{name}`"));
            }
        }
        for paragraph in &section.paragraphs {
            if paragraph.text.matches("**").count() % 2 == 1 {
                let title = &section.title;
                found.push(format!("{GUIDE}: `{title}` has a `*` without a second one"));
            }
        }
    }
    found
}
