//! The only layer that touches the world.
