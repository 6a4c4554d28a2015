//! What the tests of this layer share.

pub(in crate::notes) mod picture;
