//! A real server process in a folder of its own, or several of one database, and their command line.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use serde_json::Value;
use tempfile::TempDir;

use super::clock::{MINUTE, now};
use super::http::{Reply, send};
use super::replicas::{Plan, Replicas};
use crate::cluster::Database;

/// How long a server may take to be well again.
const PATIENCE: i64 = 3 * MINUTE;

/// A server, running or not; it is ended by its own process id when it is dropped.
#[derive(Debug)]
pub struct Server {
    folder: TempDir,
    plan: Option<Plan>,
    flags: &'static [&'static str],
    /// Where it listens when it starts; any free port when zero.
    port: AtomicU16,
    running: Mutex<Option<Life>>,
}

/// What runs.
#[derive(Debug)]
enum Life {
    Alone(Running),
    Several(Replicas),
}

/// Where a server keeps everything.
#[derive(Debug, Clone)]
pub enum Kept {
    /// In a folder.
    Folder(PathBuf),
    /// In a database.
    Database(Arc<dyn Database>),
}

/// A process that listens.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    address: SocketAddr,
    /// What it printed after the line that names its address.
    said: Arc<Mutex<String>>,
}

/// A copy of a server's data folder, to be put back later.
#[derive(Debug)]
pub struct OlderCopy {
    folder: TempDir,
}

impl Server {
    /// Gives the server that stories share which do not kill or restore it. It ends with the last
    /// story that holds it; the next one starts another.
    pub fn shared() -> Arc<Server> {
        static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Server::start());
            *shared = Arc::downgrade(&server);
            server
        })
    }

    /// Starts a server on an empty folder.
    pub fn start() -> Server {
        Server::new(None, &[], None, 0)
    }

    /// As [`Server::start`], with more flags.
    pub fn start_with(flags: &'static [&'static str]) -> Server {
        Server::new(None, flags, None, 0)
    }

    /// As [`Server::start`], on a port, any free one when it is zero.
    pub fn start_on(port: u16) -> Server {
        Server::new(None, &[], None, port)
    }

    /// Starts a server on a copy of a server's file.
    pub fn of_file(file: &Path) -> Server {
        Server::new(None, &[], Some(file), 0)
    }

    /// Starts several servers of one database.
    pub fn replicas(database: Arc<dyn Database>, count: usize) -> Server {
        Server::new(Some(Plan { database, count }), &[], None, 0)
    }

    fn new(
        plan: Option<Plan>,
        flags: &'static [&'static str],
        file: Option<&Path>,
        port: u16,
    ) -> Server {
        let server = Server {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
            plan,
            flags,
            port: AtomicU16::new(port),
            running: Mutex::default(),
        };
        fs::create_dir(server.data()).expect("a folder can be made in a new one");
        if let Some(file) = file {
            let copied = fs::copy(file, server.data().join("outrider.db"));
            copied.expect("a file can be copied");
        }
        server.restart();
        server
    }

    /// The folder that holds the server's one file.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where it keeps everything.
    pub fn kept(&self) -> Kept {
        match &self.plan {
            Some(plan) => Kept::Database(Arc::clone(&plan.database)),
            None => Kept::Folder(self.data()),
        }
    }

    /// Changes a row behind the server's back, as time would: a test cannot wait for 90 days.
    pub fn alters(&self, sql: &str, of: uuid::Uuid) {
        let file = rusqlite::Connection::open(self.data().join("outrider.db"));
        let file = file.expect("the server's file opens");
        file.busy_timeout(std::time::Duration::from_secs(60))
            .expect("it can wait");
        file.execute(sql, [of.as_bytes()])
            .expect("a row can be changed");
    }

    /// Lets the session of a device end.
    pub fn expires(&self, device: outrider_model::id::DeviceId) {
        self.alters("UPDATE session SET expires = 1 WHERE device = ?1", device.0);
    }

    /// Where it listens now.
    pub fn address(&self) -> SocketAddr {
        match self.running().as_ref().expect("the server runs") {
            Life::Alone(running) => running.address,
            Life::Several(replicas) => replicas.address(),
        }
    }

    /// The id of the process that runs now, the first where there are several.
    pub fn process(&self) -> u32 {
        match self.running().as_ref().expect("the server runs") {
            Life::Alone(running) => running.process(),
            Life::Several(replicas) => replicas.process(),
        }
    }

    /// Starts it again, on another port, if it does not run.
    pub fn restart(&self) -> SocketAddr {
        self.running().get_or_insert_with(|| self.begin());
        self.address()
    }

    /// Lets every later start listen where it listens now.
    pub fn keeps_its_port(&self) {
        self.port.store(self.address().port(), Ordering::Relaxed);
    }

    /// What it printed after the line that names its address.
    pub fn said(&self) -> String {
        match self.running().as_ref() {
            Some(Life::Alone(running)) => running.said(),
            Some(Life::Several(_)) | None => String::new(),
        }
    }

    /// Kills it with signal 9, wherever it is.
    pub fn kill(&self) {
        match self.running().take() {
            Some(Life::Alone(running)) => running.kill(),
            Some(Life::Several(replicas)) => replicas.kill(),
            None => {}
        }
    }

    /// Waits until it answers that all is well.
    ///
    /// # Panics
    /// When it does not for too long.
    pub fn recovers(&self) {
        let until = now() + PATIENCE;
        let is_well = |reply: Reply| reply.status == 200;
        while !send(self.address(), "GET", "/health", &[], b"").is_ok_and(is_well) {
            assert!(now() < until, "the server does not recover");
        }
    }

    /// Copies the data folder of a server that does not run.
    pub fn copy(&self) -> OlderCopy {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        copy_files(&self.data(), folder.path());
        OlderCopy { folder }
    }

    /// Puts an older copy in the place of the data of a server that does not run.
    pub fn put_back(&self, copy: &OlderCopy) {
        fs::remove_dir_all(self.data()).expect("the data folder can be removed");
        fs::create_dir(self.data()).expect("the data folder can be made");
        copy_files(copy.folder.path(), &self.data());
    }

    /// Runs a command of the server's command line on its folder and gives what it printed.
    ///
    /// # Panics
    /// When the command fails; the message holds what it said.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let (code, out, err) = self.try_command(arguments);
        let said: Vec<_> = arguments
            .iter()
            .map(|one| one.as_ref().to_string_lossy())
            .collect();
        assert_eq!(code, 0, "`outrider {}` failed: {err}{out}", said.join(" "));
        out
    }

    /// As [`Server::command`] with `--json`, its answer parsed.
    pub fn json<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Value {
        let mut all: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        all.push(OsStr::new("--json"));
        let out = self.command(&all);
        serde_json::from_str(&out).unwrap_or_else(|why| panic!("no JSON ({why}): {out}"))
    }

    /// As [`Server::command`], also when it fails: exit code, output and errors.
    pub fn try_command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> (i32, String, String) {
        self.answer(arguments, "")
    }

    /// As [`Server::try_command`], with something to read on standard input.
    pub fn answer<S: AsRef<OsStr>>(&self, arguments: &[S], input: &str) -> (i32, String, String) {
        let mut command = Command::new(binary());
        match &self.plan {
            Some(plan) => plan.point(&mut command),
            None => {
                command.arg("--data").arg(self.data());
            }
        }
        let mut child = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server's binary can be started");
        let mut stdin = child.stdin.take().expect("it was piped");
        // A command that reads nothing may have ended before.
        let _unread = stdin.write_all(input.as_bytes());
        drop(stdin);
        let ended = child.wait_with_output().expect("a command ends");
        (
            ended.status.code().unwrap_or(-1),
            String::from_utf8_lossy(&ended.stdout).into_owned(),
            String::from_utf8_lossy(&ended.stderr).into_owned(),
        )
    }

    /// What the server wrote to its log so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn running(&self) -> MutexGuard<'_, Option<Life>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self) -> Life {
        if let Some(plan) = &self.plan {
            return Life::Several(plan.start(self.folder.path()));
        }
        let mut command = Command::new(binary());
        command.arg("--data").arg(self.data());
        let listen = format!("127.0.0.1:{}", self.port.load(Ordering::Relaxed));
        command
            .args(["serve", "--listen", &listen])
            .args(self.flags);
        Life::Alone(Running::spawn(&mut command, self.folder.path()))
    }
}

impl Running {
    /// Starts a server; what it logs goes into the folder.
    pub(super) fn spawn(command: &mut Command, folder: &Path) -> Running {
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .expect("a log can be written to a new folder");
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the server's binary can be started");
        let mut lines = BufReader::new(child.stdout.take().expect("it was piped")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| listens(&line));
        let Some(address) = address else {
            let status = child.wait();
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            panic!("the server ended before it listened ({status:?}): {log}");
        };
        // Whatever it prints later must not fill the pipe.
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        Running {
            child,
            address,
            said,
        }
    }

    fn said(&self) -> String {
        let said = self.said.lock();
        said.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn kill(mut self) {
        self.child.kill().expect("a child of ours can be killed");
        self.child.wait().expect("a killed child ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the server's log:\n{}", self.log());
        }
        self.kill();
    }
}

/// Reads the address out of the line that says where the server listens.
fn listens(line: &str) -> Option<SocketAddr> {
    let (_, address) = line.split_once("listening on ")?;
    let address = address.split_whitespace().next()?;
    let bare = address.rsplit("//").next()?.trim_end_matches('/');
    bare.parse().ok()
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
    }
}

/// The server's binary: what `OUTRIDER_BIN` says, else the one beside this test program.
pub(super) fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("OUTRIDER_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().expect("a program knows its own path");
    let beside = test
        .parent()
        .and_then(Path::parent)
        .expect("it lies in a target folder");
    let path = beside.join(format!("outrider{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "there is no {}: run `cargo build -p outrider-server`, or name one in OUTRIDER_BIN",
        path.display()
    );
    path
}
