//! Citations with the reader's own templates: `cite/NAME.jinja` in the configuration folder
//! (`~/.config/postil` on Linux) stands in for the built-in template of that style.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::error::Error;
use crate::export::cite::{self, Source, Style};
use crate::text::{Document, Span};

const CITE: &str = "cite";

/// The largest template, in bytes.
const LARGEST: u64 = 1 << 20;

/// The citation of `span` of `document`, whose file has that `name`, by the template `named`, else by
/// the reader's own for the style, else by the built-in one.
///
/// # Errors
/// Where a template cannot be read or filled in.
pub fn cite(
    document: &Document,
    name: &str,
    span: Span,
    style: Style,
    named: Option<&Path>,
) -> Result<String, Error> {
    let own = match named {
        Some(path) => Some((path.to_path_buf(), read(path).map_err(|error| unreadable(path, error))?)),
        None => of_user(style)?,
    };
    let template = own.as_ref().map(|(_, template)| template.as_str());
    let cited = cite::cite(document, &Source { name }, span, style, template);
    cited.map_err(|why| {
        let path = own.map_or_else(|| PathBuf::from(name), |(path, _)| path);
        Error::new(CITE, &path, why.to_string())
    })
}

/// The reader's own template for `style`, with its path, where there is one.
fn of_user(style: Style) -> Result<Option<(PathBuf, String)>, Error> {
    let dirs = ProjectDirs::from("", "", "postil").filter(|dirs| dirs.config_dir().is_absolute());
    let Some(dirs) = dirs.filter(|_| style.entry().template.is_some()) else { return Ok(None) };
    let path = dirs.config_dir().join("cite").join(format!("{}.jinja", style.name()));
    match read(&path) {
        Ok(template) => Ok(Some((path, template))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&path, error)),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() || meta.len() > LARGEST {
        return Err(io::Error::other("it is no regular file of at most 1 MiB"));
    }
    fs::read_to_string(path)
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    Error::io("read the template", path, error, "")
}
