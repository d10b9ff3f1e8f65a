//! Arrows between packages, as cargo knows them.

use super::table::Arrows;
use crate::workspace::Package;

/// Returns every arrow of the package that the table does not allow.
pub(super) fn problems(package: &Package, table: &[Arrows]) -> Vec<String> {
    let Some(arrows) = table.iter().find(|arrows| arrows.package == package.name) else {
        return Vec::new();
    };
    let allowed = |name: &str| arrows.only.is_none_or(|only| only.contains(&name));
    package
        .dependencies
        .iter()
        .filter(|dependency| {
            let name = dependency.name.as_str();
            arrows.never.contains(&name) || (!dependency.tests_only && !allowed(name))
        })
        .map(|dependency| format!("{} must not depend on {}", package.name, dependency.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::table::PACKAGES;
    use super::*;
    use crate::workspace::Dependency;

    fn judged(name: &str, on: &str, tests_only: bool) -> Vec<String> {
        let package = Package {
            name: name.to_owned(),
            dependencies: vec![Dependency {
                name: on.to_owned(),
                tests_only,
            }],
            ..Package::default()
        };
        problems(&package, &PACKAGES)
    }

    #[test]
    fn a_server_that_depends_on_core_is_caught_even_in_tests() {
        assert_eq!(
            judged("outrider-server", "outrider-core", true),
            ["outrider-server must not depend on outrider-core"]
        );
    }

    #[test]
    fn the_model_ships_with_nothing_but_its_list() {
        assert_eq!(judged("outrider-model", "rand", false).len(), 1);
        assert_eq!(judged("outrider-model", "tokio", true).len(), 1);
        assert!(judged("outrider-model", "proptest", true).is_empty());
        assert!(judged("outrider-model", "serde", false).is_empty());
    }

    #[test]
    fn bindings_know_core_and_its_words_and_no_way_round_it() {
        for other in ["outrider-server", "rusqlite", "reqwest", "serde_json"] {
            assert!(!judged("outrider-bindings", other, false).is_empty());
        }
        assert!(judged("outrider-bindings", "outrider-model", false).is_empty());
        assert!(judged("outrider-bindings", "outrider-core", false).is_empty());
    }
}
