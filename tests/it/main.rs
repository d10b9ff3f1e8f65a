//! Stories that a person could tell, each one test on real parts: a server process, real cores,
//! real HTTP.

mod audiences;
mod durability;
mod identity;
mod input;
mod network;
mod notes;
mod phone;
mod phones;
mod plan;
mod privacy;
mod server;
mod tenants;
mod upgrade;
mod visits;
mod wire;
