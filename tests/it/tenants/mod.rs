//! People, teams and organisations: who stands in for whom, and what stays apart.

mod apart;
mod delegated;
