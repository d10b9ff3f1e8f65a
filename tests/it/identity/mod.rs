//! Who somebody is, and how he proves it.

mod desk;
mod forgotten;
mod misuse;
mod openid;
mod passkey;
mod post;
mod shown_once;
mod steps;
mod tools;
mod visitor;
