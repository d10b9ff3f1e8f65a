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
    /// A PostgreSQL database in place of a folder; comes with a later version
    #[arg(long, global = true, value_name = "URL", conflicts_with = "data")]
    pub database: Option<String>,
    /// Which organisation is meant, by its short name; may be left out where there is only one
    #[arg(long, global = true, value_name = "SLUG")]
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
    /// Print the SHA-256 over all records: equal digests, equal state
    Digest,
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
