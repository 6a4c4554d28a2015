//! Annotations and the sidecar that keeps them.
