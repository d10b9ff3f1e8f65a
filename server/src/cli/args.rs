//! What can be said on the command line, with its help.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Plans for people in the field: the server that phones and managers sync through.
///
/// Exit codes: 0 done, 1 refused or failed, 2 asked in a way that makes no sense.
#[derive(Debug, Parser)]
#[command(name = "outrider", version, propagate_version = true)]
pub struct Arguments {
    /// The folder that holds everything; made when missing
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "outrider-data"
    )]
    pub data: PathBuf,
    /// A PostgreSQL database in place of a folder, such as postgres://outrider:secret@db/outrider;
    /// in the environment no other process sees it
    #[arg(
        long,
        global = true,
        value_name = "URL",
        conflicts_with = "data",
        env = "OUTRIDER_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Bring a --database of an older version up to this one without copying it aside first
    #[arg(long, global = true)]
    pub without_backup: bool,
    /// Which organisation is meant, by its short name; may be left out where there is only one
    #[arg(long, global = true, value_name = "SLUG", alias = "organisation")]
    pub org: Option<String>,
    /// Answer in JSON, one object on one line
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve phones and managers until stopped by Ctrl-C or SIGTERM
    ///
    /// Prints `listening on ADDRESS` once it listens. On an empty folder it also prints a one-time
    /// link by which the first person sets the server up; there is no default password.
    Serve(Serve),
    /// Administer organisations, people, teams and their ways in
    Admin {
        /// What to do
        #[command(subcommand)]
        command: Admin,
    },
    /// List, show, set or remove what an organisation's server is set to
    ///
    /// Settings hold at once, also for a server that runs.
    Settings {
        /// What to do
        #[command(subcommand)]
        command: Settings,
    },
    /// Bring customers or tasks from a CSV file, all of it or nothing
    ///
    /// Columns are recognised by their headers; --map says otherwise. A byte order mark, Latin-1,
    /// semicolons and tabs are understood; swapped headers of latitude and longitude are noticed.
    /// Rows that name an id or a customer's code that is here already update it.
    Import(Import),
    /// Write all records into a folder (a CSV file a kind) or a file (JSON lines)
    ///
    /// Exported customers and tasks can be imported again. JSON lines hold every byte.
    Export(Export),
    /// Print the SHA-256 over all records and kept base texts: equal digests, equal state
    Digest,
    /// List or verify the log of what was done and looked at
    Audit {
        /// What to do
        #[command(subcommand)]
        command: Audit,
    },
    /// Take everything personal of somebody out of the database, for good; figures stay
    ///
    /// Without --yes it says what would go, and nothing does. Backups that were made before hold it
    /// until they are rotated.
    Erase(Erase),
    /// Show or set for how long positions stay precise
    Retention(RetentionAsked),
    /// Move organisations between databases, or a database's tables over many machines
    Store {
        /// What to do
        #[command(subcommand)]
        command: StoreCommand,
    },
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen; port 0 asks for a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The certificate chain (PEM); with it the server speaks TLS, and HTTP/2
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A proxy in front ends TLS and appends the client to X-Forwarded-For; lets the server listen
    /// in the clear on an address that other machines reach
    #[arg(long)]
    pub behind_proxy: bool,
    /// What this replica calls itself in the header `outrider-replica` of every answer
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Where browsers find the server, https://NAME[:PORT]: passkeys are bound to it, OpenID providers
    /// send people back there, and links in letters begin with it. When left out, a server on this
    /// machine alone is found at localhost
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// What the console's map is drawn upon: a PMTiles archive on this machine, or the address of tiles
    /// elsewhere, https://NAME/{z}/{x}/{y}.png; outlines of countries when left out
    #[arg(long, value_name = "FILE|URL")]
    pub map: Option<String>,
    /// Whom the map is of, shown in its corner
    #[arg(long, value_name = "TEXT", requires = "map")]
    pub map_attribution: Option<String>,
    /// Log in JSON; OUTRIDER_LOG chooses what is logged, such as `outrider_server=debug`
    #[arg(long)]
    pub log_json: bool,
}

/// What to administer.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Found an organisation
    CreateOrg {
        /// Its short name: small letters, digits and dashes
        slug: String,
        /// Its name; the short name when left out
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        /// The currency of its reports, ISO 4217
        #[arg(long, value_name = "CODE", default_value = "EUR")]
        currency: String,
        /// The time zone of its reports, IANA
        #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin")]
        zone: String,
    },
    /// Add a team
    CreateTeam {
        /// Its name
        name: String,
        /// The team above it, by name or id
        #[arg(long, value_name = "TEAM")]
        parent: Option<String>,
    },
    /// Add a person
    CreatePerson {
        /// Full name
        name: String,
        /// The login by which the command line, imports and sign-in know the person
        #[arg(long, value_name = "LOGIN")]
        login: Option<String>,
        /// What the person may do
        #[arg(long, value_enum, default_value_t = RoleWord::Rep)]
        role: RoleWord,
        /// The team that the person belongs to or leads, by name or id
        #[arg(long, value_name = "TEAM")]
        team: Option<String>,
        /// The time zone of the person's day; the organisation's when left out
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
    },
    /// Make a one-time code by which a person's phone is enrolled within a day
    EnrolCode {
        /// The person, by login, id or name
        person: String,
    },
    /// Make a link by which a person chooses a new password, once and within an hour
    ResetLink {
        /// The person, by login, id or name
        person: String,
        /// Take the second factors away too, once the link is used: they were lost
        #[arg(long)]
        forget_factors: bool,
        /// Where browsers find the server; the link begins with it
        #[arg(long, value_name = "URL", default_value = "")]
        public_url: String,
    },
    /// Set a password, read from standard input; ends the person's console sessions
    SetPassword {
        /// The person, by login, id or name
        person: String,
        /// A login for a person who has none yet, or another one
        #[arg(long, value_name = "LOGIN")]
        login: Option<String>,
    },
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleWord {
    /// Works in the field
    Rep,
    /// Plans for the people of a team and of the teams below it
    Manager,
    /// Runs the organisation
    Admin,
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// Show every setting that is set; secrets stay hidden
    List,
    /// Show one setting; its secret stays hidden
    Get {
        /// Its name: openid, second_factor or smtp
        name: String,
    },
    /// Set one as a whole: what is left out is not kept from before
    Set {
        /// Its name: openid, second_factor or smtp
        name: String,
        /// Its parts, such as host=relay.example.com; several values of one part have commas between
        /// them; for second_factor the one word
        #[arg(value_name = "PART=VALUE")]
        parts: Vec<String>,
        /// A file whose first line is the secret (openid: client_secret, smtp: password), or - for
        /// standard input
        #[arg(long, value_name = "FILE")]
        secret: Option<PathBuf>,
    },
    /// Remove one
    Remove {
        /// Its name: openid, second_factor or smtp
        name: String,
    },
}

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file holds
    #[arg(value_enum, required_unless_present = "undo")]
    pub what: Option<WhatWord>,
    /// The CSV file
    #[arg(value_name = "FILE.csv", required_unless_present = "undo")]
    pub file: Option<PathBuf>,
    /// Which column fills a field: FIELD=COLUMN, FIELD=COLUMN+COLUMN for the first that is not
    /// empty (an address joins them), FIELD= for none, custom:NAME=COLUMN for an own field
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Who gets customers that name no owner: `round-robin` for all active reps in turn, or logins
    /// with commas between them
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    pub owners: Vec<String>,
    /// How far around a site counts as being there, in metres
    #[arg(long, value_name = "METRES", default_value_t = 100)]
    pub fence: u32,
    /// Whether the headers of latitude and longitude are swapped
    #[arg(long, value_enum, default_value_t = SwapWord::Auto)]
    pub swapped: SwapWord,
    /// Show what would happen, and store nothing
    #[arg(long)]
    pub preview: bool,
    /// Take an import away again: what nobody touched since is removed, the rest is listed
    #[arg(long, value_name = "IMPORT", conflicts_with_all = ["what", "file", "preview"])]
    pub undo: Option<String>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WhatWord {
    /// Customers: name, code, phone, email, address, about, owner, latitude, longitude, tags
    Customers,
    /// Tasks: title, details, activity, assignee, team, customer, day, from, to, priority
    Tasks,
}

/// Whether headers are swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SwapWord {
    /// The values say it
    Auto,
    /// They are
    Yes,
    /// They are not
    No,
}

/// Where to export.
#[derive(Debug, Args)]
pub struct Export {
    /// A folder for a CSV file a kind, or a file ending in .jsonl for JSON lines
    #[arg(long, value_name = "DIR|FILE")]
    pub to: PathBuf,
    /// Put an apostrophe before cells that a spreadsheet would compute; such cells do not come
    /// back the same from an import
    #[arg(long)]
    pub spreadsheet: bool,
}

/// What to do with whole stores.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Copy an organisation with its whole history into a store that does not have it
    ///
    /// All of it or nothing; every row is read again and compared, and both digests are. No server
    /// may run on either side: what is written meanwhile makes the copy fail. The source stays as it
    /// is.
    Copy(Copy),
    /// Distribute the tables of --database by organisation, where the server has Citus
    ///
    /// The table of all organisations becomes a reference table, every other is distributed and
    /// colocated. Doing it again changes nothing. Ends with exit code 2 where there is no Citus.
    Distribute,
}

/// From where to where.
#[derive(Debug, Args)]
pub struct Copy {
    /// The store that has it; what --data or --database says when left out
    #[arg(long, value_name = "URL|DIR", required_unless_present = "to")]
    pub from: Option<String>,
    /// The store that gets it; what --data or --database says when left out
    #[arg(long, value_name = "URL|DIR")]
    pub to: Option<String>,
}

/// What to do with the log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// List lines, the oldest first
    List {
        /// Only actions that begin with this, such as sign_in
        #[arg(long, value_name = "WORD", default_value = "")]
        action: String,
        /// Only lines after this number
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        after: u64,
        /// How many at most
        #[arg(long, value_name = "COUNT", default_value_t = 200)]
        limit: usize,
    },
    /// Recompute the chain and all that it binds; names the first row that was tampered with
    ///
    /// Exit code 1 when there is one.
    Verify {
        /// A line that was kept elsewhere, as `outrider audit head` wrote it: shows also whether the
        /// log was cut off or written anew
        #[arg(long, value_name = "NUMBER:HASH", value_parser = super::audit::tip)]
        expect: Option<crate::store::AuditTip>,
    },
    /// Print number and hash of the newest line, to be kept where nobody can change it
    Head,
}

/// Whom to erase.
#[derive(Debug, Args)]
pub struct Erase {
    /// The person, by login, id or name
    pub person: String,
    /// Do it; it cannot be undone
    #[arg(long)]
    pub yes: bool,
}

/// For how long.
#[derive(Debug, Args)]
pub struct RetentionAsked {
    /// After how many days positions are made coarse, 1 to 3650
    #[arg(long, value_name = "DAYS")]
    pub positions: Option<u32>,
}
