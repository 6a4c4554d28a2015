//! The only layer that touches the world: files, the lock, the clock, the terminal, signals, the
//! command line.

pub mod citation;
pub mod cli;
pub mod error;
pub mod events;
pub mod files;
pub mod keep;
pub mod recent;
pub mod session;
pub mod terminal;
