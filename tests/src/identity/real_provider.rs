//! A real OpenID provider: npm's `oidc-provider` in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ring::digest::{SHA256, digest};
use serde_json::Value;

/// A provider that runs; it ends with this.
#[derive(Debug)]
pub struct RealProvider {
    child: Child,
    /// Its address.
    pub issuer: String,
}

impl RealProvider {
    /// Starts one. Where node or the package cannot be had, the story is named among the skipped
    /// ones.
    pub fn start_or_skip(story: &str, told: &Value) -> Option<RealProvider> {
        match installed() {
            Ok(folder) => Some(RealProvider::start(&folder, told)),
            Err(why) => {
                skip(story, &why);
                None
            }
        }
    }

    fn start(folder: &Path, told: &Value) -> RealProvider {
        let mut child = Command::new("node")
            .current_dir(folder)
            .arg("provider.mjs")
            .arg(told.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node can be started");
        let mut lines = BufReader::new(child.stdout.take().expect("it was piped")).lines();
        let listening = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let issuer = line.strip_prefix("listening on ")?;
            Some(issuer.to_owned())
        });
        // Whatever it prints later must not fill the pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        RealProvider {
            issuer: listening.expect("the provider listens"),
            child,
        }
    }
}

impl Drop for RealProvider {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Gives the folder with the package, installed into the cache of tools when missing.
fn installed() -> Result<PathBuf, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("openid");
    let files = ["package.json", "package-lock.json", "provider.mjs"];
    let mut all = Vec::new();
    for file in files {
        all.extend(fs::read(source.join(file)).map_err(|why| format!("{file}: {why}"))?);
    }
    let version: String = digest(&SHA256, &all)
        .as_ref()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tools = tools().ok_or("there is no folder for tools: set OUTRIDER_TOOLS")?;
    let folder = tools.join(format!("openid-{version}"));
    if folder.join("node_modules/oidc-provider").exists() {
        return Ok(folder);
    }
    fs::create_dir_all(&tools).map_err(|why| why.to_string())?;
    let fresh = tempfile::tempdir_in(&tools).map_err(|why| why.to_string())?;
    for file in files {
        fs::copy(source.join(file), fresh.path().join(file)).map_err(|why| why.to_string())?;
    }
    let ended = Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ])
        .current_dir(fresh.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !ended.is_ok_and(|status| status.success()) {
        return Err("npm could not install oidc-provider".to_owned());
    }
    // Of two who install at once, one is first; both are right.
    let _first_or_not = fs::rename(fresh.path(), &folder);
    if folder.join("node_modules/oidc-provider").exists() {
        Ok(folder)
    } else {
        Err("the folder for tools cannot be written".to_owned())
    }
}

/// The folder that the checks install their tools into as well.
fn tools() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    set("OUTRIDER_TOOLS").or_else(|| cache.map(|cache| cache.join("outrider/tools")))
}

fn skip(story: &str, why: &str) {
    let line = format!("{story}: {why}");
    println!("SKIPPED: {line}");
    if let Some(list) = std::env::var_os("OUTRIDER_SKIPS") {
        let list = fs::OpenOptions::new().create(true).append(true).open(list);
        let mut list = list.expect("the list of skipped tests can be written");
        writeln!(list, "{line}").expect("the list of skipped tests can be written");
    }
}
