//! The Android app on a machine that has none of Android's tools: Maven compiles the sources of the
//! Gradle build and runs their tests on a plain JVM, with the core that was built for this machine.

mod libraries;
mod stamp;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::bindings::{self, Language};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{launch, machine, say, tool};
use libraries::Libraries;

/// The parent of the builds.
const REACTOR: &str = "android/ci/pom.xml";

/// What else than generated Kotlin the classes of the bindings are made of.
const BINDINGS_OF: [&str; 2] = [REACTOR, "android/ci/bindings/pom.xml"];

/// Where Maven's modules build, under the target folder.
const BUILT: &str = "android";

/// Where Kotlin is generated, under the target folder.
const GENERATED: [&str; 2] = ["bindings/kotlin", "bindings/words/kotlin"];

/// All that Maven is told: what was generated and brought, and where.
#[derive(Debug)]
pub(crate) struct Reactor {
    maven: PathBuf,
    /// None where the app is not built for Android's Compose.
    libraries: Option<Libraries>,
}

/// Builds the app and tests it; the arguments are further ones of Maven's.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn verb(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Failure> {
    let reactor = prepare(workspace)?;
    let ended = test(workspace, &reactor)?
        // Here somebody looks at one module or test, which others do not have.
        .args([
            "-Dmaven.test.failure.ignore=false",
            "-Dsurefire.failIfNoSpecifiedTests=false",
        ])
        .args(arguments)
        .status()
        .map_err(|why| Failure::new("Maven cannot be started", why))?;
    Ok(if ended.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Brings Java, Maven and Android's libraries, builds the core and generates its Kotlin.
///
/// # Errors
/// When a program or a library is missing and cannot be had, or something does not build.
pub(crate) fn prepare(workspace: &Workspace) -> Result<Reactor, Failure> {
    machine::prepare_java()?;
    machine::prepare_display()?;
    let maven = tool::cache()?.join("maven");
    let libraries = Some(libraries::prepare(workspace, &maven)?);
    generated(workspace, Reactor { maven, libraries })
}

/// Generates and compiles what stands between the core and the app.
fn generated(workspace: &Workspace, reactor: Reactor) -> Result<Reactor, Failure> {
    bindings::generate(workspace, Language::Kotlin)?;
    compile_bindings(workspace, &reactor)?;
    Ok(reactor)
}

/// Compiles what is generated, where it is not what was compiled before.
fn compile_bindings(workspace: &Workspace, reactor: &Reactor) -> Result<(), Failure> {
    let built = workspace.target.join(BUILT).join("bindings");
    let mut of: Vec<PathBuf> = BINDINGS_OF.map(|path| workspace.root.join(path)).into();
    of.extend(GENERATED.map(|folder| workspace.target.join(folder)));
    let of = stamp::digest(&workspace.target, &of)?;
    if stamp::is_whole(&built, &of) {
        return Ok(());
    }
    say::progress("compiling the bindings");
    if built.exists() {
        std::fs::remove_dir_all(&built)
            .map_err(|why| Failure::new(format_args!("cannot clear {}", built.display()), why))?;
    }
    let ended = maven(workspace, reactor, "compile")
        .args(["--projects", "bindings"])
        .status();
    if ended.is_ok_and(|status| status.success()) {
        return stamp::write(&built, &of);
    }
    Err(Failure::new(
        "the bindings do not compile",
        "Maven says why above",
    ))
}

/// Returns the command that compiles every module and runs its tests, against the server and the
/// company of the stage. Its words go to standard error, where progress goes; what the tests say of
/// themselves stands in [`reports`].
///
/// # Errors
/// When the stage or its server does not build.
pub(crate) fn test(workspace: &Workspace, reactor: &Reactor) -> Result<Command, Failure> {
    let stage = launch::command(workspace, launch::STAGE)?;
    let mut command = maven(workspace, reactor, "test");
    command.arg("-Dbindings.phase=none");
    command.env("OUTRIDER_STAGE", stage.get_program());
    for (name, value) in stage.get_envs() {
        command.envs(value.map(|value| (name, value)));
    }
    Ok(command)
}

/// Compiles the app for a desktop, for which nothing of Android's is needed, and returns where Java
/// finds its classes and all that they need.
///
/// # Errors
/// As [`prepare`], and when it does not compile.
pub(crate) fn desktop(workspace: &Workspace) -> Result<String, Failure> {
    machine::prepare_java()?;
    let reactor = Reactor {
        maven: tool::cache()?.join("maven"),
        libraries: None,
    };
    let reactor = generated(workspace, reactor)?;
    say::progress("compiling the app for a desktop");
    let ended = maven(workspace, &reactor, "process-classes")
        .args(["-Dbindings.phase=none", "--projects", "bindings,desktop"])
        .status();
    if !ended.is_ok_and(|status| status.success()) {
        return Err(Failure::new(
            "the app does not compile for a desktop",
            "Maven says why above",
        ));
    }
    let built = workspace.target.join(BUILT).join("desktop");
    let needed = std::fs::read_to_string(built.join("classpath.txt"))
        .map_err(|why| Failure::new("Maven wrote no class path", why))?;
    Ok(format!(
        "{}:{}",
        built.join("classes").display(),
        needed.trim()
    ))
}

fn maven(workspace: &Workspace, reactor: &Reactor, goal: &str) -> Command {
    let mut command = Command::new("mvn");
    command
        .current_dir(&workspace.root)
        .args([
            "--batch-mode",
            "--quiet",
            "--fail-at-end",
            "--file",
            REACTOR,
        ])
        .arg(property("maven.repo.local", &reactor.maven.display()))
        .arg(property("target.dir", &workspace.target.display()))
        .arg(goal)
        .stdin(Stdio::null())
        .stdout(std::io::stderr());
    if let Some(libraries) = &reactor.libraries {
        command
            .arg(property("android.libs.version", &libraries.version))
            .arg(property("android.out", &libraries.linked.display()));
    }
    if std::env::var_os("MAVEN_OPTS").is_none() {
        command.env("MAVEN_OPTS", "-Xmx1500m");
    }
    command
}

/// The folders in which the modules report how each test ended.
pub(crate) fn reports(workspace: &Workspace) -> Vec<PathBuf> {
    let modules = std::fs::read_dir(workspace.target.join(BUILT)).into_iter();
    let mut folders: Vec<PathBuf> = modules
        .flatten()
        .flatten()
        .map(|module| module.path().join("surefire-reports"))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.sort();
    folders
}

fn property(name: &str, value: &dyn std::fmt::Display) -> String {
    format!("-D{name}={value}")
}
