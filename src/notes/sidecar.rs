//! The notes file as a value.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::json::{Fault, Json, Members, is_key};
use super::{Annotation, Damage, Id, Stamp, annotation, snapshot};

/// The members of the file, in its order.
pub(super) const HEADER: [&str; 7] = ["@context", "id", "type", "generator", "about", "postil", "items"];

/// The members of the file's `postil`, in the order of the file.
pub(super) const POSTIL: [&str; 4] = ["version", "unit", "norm", "texts"];

/// The newest version of the format that is written here.
const VERSION: u8 = 1;

/// The notes file. Every member that is not known here comes back as it was, every annotation that
/// is not touched as its line was; removed annotations stay as tombstones.
#[derive(Clone, Debug)]
pub struct Sidecar {
    /// The members of the file; `items` is empty here unless it is no list.
    pub(super) header: Members<'static>,
    pub(super) annotations: BTreeMap<Id, Annotation>,
    /// Items that are no annotations, as spelled.
    pub(super) strays: BTreeSet<String>,
    remarks: Vec<String>,
}

/// What the sidecar says of the document; empty fields are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Where the document came from: an address or a file name. Never used as a path to open.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who issued it.
    pub publisher: Option<String>,
    /// Its date as printed.
    pub date: Option<String>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// Its media type.
    pub format: Option<String>,
}

impl Default for Sidecar {
    fn default() -> Sidecar {
        Sidecar::new()
    }
}

/// Equal as files are: remarks do not count.
impl PartialEq for Sidecar {
    fn eq(&self, other: &Sidecar) -> bool {
        self.header == other.header && self.annotations == other.annotations && self.strays == other.strays
    }
}

impl Sidecar {
    /// A sidecar without annotations.
    #[must_use]
    pub fn new() -> Sidecar {
        let text = |text: &str| Json::of_str(text);
        let generator = Members::of([("type", text("Software")), ("name", text("postil"))]);
        let postil = Members::of([
            ("version", Json::of_number(VERSION.into())),
            ("unit", text("codepoint")),
            ("norm", text("nfc-lf-1")),
            ("texts", Members::default().into()),
        ]);
        Sidecar::of(Members::of([
            ("@context", text("http://www.w3.org/ns/anno.jsonld")),
            ("type", text("AnnotationSet")),
            ("generator", generator.into()),
            ("postil", postil.into()),
            ("items", Json::Array(Vec::new())),
        ]))
    }

    /// The sidecar in these bytes. A member of an unexpected type reads as if it were not there,
    /// and stays; of annotations with one id, all but the first get another.
    ///
    /// # Errors
    /// The bytes are not one whole sidecar: the damage says what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Sidecar, Damage> {
        let text = Damage::text(bytes)?;
        let mut sidecar = Sidecar::of(Members::default());
        let json = Json::parse_apart(text, "items", &mut |item| sidecar.take_in(item));
        let refuse = |what: &str| Damage::fault(text, Fault { at: 0, what: what.to_owned() });
        let Json::Object(header) = json.map_err(|fault| Damage::fault(text, fault))? else {
            return Err(refuse("the file is not a set of notes"));
        };
        sidecar.header = header.into_owned();
        if sidecar.is_read_only() {
            return Ok(sidecar);
        }
        match sidecar.header.get("items") {
            Some(Json::Array(_)) => {}
            Some(Json::Object(_) | Json::Scalar(_)) => return Err(refuse("the annotations are not a list")),
            None => sidecar.header.set(&HEADER, "items", Json::Array(Vec::new())),
        }
        Ok(sidecar)
    }

    /// The file: one annotation a line, ordered by id, a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let lines: usize = self.annotations.values().map(|annotation| annotation.line().len() + 2).sum();
        let mut out = String::with_capacity(lines + 1024);
        let mut last = "";
        for (key, value) in self.header.iter() {
            let together = is_key(last, "id") && is_key(key, "type");
            out.push_str(if last.is_empty() {
                "{\n"
            } else if together {
                ","
            } else {
                ",\n"
            });
            out.push_str(key);
            out.push(':');
            match value {
                Json::Array(_) if is_key(key, "items") => self.write_items(&mut out),
                Json::Object(_) | Json::Array(_) | Json::Scalar(_) => value.write(&mut out),
            }
            last = key;
        }
        out.push_str(if last.is_empty() { "{}\n" } else { "}\n" });
        out
    }

    /// Whether a newer version of postil wrote the file: it can be read, and must not be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        let version = self.header.object("postil").and_then(|postil| postil.get("version"));
        let spelled = version.map(|version| version.string().map_or_else(|| version.spelled(), Into::into));
        spelled.is_some_and(|text| match text.parse::<f64>() {
            Ok(version) => version >= f64::from(VERSION) + 1.0,
            Err(_) => leading(&text).is_some_and(|major| major > u64::from(VERSION)),
        })
    }

    /// Whether there is nothing to keep: no annotation, not even one that was removed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty() && self.strays.is_empty()
    }

    /// The annotations by id, without those removed.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.values().filter(|annotation| !annotation.is_deleted())
    }

    /// The annotation of that id, unless it was removed.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Annotation> {
        self.annotations.get(&id).filter(|annotation| !annotation.is_deleted())
    }

    /// What had to be mended while reading, a sentence each.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// The hashes of the texts that were annotated, `sha256:…`.
    pub fn text_hashes(&self) -> impl Iterator<Item = &str> {
        let keys = self.texts().into_iter().flat_map(Members::iter).map(|(key, _)| key);
        keys.filter_map(|key| key.strip_prefix('"')?.strip_suffix('"'))
    }

    /// The text of that hash, if the sidecar keeps it whole and unharmed.
    #[must_use]
    pub fn snapshot(&self, hash: &str) -> Option<String> {
        let packed = self.texts()?.object(hash)?.string("snapshot")?;
        snapshot::unpack(&packed, hash)
    }

    /// What the sidecar says of the document.
    #[must_use]
    pub fn about(&self) -> About {
        let about = self.header.object("about");
        let first = |name: &str| {
            let value = about?.get(name)?.list().first()?.string()?;
            Some(value.into_owned())
        };
        About {
            source: first("dc:identifier"),
            title: first("dc:title"),
            publisher: first("dc:publisher"),
            date: first("dc:date"),
            language: first("dc:language"),
            format: first("dc:format"),
        }
    }

    /// Writes what is known of the document, unless the sidecar already says something.
    pub(super) fn set_about(&mut self, about: &About) {
        if self.header.get("about").is_some() {
            return;
        }
        let fields = [
            ("dc:title", &about.title),
            ("dc:publisher", &about.publisher),
            ("dc:date", &about.date),
            ("dc:language", &about.language),
            ("dc:format", &about.format),
        ];
        let mut members = Members::default();
        if let Some(source) = &about.source {
            members.set(&[], "dc:identifier", Json::of_strings([source]));
        }
        for (name, value) in fields {
            if let Some(value) = value {
                members.set(&[], name, Json::of_str(value));
            }
        }
        if !members.is_empty() {
            self.header.set(&HEADER, "about", members.into());
        }
    }

    /// Notes that a text is annotated: how long it is, when it was read, and its words if given.
    pub(super) fn keep_text(&mut self, hash: &str, chars: usize, time: Timestamp, words: Option<&str>) {
        let kept = self.texts().and_then(|texts| texts.object(hash));
        let has_words = kept.is_some_and(|text| text.get("snapshot").is_some());
        if kept.is_some() && (has_words || words.is_none()) {
            return;
        }
        let packed = words.and_then(snapshot::pack);
        self.header.edit(&HEADER, "postil", |postil| {
            postil.edit(&POSTIL, "texts", |texts| {
                texts.edit(&[], hash, |text| {
                    if text.is_empty() {
                        text.set(&[], "chars", Json::of_number(chars));
                        text.set(&[], "retrieved", Json::of_str(&annotation::spelled(time)));
                    }
                    if let Some(packed) = packed {
                        text.set(&[], "snapshot", Json::of_str(&packed));
                    }
                });
            });
        });
    }

    /// Gives a new set its name.
    pub(super) fn name(&mut self, id: Id) {
        if self.header.get("id").is_none() {
            self.header.set(&HEADER, "id", Json::of_str(&id.urn()));
        }
    }

    /// The last stamp of any edit.
    pub(super) fn latest(&self) -> Option<Stamp> {
        self.annotations.values().filter_map(Annotation::latest).max()
    }

    /// A sidecar with these members and no items.
    pub(super) fn of(header: Members<'static>) -> Sidecar {
        Sidecar { header, annotations: BTreeMap::new(), strays: BTreeSet::new(), remarks: Vec::new() }
    }

    fn texts(&self) -> Option<&Members<'static>> {
        self.header.object("postil")?.object("texts")
    }

    fn take_in(&mut self, item: Json) {
        let Json::Object(members) = item else {
            self.strays.insert(item.spelled());
            return;
        };
        let nameless = annotation::id_of(&members).is_none();
        let mut annotation = Annotation::read(members);
        if nameless {
            self.remarks.push(format!("an annotation had no id; it is now {}", annotation.id()));
        }
        if let Some(first) = self.annotations.get(&annotation.id()) {
            if *first == annotation {
                return;
            }
            let twice = annotation.id();
            while self.annotations.contains_key(&annotation.id()) {
                annotation = annotation.renamed("twice ");
            }
            self.remarks.push(format!("two annotations had the id {twice}; one is now {}", annotation.id()));
        }
        self.annotations.insert(annotation.id(), annotation);
    }

    fn write_items(&self, out: &mut String) {
        out.push('[');
        let lines = self.annotations.values().map(Annotation::line);
        for (i, line) in lines.chain(self.strays.iter().map(String::as_str)).enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(line);
        }
        out.push_str(if self.is_empty() { "]" } else { "\n]" });
    }
}

/// The number that a version such as `2-draft` starts with.
fn leading(version: &str) -> Option<u64> {
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests;
