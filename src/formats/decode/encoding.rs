//! The encodings that are read, and their names.

use std::fmt;

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// UTF-32, the low byte first.
    Utf32Le,
    /// UTF-32, the high byte first.
    Utf32Be,
    /// TCVN 5712:1993, as the fonts whose names begin with .Vn have it; also called ABC.
    Tcvn3,
    /// VNI for Windows: a letter, then a byte for its marks.
    Vni,
    /// VISCII, RFC 1456.
    Viscii,
    /// Another encoding of the WHATWG Encoding Standard, such as windows-1258.
    Standard(Standard),
}

/// An encoding of the WHATWG Encoding Standard that is none of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standard(&'static encoding_rs::Encoding);

const OWN: [(Encoding, &str); 8] = [
    (Encoding::Utf8, "UTF-8"),
    (Encoding::Utf16Le, "UTF-16LE"),
    (Encoding::Utf16Be, "UTF-16BE"),
    (Encoding::Utf32Le, "UTF-32LE"),
    (Encoding::Utf32Be, "UTF-32BE"),
    (Encoding::Tcvn3, "TCVN3"),
    (Encoding::Vni, "VNI"),
    (Encoding::Viscii, "VISCII"),
];

/// Other names of those encodings, in lower case. UTF-16 without an order is little-endian where no
/// byte order mark says otherwise, as in the Encoding Standard.
const ALIASES: [(&str, Encoding); 9] = [
    ("abc", Encoding::Tcvn3),
    ("tcvn", Encoding::Tcvn3),
    ("tcvn-5712", Encoding::Tcvn3),
    ("tcvn5712-1", Encoding::Tcvn3),
    ("vni-win", Encoding::Vni),
    ("csviscii", Encoding::Viscii),
    ("utf-32", Encoding::Utf32Le),
    ("utf32", Encoding::Utf32Le),
    ("utf16", Encoding::Utf16Le),
];

const STANDARD: [&str; 34] = [
    "windows-1258",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-874",
    "gb18030",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "macintosh",
    "x-mac-cyrillic",
];

impl Encoding {
    /// The encoding that a name stands for, in any case: the names of [`Encoding::names`], the labels
    /// of the WHATWG Encoding Standard (`latin1`, `gbk`, `sjis`, …), and `abc` for TCVN3.
    ///
    /// ```
    /// use postil::formats::Encoding;
    /// assert_eq!(Encoding::named("abc"), Some(Encoding::Tcvn3));
    /// assert_eq!(Encoding::named("CP1258").map(Encoding::name), Some("windows-1258"));
    /// assert_eq!(Encoding::named("klingon"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase();
        let own = OWN.iter().find(|(_, own)| own.eq_ignore_ascii_case(&name)).map(|(encoding, _)| *encoding);
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, encoding)| *encoding);
        own.or_else(alias).or_else(|| Encoding::of(encoding_rs::Encoding::for_label(name.as_bytes())?))
    }

    /// The name that [`Encoding::named`] understands.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Utf32Le => "UTF-32LE",
            Encoding::Utf32Be => "UTF-32BE",
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Vni => "VNI",
            Encoding::Viscii => "VISCII",
            Encoding::Standard(Standard(encoding)) => encoding.name(),
        }
    }

    /// The names of all encodings that are read.
    pub fn names() -> impl Iterator<Item = &'static str> {
        OWN.iter().map(|(_, name)| *name).chain(STANDARD)
    }

    /// As what an encoding of the standard is read; GBK as its superset. `None` for the standard's
    /// two that are no encodings.
    pub(super) fn of(encoding: &'static encoding_rs::Encoding) -> Option<Encoding> {
        if encoding == encoding_rs::UTF_8 {
            Some(Encoding::Utf8)
        } else if encoding == encoding_rs::UTF_16LE {
            Some(Encoding::Utf16Le)
        } else if encoding == encoding_rs::UTF_16BE {
            Some(Encoding::Utf16Be)
        } else if encoding == encoding_rs::GBK {
            Some(Encoding::Standard(Standard(encoding_rs::GB18030)))
        } else {
            STANDARD.contains(&encoding.name()).then_some(Encoding::Standard(Standard(encoding)))
        }
    }

    /// Whether both are orders of the bytes of the same units.
    pub(super) fn is_kin(self, other: Encoding) -> bool {
        use Encoding::{Utf16Be, Utf16Le, Utf32Be, Utf32Le};
        let pair = |one, two| [one, two].contains(&self) && [one, two].contains(&other);
        self == other || pair(Utf16Le, Utf16Be) || pair(Utf32Le, Utf32Be)
    }
}

impl Standard {
    pub(super) fn codec(self) -> &'static encoding_rs::Encoding {
        self.0
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Encoding::Tcvn3 => write!(out, "TCVN3 (ABC)"),
            other => out.write_str(other.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_the_encoding_that_has_it() {
        for name in Encoding::names() {
            assert_eq!(Encoding::named(name).map(Encoding::name), Some(name));
            assert_eq!(Encoding::named(&name.to_uppercase()), Encoding::named(name), "{name}");
        }
    }

    #[test]
    fn usual_names_are_understood() {
        let name = |name| Encoding::named(name).map_or("unknown", Encoding::name);
        assert_eq!(["abc", "vni", "utf-32le", "utf8"].map(name), ["TCVN3", "VNI", "UTF-32LE", "UTF-8"]);
        assert_eq!(["gbk", "gb2312", "sjis"].map(name), ["gb18030", "gb18030", "Shift_JIS"]);
        assert_eq!(["latin1", "cp1252", "koi8-r"].map(name), ["windows-1252", "windows-1252", "KOI8-R"]);
        assert_eq!(["", "replacement", "x-user-defined"].map(name), ["unknown"; 3]);
    }
}
