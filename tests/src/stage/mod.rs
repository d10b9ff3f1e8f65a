//! The stage: a real server with a company that lives, for whoever wants to look at it.
//!
//! The console's browser stories, its pages while they are made, and benches stand on it. A server
//! process, the demo's company out of a fixed seed, real phones; a past fortnight, the present
//! week, and the first half of today have happened. Then it does what it is told, line by line.
//!
//! Today is the real today, and it is always between one and two in the afternoon: the
//! organisation lives in the zone where it is. What is late, done and open today is therefore the
//! same at every start.
//!
//! Where to start: `run` below; `cast` founds, `life` lives, `told` obeys.

mod bulk;
mod calendar;
mod cast;
mod corners;
mod customers;
mod geography;
mod life;
mod options;
mod phones;
mod plan;
mod script;
mod told;
mod words;
mod zone;

use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

pub use options::Options;
pub use told::Stage;

use crate::world::{Desk, Founding, PASSWORD, Server, World, now};
use calendar::Calendar;
use cast::Cast;
use phones::Phones;

/// Sets the stage, says so in one line, and does what it is told until nobody tells it anything.
pub fn run(options: &Options) -> ExitCode {
    let (greeting, stage) = raise(options);
    println!("{greeting}");
    if options.keep {
        wait_for_interrupt();
    } else {
        obey(&stage);
    }
    ExitCode::SUCCESS
}

/// Sets the stage and gives what there is to say about it; it stands while it is held.
pub fn raise(options: &Options) -> (Value, Stage) {
    let server = Arc::new(Server::start_on(options.port));
    server.keeps_its_port();
    if options.unset {
        (unset(&server), Stage::bare(server))
    } else if options.empty {
        let world = empty(server, options.seed);
        (
            greet(&world, &[], None),
            Stage::of(world, Phones::default()),
        )
    } else {
        filled(server, options)
    }
}

fn filled(server: Arc<Server>, options: &Options) -> (Value, Stage) {
    let mut cast = Cast::found(server, options.seed);
    customers::add(&mut cast);
    let plan = plan::make(&cast);
    bulk::add(&cast, options.customers, options.tasks);
    let phones = life::live(&cast, &plan);
    corners::turn(&cast, &plan, &phones);
    plan::awaits_repeated(&cast);
    phones.catch_up();
    let greeting = greet(&cast.world, &phones.listed(), Some(&cast));
    (greeting, Stage::of(cast.world, phones))
}

/// An organisation in which nobody is but its admin.
fn empty(server: Arc<Server>, seed: u64) -> World {
    let calendar = Calendar::at(now());
    World::founded(
        server,
        Founding {
            slug: "newcomers",
            name: "Newcomers",
            zone: calendar.zone,
            admin: Desk {
                name: "Ada Newcomer",
                login: cast::ADMIN,
                role: &outrider_model::record::Role::Admin,
                team: None,
            },
            team: "Field",
            seed,
        },
    )
}

/// A server that nobody has set up.
fn unset(server: &Server) -> Value {
    while !server.said().contains("/setup#") {
        std::thread::yield_now();
    }
    let said = server.said();
    let link = said
        .split_whitespace()
        .find(|word| word.contains("/setup#"));
    json!({ "address": address(server), "set_up": link })
}

fn address(server: &Server) -> String {
    format!("http://localhost:{}", server.address().port())
}

fn greet(world: &World, reps: &[Value], cast: Option<&Cast>) -> Value {
    let sign_in =
        |login: &str, name: &str| json!({ "login": login, "password": PASSWORD, "name": name });
    let mut greeting = json!({
        "address": address(&world.server),
        "organisation": world.slug,
        "organisation_id": world.organisation,
        "zone": Calendar::at(now()).zone,
        "admin": sign_in(cast::ADMIN, &world.admin().name),
        "reps": reps,
    });
    if let Some(cast) = cast {
        greeting["manager"] = sign_in(cast::MANAGER, &cast.boss.name);
        greeting["other_manager"] = sign_in(cast::OTHER, &cast.other.name);
        greeting["teams"] = json!(
            cast.company
                .teams
                .iter()
                .map(|team| &team.name)
                .collect::<Vec<_>>()
        );
        greeting["today"] = json!(cast.calendar.today.to_string());
        greeting["customers"] = json!(cast.places.len());
    }
    greeting
}

fn obey(stage: &Stage) {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        if line.trim().is_empty() {
            continue;
        }
        let told: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
        if told["do"] == "quit" {
            break;
        }
        println!("{}", stage.does(&told));
        let _closed = std::io::stdout().flush();
    }
}

/// Waits for Ctrl-C or SIGTERM, so that the server ends with us.
fn wait_for_interrupt() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime can be made");
    runtime.block_on(async {
        let kind = tokio::signal::unix::SignalKind::terminate();
        let mut terminated = tokio::signal::unix::signal(kind).expect("signals can be heard");
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    });
}
