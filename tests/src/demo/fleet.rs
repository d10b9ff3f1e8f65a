//! The phones: most live in this process, some in processes of their own.

use std::path::PathBuf;

use outrider_model::id::PersonId;
use uuid::Uuid;

use super::child::Apart;
use super::count::Counted;
use super::thumb::{Act, Done, Thumb};
use crate::net::Line;
use crate::world::World;

/// A phone and its way to the server.
pub(super) struct Phone {
    pub(super) name: String,
    pub(super) person: PersonId,
    pub(super) line: Line,
    pub(super) folder: PathBuf,
    skew: i64,
    host: Host,
}

enum Host {
    Here(Box<Thumb>),
    Apart(Option<Apart>),
}

impl Phone {
    /// Opens a new phone, in a process of its own when `is_apart`.
    pub(super) fn open(
        world: &World,
        name: &str,
        person: PersonId,
        skew: i64,
        is_apart: bool,
    ) -> Phone {
        let line = world.proxy.line(name).expect("the proxy opens a port");
        let folder = world.profile(name);
        let host = if is_apart {
            Host::Apart(None)
        } else {
            Host::Here(Box::default())
        };
        let mut phone = Phone {
            name: name.to_owned(),
            person,
            line,
            folder,
            skew,
            host,
        };
        phone.start();
        phone
    }

    /// Enrols it.
    pub(super) fn enrol(&mut self, world: &World) {
        let server = format!("http://{}", self.line.addr());
        let done = self.act(&Act::Enrol {
            server,
            code: world.code(self.person),
        });
        assert_eq!(done.failure, None, "{} is enrolled", self.name);
    }

    pub(super) fn is_apart(&self) -> bool {
        matches!(self.host, Host::Apart(_))
    }

    /// Does an act and gives what came of it.
    pub(super) fn act(&mut self, act: &Act) -> Done {
        match &mut self.host {
            Host::Here(thumb) => thumb.act(act),
            Host::Apart(Some(apart)) => apart.act(act),
            Host::Apart(None) => panic!("{} is not open", self.name),
        }
    }

    /// Begins an act on a phone apart, kills its process in the midst of it, and opens it again.
    pub(super) fn killed_during(&mut self, act: Option<&Act>) {
        if let Host::Apart(apart) = &mut self.host
            && let Some(mut apart) = apart.take()
        {
            if let Some(act) = act {
                apart.begin(act);
            }
            apart.kill();
        }
        self.start();
    }

    fn start(&mut self) {
        if let Host::Apart(apart) = &mut self.host {
            *apart = Some(Apart::start());
        }
        let done = self.act(&Act::Open {
            folder: self.folder.clone(),
            skew: self.skew,
        });
        assert_eq!(done.failure, None, "{} opens", self.name);
    }

    pub(super) fn counted(&self) -> Counted {
        let person: Uuid = self.person.0;
        Counted {
            name: self.name.clone(),
            person,
            folder: self.folder.clone(),
        }
    }
}
