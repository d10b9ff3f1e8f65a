//! A phone as a process of its own, so that it can be killed with signal 9.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::thumb::{Act, Done, Thumb};

/// Reads acts from standard input, one a line, and answers each on standard output.
pub(super) fn serve() {
    let mut thumb = Thumb::default();
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let act: Act = serde_json::from_str(&line).expect("the driver sends acts");
        let done = serde_json::to_string(&thumb.act(&act)).expect("an answer is JSON");
        println!("{done}");
    }
}

/// The driver's end of such a process.
#[derive(Debug)]
pub(super) struct Apart {
    child: Child,
    acts: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Apart {
    pub(super) fn start() -> Apart {
        let program = std::env::current_exe().expect("a program knows its own path");
        let mut child = Command::new(program)
            .arg("--phone")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program can be started again");
        let acts = child.stdin.take().expect("it was piped");
        let answers = BufReader::new(child.stdout.take().expect("it was piped"));
        Apart {
            child,
            acts,
            answers,
        }
    }

    pub(super) fn act(&mut self, act: &Act) -> Done {
        self.begin(act);
        let mut line = String::new();
        self.answers
            .read_line(&mut line)
            .expect("the phone answers");
        serde_json::from_str(&line).expect("the phone's answer is JSON")
    }

    /// Sends an act without waiting for what comes of it.
    pub(super) fn begin(&mut self, act: &Act) {
        let line = serde_json::to_string(act).expect("an act is JSON");
        writeln!(self.acts, "{line}")
            .and_then(|()| self.acts.flush())
            .expect("the phone listens");
    }

    /// Kills the process with signal 9, wherever it is.
    pub(super) fn kill(mut self) {
        self.child.kill().expect("a child of ours can be killed");
        self.child.wait().expect("a killed child ends");
    }
}
