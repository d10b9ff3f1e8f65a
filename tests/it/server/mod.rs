//! The server dies, is put back, and knows who is silent.

mod killed;
mod moved;
mod put_back;
mod sessions;
mod silent;
