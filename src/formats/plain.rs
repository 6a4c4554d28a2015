//! Plain text: the document's text is the whole file.

use std::borrow::Cow;

use crate::text::Document;

pub(super) fn document(text: Cow<'_, str>) -> Document {
    Document::plain(text.into_owned())
}
