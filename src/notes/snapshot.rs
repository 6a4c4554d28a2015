//! The text that was annotated, as the sidecar keeps it: `zlib+base64:…`.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::canon;

/// Whether the annotated text is kept in the sidecar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Snapshot {
    /// Kept, once for each text: what finds anchors again when the text changes.
    #[default]
    Keep,
    /// Left out: the text may not be copied.
    Omit,
}

/// How many bytes a text may have to be kept, and to be believed when read back.
const MOST: u64 = 64 << 20;

/// From how many bytes on speed counts more than size.
const LONG: usize = 1 << 20;

const SCHEME: &str = "zlib+base64:";

/// The text packed; `None` where it is too long to keep.
pub(super) fn pack(text: &str) -> Option<String> {
    if text.len() as u64 > MOST {
        return None;
    }
    let level = if text.len() > LONG { Compression::fast() } else { Compression::default() };
    let mut encoder = ZlibEncoder::new(Vec::new(), level);
    encoder.write_all(text.as_bytes()).ok()?;
    Some(format!("{SCHEME}{}", STANDARD.encode(encoder.finish().ok()?)))
}

/// The text of that hash; `None` where the pack is damaged, holds another text, or too much.
pub(super) fn unpack(packed: &str, hash: &str) -> Option<String> {
    let bytes = STANDARD.decode(packed.strip_prefix(SCHEME)?).ok()?;
    let mut text = Vec::new();
    ZlibDecoder::new(bytes.as_slice()).take(MOST + 1).read_to_end(&mut text).ok()?;
    let text = (text.len() as u64 <= MOST).then(|| String::from_utf8(text).ok())??;
    (canon::hash(&text) == hash).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_if_it_is_the_one_asked_for() {
        let text = "Hội nghị Ban Chấp hành\n".repeat(100);
        let packed = pack(&text).unwrap();
        assert!(packed.len() < text.len() / 4);
        assert_eq!(unpack(&packed, &canon::hash(&text)), Some(text));
        assert_eq!(unpack(&packed, &canon::hash("another text")), None);
        assert_eq!(unpack(&packed[..packed.len() - 8], &canon::hash("")), None);
        assert_eq!(unpack("plain:abc", &canon::hash("abc")), None);
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        (0..=64).for_each(|_| encoder.write_all(&zeros).unwrap());
        let packed = format!("{SCHEME}{}", STANDARD.encode(encoder.finish().unwrap()));
        assert_eq!(unpack(&packed, "sha256:"), None);
    }
}
