//! Node, which builds the console: there and new enough, or named with what brings it.

use std::process::Command;

use crate::failure::Failure;
use crate::machine;

/// The oldest version that builds it.
const OLDEST: Version = Version(20, 19);
/// What the packages of the console say of 21 and of the first of 22.
const NEXT: Version = Version(22, 12);

const BY_HAND: &str = "install Node 20.19 or 22.12 and later, with npm: from nodejs.org, or the \
                       system's packages `nodejs` and `npm` where they are new enough";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

impl Version {
    /// Reads `v20.19.1`, `20.19.1-1+deb` and the like; an epoch before it does not count.
    fn read(text: &str) -> Option<Version> {
        let text = text.trim().trim_start_matches('v');
        let text = text.split_once(':').map_or(text, |(_, rest)| rest);
        let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
        let mut number = || numbers.next()?.parse().ok();
        Some(Version(number()?, number()?))
    }

    fn builds(self) -> bool {
        (self >= OLDEST && self.0 == OLDEST.0) || self >= NEXT
    }
}

/// Makes sure that Node and npm are there.
///
/// # Errors
/// When they are missing or too old, and the system's packages cannot be installed or are too old
/// too; the message says what to install.
pub(super) fn prepare() -> Result<(), Failure> {
    if is_ready() {
        return Ok(());
    }
    let offered = offered().filter(|version| version.builds());
    if offered.is_none() {
        return Err(Failure::new("the console needs Node", BY_HAND));
    }
    machine::install(&["nodejs", "npm"])?;
    if is_ready() {
        Ok(())
    } else {
        Err(Failure::new("the console needs Node", BY_HAND))
    }
}

fn is_ready() -> bool {
    let node = said("node", &["--version"]);
    let is_new_enough = node.and_then(|text| Version::read(&text));
    is_new_enough.is_some_and(Version::builds) && said("npm", &["--version"]).is_some()
}

/// Returns the version that the system's packages would bring.
fn offered() -> Option<Version> {
    let policy = said("apt-cache", &["policy", "nodejs"])?;
    let line = policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate:"))?;
    Version::read(line)
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_node_and_as_debian_write_it() {
        for (text, expected) in [
            ("v20.19.0\n", Some(Version(20, 19))),
            (" 18.20.4+dfsg-1~deb12u1", Some(Version(18, 20))),
            ("1:22.12.0-1", Some(Version(22, 12))),
            ("(none)", None),
        ] {
            assert_eq!(Version::read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_the_packages_do_not_run_on_does_not_build() {
        for (version, builds) in [
            (Version(18, 20), false),
            (Version(20, 18), false),
            (Version(20, 19), true),
            (Version(21, 7), false),
            (Version(22, 11), false),
            (Version(22, 12), true),
            (Version(24, 0), true),
        ] {
            assert_eq!(version.builds(), builds, "{version:?}");
        }
    }
}
