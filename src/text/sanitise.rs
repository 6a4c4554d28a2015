//! The one way from a document's text to the screen.
