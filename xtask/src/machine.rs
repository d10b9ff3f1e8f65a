//! What a fresh Debian machine may lack: installed when we may, named exactly when we may not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::say;

/// A program that the tests start, and the Debian package that brings it.
const NEEDED: [(&str, &str); 3] = [
    ("cc", "build-essential"),
    ("pkg-config", "pkg-config"),
    ("python3", "python3"),
];

/// The same of throw-away databases: one, a pair of which one may die, and the proxy before servers.
const DATABASES: [(&str, &str); 4] = [
    ("initdb", "postgresql"),
    ("patroni", "patroni"),
    ("etcd", "etcd-server"),
    ("haproxy", "haproxy"),
];

/// The same of the browser in which the console is looked at.
const BROWSER: [(&str, &str); 1] = [("chromium", "chromium")];

/// Files without which the browser shows boxes in place of letters: Latin, Arabic, and names of
/// people who write in Chinese or Japanese.
const FONTS: [(&str, &str); 3] = [
    ("dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    ("noto/NotoSansArabic-Regular.ttf", "fonts-noto-core"),
    ("wqy/wqy-microhei.ttc", "fonts-wqy-microhei"),
];

/// Where Debian puts fonts.
const FONTS_FOLDER: &str = "/usr/share/fonts/truetype";

/// Where Debian puts programs that it leaves out of the path: a folder for each version of
/// PostgreSQL, and those of administrators.
const BESIDE: [&str; 2] = ["/usr/sbin", "/usr/lib/postgresql"];

/// Components of the Rust toolchain that the checks start.
const COMPONENTS: [(&str, &str); 2] = [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")];

/// Makes sure that every program is there.
///
/// # Errors
/// When one is missing and may not be installed; the message is the command to run by hand.
pub(crate) fn prepare() -> Result<(), Failure> {
    let mut packages = missing(&NEEDED, is_there);
    packages.extend(missing(&DATABASES, is_there));
    if !packages.is_empty() {
        install(&packages)?;
    }
    let components = missing(&COMPONENTS, is_there);
    if components.is_empty() {
        return Ok(());
    }
    let mut arguments = vec!["component", "add"];
    arguments.extend(&components);
    run("rustup", &arguments).then_some(()).ok_or_else(|| {
        Failure(format!(
            "run `rustup component add {}`",
            components.join(" ")
        ))
    })
}

/// Makes sure that the programs of throw-away databases are there.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn prepare_databases() -> Result<(), Failure> {
    let packages = missing(&DATABASES, is_there);
    if packages.is_empty() {
        return Ok(());
    }
    install(&packages)
}

/// Makes sure that the browser of the console's stories and its fonts are there. A browser named in
/// `CHROMIUM` is taken as it is.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn prepare_browser() -> Result<(), Failure> {
    let mut packages = Vec::new();
    if std::env::var_os("CHROMIUM").is_none() {
        packages.extend(missing(&BROWSER, is_there));
    }
    if Path::new("/etc/debian_version").exists() {
        let is_font = |file: &str| Path::new(FONTS_FOLDER).join(file).is_file();
        packages.extend(missing(&FONTS, is_font));
    }
    if packages.is_empty() {
        return Ok(());
    }
    install(&packages)
}

/// Returns the packages whose programs are not there.
fn missing<'a>(needed: &[(&str, &'a str)], is_there: impl Fn(&str) -> bool) -> Vec<&'a str> {
    needed
        .iter()
        .filter(|(program, _)| !is_there(program))
        .map(|(_, package)| *package)
        .collect()
}

/// Installs packages of Debian's.
///
/// # Errors
/// When they may not be installed; the message is the command to run by hand.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let by_hand = format!(
        "run `apt-get install -y {}` as root, or what brings the same programs on this system \
         (PG_BIN names the folder of PostgreSQL's)",
        packages.join(" ")
    );
    let may = is_root() && is_there("apt-get") && Path::new("/etc/debian_version").exists();
    if !may {
        return Err(Failure::new("programs are missing", by_hand));
    }
    say::progress(format_args!("installing {}", packages.join(" ")));
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    let installed = run("apt-get", &["update"]) && run("apt-get", &arguments);
    if installed {
        Ok(())
    } else {
        Err(Failure::new("apt-get could not install", by_hand))
    }
}

fn is_there(program: &str) -> bool {
    let named = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&named).collect();
    folders.extend(std::env::var_os("PG_BIN").map(PathBuf::from));
    for beside in BESIDE {
        folders.push(PathBuf::from(beside));
        let versions = std::fs::read_dir(beside).into_iter().flatten().flatten();
        folders.extend(versions.map(|version| version.path().join("bin")));
    }
    folders.iter().any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn run(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_names_the_package_that_brings_it() {
        assert_eq!(
            missing(&NEEDED, |program| program != "cc"),
            ["build-essential"]
        );
        assert!(missing(&NEEDED, |_| true).is_empty());
    }
}
