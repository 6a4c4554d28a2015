//! What was written, for use elsewhere.
