//! Makes a table of the console as it was built, so that the server carries it inside. Without a
//! built console the table is empty, and the server says how to build one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    let dist = folder("CARGO_MANIFEST_DIR")?.join("../console/dist");
    // What is missing would make cargo run this, and build the server, each time.
    if let Err(why) = fs::create_dir_all(&dist) {
        println!("cargo::warning={}: {why}", dist.display());
    }
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = BTreeMap::new();
    if dist.join("index.html").is_file() {
        gather(&dist.canonicalize()?, "", &mut files)?;
    }
    let mut table = String::from("&[");
    for (path, file) in &files {
        if is_served(path) {
            table.push_str(&row(path, file, files.get(&format!("{path}.br")))?);
        }
    }
    table.push(']');
    fs::write(folder("OUT_DIR")?.join("console.rs"), table)
}

fn folder(name: &str) -> io::Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other(format!("{name} is not set")))
}

/// Finds every file, by its path in the folder.
fn gather(folder: &Path, prefix: &str, into: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{path}/"), into)?;
        } else {
            into.insert(path, entry.path());
        }
    }
    Ok(())
}

/// Maps of the sources are for whoever builds; what is compressed stands beside what it is of.
fn is_served(path: &str) -> bool {
    !path.ends_with(".map") && !path.ends_with(".br")
}

fn row(path: &str, file: &Path, brotli: Option<&PathBuf>) -> io::Result<String> {
    let mut etag = String::new();
    for byte in Sha256::digest(fs::read(file)?).iter().take(12) {
        let _infallible = write!(etag, "{byte:02x}");
    }
    let brotli = match brotli {
        Some(file) => format!("Some(include_bytes!({file:?}))"),
        None => "None".to_owned(),
    };
    Ok(format!(
        "File {{ path: {path:?}, kind: {:?}, etag: \"\\\"{etag}\\\"\", \
         bytes: include_bytes!({file:?}), brotli: {brotli} }},\n",
        kind(path)
    ))
}

/// Says what a file is, by how its name ends.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "topojson" | "geojson" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pbf" => "application/x-protobuf",
        _ => "application/octet-stream",
    }
}
