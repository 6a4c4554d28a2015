//! postil: a terminal reader and annotator for official communiqués.

pub mod app;
pub mod export;
pub mod formats;
pub mod notes;
pub mod shell;
pub mod text;
pub mod ui;
