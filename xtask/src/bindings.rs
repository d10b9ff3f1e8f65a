//! Builds the door to other languages and generates its face in each. What is generated stands
//! under the target folder and is never committed.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::ValueEnum;

use crate::failure::Failure;
use crate::words::{self, Face};
use crate::workspace::Workspace;
use crate::{launch, say, tool};

/// The tests of the door, in Python.
pub(crate) const TESTS: &str = "bindings/python/tests/run.py";

/// The package of the scripts, and of the command-line phone.
const PACKAGE: &str = "bindings/python";

/// The modules of that package, in the order in which each uses the ones before.
const MODULES: [&str; 3] = ["outrider_model", "outrider_core", "outrider_bindings"];

/// What makes the package, at the version that it was written for.
const MATURIN: &str = "1.16.0";

/// A language that the apps and the scripts speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Scripts, the command-line phone and the tests of the door
    Python,
    /// The Android app
    Kotlin,
    /// The iOS app
    Swift,
}

impl Language {
    /// How the generator and the folder call it.
    fn word(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }
}

/// Builds, generates one language or all, and says where each stands.
///
/// # Errors
/// When the package does not build or the generator fails.
pub(crate) fn verb(workspace: &Workspace, only: Option<Language>) -> Result<ExitCode, Failure> {
    for &language in Language::value_variants() {
        if only.is_none_or(|one| one == language) {
            say::line(generate(workspace, language)?.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the library and its generator, and returns the folder that then holds one language's
/// modules, one for each package that crosses. Python finds the library beside them; the texts of
/// an app stand in a folder of their own.
///
/// # Errors
/// When the package does not build, the generator fails or the texts are not whole.
pub(crate) fn generate(workspace: &Workspace, language: Language) -> Result<PathBuf, Failure> {
    let face = match language {
        Language::Python => None,
        Language::Kotlin => Some(Face::Kotlin),
        Language::Swift => Some(Face::Swift),
    };
    if let Some(face) = face {
        words::generate(workspace, face)?;
    }
    build(workspace, language)?;
    let top = workspace.target.join("bindings").join(language.word());
    // The modules of Python are one package, as in what is installed.
    let folder = match language {
        Language::Python => top.join("outrider"),
        Language::Kotlin | Language::Swift => top.clone(),
    };
    // What a package no longer says must not stay behind and be compiled.
    if top.exists() {
        std::fs::remove_dir_all(&top)
            .map_err(|why| Failure::new(format_args!("cannot clear {}", top.display()), why))?;
    }
    std::fs::create_dir_all(&folder)
        .map_err(|why| Failure::new(format_args!("cannot make {}", folder.display()), why))?;
    let library = library_folder(workspace).join(library_name());
    let mut generator = Command::new(library_folder(workspace).join("uniffi-bindgen"));
    generator
        .current_dir(&workspace.root)
        .args(["generate", "--library"])
        .arg(&library)
        .args(["--language", language.word(), "--no-format", "--out-dir"])
        .arg(&folder);
    let what = format!("the bindings for {} cannot be generated", language.word());
    ends_well(&mut generator, &what)?;
    if language == Language::Python {
        copy(&library, &folder.join(library_name()))?;
        let all = MODULES.map(|module| format!("from .{module} import *\n"));
        let file = folder.join("__init__.py");
        std::fs::write(&file, all.concat())
            .map_err(|why| Failure::new(format_args!("cannot write {}", file.display()), why))?;
    }
    Ok(top)
}

/// The folder in which the library of the host is built.
pub(crate) fn library_folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("debug")
}

fn build(workspace: &Workspace, language: Language) -> Result<(), Failure> {
    let mut build = workspace.cargo();
    build.args([
        "build",
        "--quiet",
        "--workspace",
        "--lib",
        "--bin",
        "uniffi-bindgen",
    ]);
    build.args(["--features", "outrider-bindings/bindgen"]);
    if language == Language::Python {
        // What is generated here is for tests; what is handed out is the wheel.
        build.args(["--features", "outrider-bindings/planted-panic"]);
    }
    ends_well(&mut build, "outrider-bindings does not build")
}

/// Returns the command that runs the tests on what was generated, with a library in which panics
/// can be planted, against the server and the company of the stage.
///
/// # Errors
/// When something of it does not build.
pub(crate) fn tests(workspace: &Workspace) -> Result<Command, Failure> {
    let mut stage = launch::command(workspace, launch::STAGE)?;
    let program = stage.get_program().to_owned();
    stage.env("OUTRIDER_STAGE", program);
    let folder = generate(workspace, Language::Python)?;
    let mut command = Command::new("python3");
    command
        .current_dir(&workspace.root)
        .envs(
            stage
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .arg("-B")
        .arg(TESTS)
        .arg(folder);
    Ok(command)
}

/// Makes the package that `pip` installs, of the library's release, and says where it stands. What
/// makes it is brought once for every checkout; from then on no network is needed.
///
/// # Errors
/// When it cannot be brought, or the package does not build.
pub(crate) fn wheel(workspace: &Workspace) -> Result<ExitCode, Failure> {
    let out = workspace.target.join("wheels");
    let mut make = Command::new(maturin()?);
    make.current_dir(workspace.root.join(PACKAGE))
        .args(["build", "--quiet", "--release", "--out"])
        .arg(&out)
        .env("CARGO_TARGET_DIR", &workspace.target);
    ends_well(&mut make, "the package of Python does not build")?;
    say::line(out.display());
    Ok(ExitCode::SUCCESS)
}

fn maturin() -> Result<PathBuf, Failure> {
    let folder = tool::cache()?.join(format!("maturin-{MATURIN}"));
    let program = folder.join("bin/maturin");
    if !program.exists() {
        say::progress(format_args!("installing maturin {MATURIN}"));
        let wanted = format!("maturin=={MATURIN}");
        let by_hand = "maturin cannot be installed (a Python with venv and pip is needed)";
        ends_well(
            Command::new("python3").args(["-m", "venv"]).arg(&folder),
            by_hand,
        )?;
        let mut pip = Command::new(folder.join("bin/pip"));
        ends_well(pip.args(["install", "--quiet", &wanted]), by_hand)?;
    }
    Ok(program)
}

fn library_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "liboutrider_bindings.dylib"
    } else {
        "liboutrider_bindings.so"
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to)
        .map(|_| ())
        .map_err(|why| Failure::new(format_args!("cannot copy {}", from.display()), why))
}

fn ends_well(command: &mut Command, what: &str) -> Result<(), Failure> {
    let ended = command.status().map_err(|why| Failure::new(what, why))?;
    if ended.success() {
        Ok(())
    } else {
        Err(Failure(format!("{what}; see above")))
    }
}
