//! Stories that a person could tell, each one test on real parts: a server process, real cores,
//! real HTTP.

mod wire;
