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

/// What is built against: the cipher of sealed databases.
const LIBRARIES: [(&str, &str); 1] = [("/usr/include/openssl/crypto.h", "libssl-dev")];

/// Programs and packages as above, of throw-away databases: one, a pair of which one may die, and
/// the proxy before servers.
const DATABASES: [(&str, &str); 4] = [
    ("initdb", "postgresql"),
    ("patroni", "patroni"),
    ("etcd", "etcd-server"),
    ("haproxy", "haproxy"),
];

/// The same of the browser in which the console is looked at.
const BROWSER: [(&str, &str); 1] = [("chromium", "chromium")];

/// The same of the Android app on a JVM.
const JAVA: [(&str, &str); 5] = [
    ("javac", "openjdk-17-jdk-headless"),
    ("mvn", "maven"),
    ("aapt2", "aapt"),
    ("unzip", "unzip"),
    ("zip", "zip"),
];

/// Libraries without which the desktop's Compose draws nothing, in no window either.
const DRAWING: [(&str, &str); 3] = [
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libGL.so.1", "libgl1"),
    ("libX11.so.6", "libx11-6"),
];

/// What a window of Java's needs besides: Java's own part of it, which stands beside `javac`.
const WINDOW: (&str, &str) = ("lib/libawt_xawt.so", "openjdk-17-jre");

/// A display that nobody looks at, in which tests open windows.
const DISPLAY: [(&str, &str); 1] = [("Xvfb", "xvfb")];

/// The oldest Java that compiles and plays the app.
const OLDEST_JAVA: u32 = 17;

/// What pictures of the app are lettered with.
const LETTERS: [(&str, &str); 3] = [
    (
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "fonts-dejavu-core",
    ),
    (
        "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
        "fonts-noto-core",
    ),
    ("/etc/fonts/fonts.conf", "fontconfig-config"),
];

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
    packages.extend(missing(&LIBRARIES, |file| Path::new(file).is_file()));
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

/// Makes sure that Rust compiles for another machine than this one.
///
/// # Errors
/// When it cannot be brought; the message is the command to run by hand.
pub(crate) fn prepare_target(target: &str) -> Result<(), Failure> {
    run("rustup", &["target", "add", target])
        .then_some(())
        .ok_or_else(|| Failure(format!("run `rustup target add {target}`")))
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

/// Makes sure that Java, Maven and what makes Android's libraries ready are there.
///
/// # Errors
/// As [`prepare`], and when the Java that is there is too old.
pub(crate) fn prepare_java() -> Result<(), Failure> {
    let mut packages = missing(&JAVA, is_there);
    if Path::new("/etc/debian_version").exists() {
        packages.extend(missing(&LETTERS, |file| Path::new(file).is_file()));
        packages.extend(missing(&DRAWING, is_library));
    }
    if !packages.is_empty() {
        install(&packages)?;
    }
    let said = Command::new("javac").arg("--version").output();
    let said = said.map_err(|why| Failure::new("javac cannot be run", why))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    if java(&said).is_some_and(|version| version >= OLDEST_JAVA) {
        return Ok(());
    }
    Err(Failure::new(
        format_args!("javac is {}", said.trim()),
        format_args!("install Java {OLDEST_JAVA} or later and put it first on PATH"),
    ))
}

/// Makes sure that Java can open a window, and that there is a display to open it on.
///
/// # Errors
/// As [`prepare`], and when there is no display.
pub(crate) fn prepare_window() -> Result<(), Failure> {
    if std::env::var_os("DISPLAY").is_none() {
        return Err(Failure::new(
            "there is no display",
            "start it from a desktop, or draw pictures with `cargo xtask phone --shots FOLDER`",
        ));
    }
    prepare_drawing_on(&[])
}

/// Makes sure that tests can open windows on a display of their own.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn prepare_display() -> Result<(), Failure> {
    prepare_drawing_on(&missing(&DISPLAY, is_there))
}

fn prepare_drawing_on(display: &[&str]) -> Result<(), Failure> {
    let mut packages = display.to_vec();
    let (library, package) = WINDOW;
    if !java_home().is_some_and(|home| home.join(library).is_file()) {
        packages.push(package);
    }
    if packages.is_empty() {
        return Ok(());
    }
    install(&packages)
}

/// The folder of the Java that is first on the path.
fn java_home() -> Option<PathBuf> {
    let named = std::env::var_os("PATH")?;
    let java = std::env::split_paths(&named).map(|folder| folder.join("java"));
    let real = java.filter_map(|java| java.canonicalize().ok()).next()?;
    Some(real.parent()?.parent()?.to_path_buf())
}

/// Reads the number of `javac 17.0.15`.
fn java(said: &str) -> Option<u32> {
    let number = said.trim().strip_prefix("javac ")?;
    number
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// True when the linker finds a library.
fn is_library(name: &str) -> bool {
    let known = Command::new("/sbin/ldconfig").arg("-p").output();
    known.is_ok_and(|known| String::from_utf8_lossy(&known.stdout).contains(name))
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

    #[test]
    fn the_version_of_java_is_read_as_javac_writes_it() {
        assert_eq!(java("javac 17.0.15\n"), Some(17));
        assert_eq!(java("javac 21-ea"), Some(21));
        assert_eq!(
            java("javac 1.8.0_402"),
            Some(1),
            "too old, however it is read"
        );
        assert_eq!(java(""), None);
    }
}
