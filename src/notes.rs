//! Annotations and the sidecar that keeps them.
//!
//! [`Sidecar`] is the JSON file as a value: what it does not understand it hands back as it was.
//! [`Store`] is a sidecar beside its document: every anchor resolved, every edit stamped and
//! undoable. [`Anchor`] says where a quote stands and how to find it again, [`Query`] picks
//! annotations, [`pen`] is the table of pens.
//!
//! This layer touches no file, reads no clock and draws no random number: a [`Moment`] and a
//! [`Device`] are arguments. What cannot be read is a [`Damage`] that says where; what cannot be
//! found is an orphan that says why; nothing is dropped.
//!
//! Offsets are bytes inside the program and code points in the file; [`CodePoints`] is the border.

mod anchor;
mod annotation;
mod body;
mod canon;
mod code_points;
mod context;
mod damage;
mod find;
mod history;
mod id;
mod json;
mod merge;
pub mod pen;
mod placed;
mod query;
mod record;
mod resolve;
mod sidecar;
mod snapshot;
mod stamp;
mod store;
#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub use annotation::Annotation;
pub use canon::Canon;
pub use code_points::CodePoints;
pub use damage::Damage;
pub use history::{Change, ChangeKind};
pub use id::Id;
pub use placed::Placed;
pub use query::Query;
pub use resolve::{Place, Reason};
pub use sidecar::{About, Sidecar};
pub use snapshot::Snapshot;
pub use stamp::{Device, Moment, Stamp};
pub use store::{Draft, Store};
