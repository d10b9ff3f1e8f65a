//! The console's files, which the server carries inside, and what a browser may do with them.
//!
//! # Where to start
//! - [`Console::find`]: what stands under a path.
//! - [`policy`]: what the pages may load and do.

pub mod policy;

/// What stands for the nonce in a page, until somebody asks for it.
pub const NONCE: &str = "__NONCE__";
/// The first page.
const INDEX: &str = "index.html";
/// Names of files in this folder change with what they hold.
const NAMED_BY_HASH: &str = "assets/";

/// A file of the console.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The path, without a slash at its beginning.
    pub path: &'static str,
    /// The content type.
    pub kind: &'static str,
    /// Changes with the content; in quotes.
    pub etag: &'static str,
    /// The content.
    pub bytes: &'static [u8],
    /// The content, compressed.
    pub brotli: Option<&'static [u8]>,
}

impl File {
    /// Says whether it is a page, which bears a nonce and a policy.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.kind.starts_with("text/html")
    }

    /// Says whether it is the app's page.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.path == INDEX
    }

    /// Says whether what stands under its path never changes.
    #[must_use]
    pub fn is_for_good(&self) -> bool {
        self.path.starts_with(NAMED_BY_HASH)
    }
}

/// What stands under a path.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A file.
    File(&'static File),
    /// One of the app's own pages, which this server was built without.
    NotBuilt,
    /// Nothing.
    Nothing,
}

/// The console.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    files: &'static [File],
}

impl Default for Console {
    fn default() -> Self {
        Console { files: BUILT }
    }
}

const BUILT: &[File] = include!(concat!(env!("OUT_DIR"), "/console.rs"));

impl Console {
    /// Returns a console of these files.
    #[must_use]
    pub const fn of(files: &'static [File]) -> Console {
        Console { files }
    }

    /// Finds what stands under a path: a file, a folder's page, or a page of the app, which has no
    /// ending and knows itself whether it exists.
    #[must_use]
    pub fn find(&self, path: &str) -> Found {
        let path = path.trim_matches('/');
        if path == "v1" || path.starts_with("v1/") {
            return Found::Nothing;
        }
        let folder = format!("{path}/{INDEX}");
        if let Some(file) = self.file(path).or_else(|| self.file(&folder)) {
            return Found::File(file);
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        if last.contains('.') {
            return Found::Nothing;
        }
        self.file(INDEX).map_or(Found::NotBuilt, Found::File)
    }

    fn file(&self, path: &str) -> Option<&'static File> {
        self.files.iter().find(|file| file.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn file(path: &'static str, kind: &'static str) -> File {
        File {
            path,
            kind,
            etag: "\"1\"",
            bytes: b"",
            brotli: None,
        }
    }

    const FILES: &[File] = &[
        file("assets/main-1.js", "text/javascript"),
        file("index.html", "text/html; charset=utf-8"),
        file("reference/index.html", "text/html; charset=utf-8"),
    ];

    #[test]
    fn pages_of_the_app_are_its_first_page_and_what_has_an_ending_is_a_file_or_nothing() {
        let console = Console::of(FILES);
        for (path, expected) in [
            ("/", Some("index.html")),
            ("/today", Some("index.html")),
            (
                "/customers/0197a000-0000-7000-8000-000000000077",
                Some("index.html"),
            ),
            ("/index.html", Some("index.html")),
            ("/reference", Some("reference/index.html")),
            ("/reference/", Some("reference/index.html")),
            ("/assets/main-1.js", Some("assets/main-1.js")),
            ("/assets/main-2.js", None),
            ("/favicon.ico", None),
            ("/.env", None),
            ("/v1", None),
            ("/v1/nothing", None),
            ("/today/../main.js", None),
        ] {
            let found = match console.find(path) {
                Found::File(file) => Some(file.path),
                Found::NotBuilt | Found::Nothing => None,
            };
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn without_a_built_console_its_pages_are_known_and_its_files_are_not() {
        let console = Console::of(&[]);
        assert!(matches!(console.find("/today"), Found::NotBuilt));
        assert!(matches!(console.find("/icon.svg"), Found::Nothing));
        assert!(matches!(console.find("/v1/nothing"), Found::Nothing));
    }
}
