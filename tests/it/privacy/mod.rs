//! What the organisation owes its people: looks that are told, positions that grow coarse, people
//! who are forgotten; and a log in which nothing is changed unseen.

mod erased;
mod logged;
mod looks;
