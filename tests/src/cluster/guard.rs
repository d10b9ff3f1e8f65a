//! A program that lives no longer than this one: a shell stands guard over it, and ends it when the
//! pipe between us closes. A kill of ours closes it too.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::wait;

/// What the guard prints before the program's number.
const NUMBER: &str = "guarded process ";

/// Starts the program and names it; a second shell waits for the pipe to close. The first
/// argument is the signal that ends the program, the second the folder that goes with it.
const GUARD: &str = r#"
end=$1; folder=$2; shift 2
exec 3<&0
"$@" </dev/null & program=$!
echo "guarded process $program"
{ read -r _ <&3; kill -s "$end" "$program" 2>/dev/null; } & watch=$!
wait "$program"
while kill -0 "$program" 2>/dev/null; do wait "$program"; done
kill "$watch" 2>/dev/null
if [ -n "$folder" ]; then rm -rf "$folder"; fi
"#;

/// How a guarded program is started.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// What is started, with its arguments.
    pub(super) command: Vec<&'a OsStr>,
    /// Where it stands.
    pub(super) folder: &'a Path,
    /// The signal that ends it.
    pub(super) end: &'static str,
    /// Whether the folder goes with it.
    pub(super) takes_folder: bool,
}

/// A guarded program.
#[derive(Debug)]
pub(super) struct Guarded {
    guard: Child,
    pipe: Option<ChildStdin>,
    heard: Arc<Heard>,
}

#[derive(Debug, Default)]
struct Heard {
    said: Mutex<Said>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Said {
    lines: Vec<String>,
    is_over: bool,
}

impl Guarded {
    /// Starts a program as the user who may run databases.
    pub(super) fn start(plan: &Plan<'_>) -> Guarded {
        let mut command = as_owner("sh");
        command.args(["-c", GUARD, "guard", plan.end]);
        command.arg(if plan.takes_folder {
            plan.folder.as_os_str()
        } else {
            OsStr::new("")
        });
        command.args(&plan.command).current_dir(plan.folder);
        let mut guard = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell can be started");
        let heard = Arc::new(Heard::default());
        let out = guard.stdout.take().expect("it was piped");
        let err = guard.stderr.take().expect("it was piped");
        listen(out, Arc::clone(&heard), true);
        listen(err, Arc::clone(&heard), false);
        let pipe = guard.stdin.take();
        Guarded { guard, pipe, heard }
    }

    /// Waits for a line; gives it.
    ///
    /// # Panics
    /// When the program ends or keeps silent before, with what it said.
    pub(super) fn says(&self, is_it: impl Fn(&str) -> bool) -> String {
        let until = wait::deadline();
        let mut said = self.said();
        loop {
            if let Some(line) = said.lines.iter().find(|line| is_it(line)) {
                return line.clone();
            }
            assert!(
                !said.is_over && !wait::is_past(until),
                "{}",
                said.lines.join("\n")
            );
            said = self.rest(said);
        }
    }

    /// Waits until something is so, looking again whenever the program says a line.
    ///
    /// # Panics
    /// When the program ends or it is not so for too long, with what the program said.
    pub(super) fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let until = wait::deadline();
        while !is_so() {
            let said = self.said();
            let log = || said.lines.join("\n");
            assert!(
                !said.is_over && !wait::is_past(until),
                "{what}: never so\n{}",
                log()
            );
            drop(self.rest(said));
        }
    }

    /// The number of the program's process.
    pub(super) fn process(&self) -> u32 {
        let line = self.says(|line| line.starts_with(NUMBER));
        let number = line
            .strip_prefix(NUMBER)
            .and_then(|number| number.trim().parse().ok());
        number.expect("the guard names its process")
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.heard
            .said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn rest<'a>(&'a self, said: MutexGuard<'a, Said>) -> MutexGuard<'a, Said> {
        let waited = self.heard.changed.wait_timeout(said, wait::LOOK_AGAIN);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // The guard ends once its program has; a shell that is gone already has nothing to say.
        let _ended = self.guard.wait();
    }
}

fn listen(from: impl Read + Send + 'static, heard: Arc<Heard>, is_last: bool) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let mut said = heard.said.lock().unwrap_or_else(PoisonError::into_inner);
            said.lines.push(String::from_utf8_lossy(&line).into_owned());
            heard.changed.notify_all();
        }
        if is_last {
            let mut said = heard.said.lock().unwrap_or_else(PoisonError::into_inner);
            said.is_over = true;
            heard.changed.notify_all();
        }
    });
}

/// A command of the user who may run databases: `postgres` where we are root, else ourselves.
/// PostgreSQL refuses to run as root.
pub(super) fn as_owner(program: impl AsRef<OsStr>) -> Command {
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|answer| answer.stdout.starts_with(b"0\n"))
}

/// Makes a folder for which [`as_owner`] may do what it likes.
pub(super) fn folder() -> tempfile::TempDir {
    let folder = tempfile::Builder::new()
        .prefix("outrider-")
        .tempdir()
        .expect("a temporary folder can be made");
    if is_root() {
        let given = Command::new("chown")
            .arg("postgres")
            .arg(folder.path())
            .status();
        assert!(
            given.is_ok_and(|given| given.success()),
            "there is a user postgres: run `cargo xtask test --only demo`, which installs PostgreSQL"
        );
    }
    folder
}
