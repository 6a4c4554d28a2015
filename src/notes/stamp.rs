//! When and where an edit was made: a hybrid logical clock (Kulkarni et al., 2014), so that edits
//! are ordered by what their writer had seen even when a clock is wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use uuid::Uuid;

/// What a command needs of the world: the time, and a fresh id should it make something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time on the wall.
    pub time: Timestamp,
    /// A fresh UUID, version 7.
    pub id: Uuid,
}

/// One installation of postil: eight characters of `a-z0-9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device([u8; 8]);

impl Device {
    /// The device of that name, if it is one.
    #[must_use]
    pub fn new(name: &str) -> Option<Device> {
        let bytes = <[u8; 8]>::try_from(name.as_bytes()).ok()?;
        bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()).then_some(Device(bytes))
    }

    /// A device that stands for a writer who left no stamp, told apart by what was written.
    pub(crate) fn unnamed(digest: &[u8]) -> Device {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut bytes = *b"00000000";
        for (to, from) in bytes.iter_mut().zip(digest) {
            *to = DIGITS.get(usize::from(*from) % DIGITS.len()).copied().unwrap_or(b'0');
        }
        Device(bytes)
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&b| write!(f, "{}", char::from(b)))
    }
}

/// The stamp of one edit, ordered by time, then counter, then device.
///
/// ```
/// let stamp: postil::notes::Stamp = "2026-11-22T10:00:00.123Z+0/k7f3m2q9".parse().unwrap();
/// assert_eq!(stamp.to_string(), "2026-11-22T10:00:00.123Z+0/k7f3m2q9");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    time: Timestamp,
    counter: u32,
    device: Device,
}

/// The text is not a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a stamp: expected TIME+COUNTER/DEVICE")]
pub struct NotAStamp;

impl Stamp {
    /// The stamp of the next edit on `device`: later than the wall and than every stamp seen.
    /// Only after 4,294,967,295 edits in the last millisecond of the calendar does it stand still.
    #[must_use]
    pub fn next(wall: Timestamp, latest: Option<Stamp>, device: Device) -> Stamp {
        let wall = Timestamp::from_millisecond(wall.as_millisecond()).unwrap_or(wall);
        let Some(latest) = latest.filter(|latest| latest.time >= wall) else {
            return Stamp { time: wall, counter: 0, device };
        };
        let after = || Timestamp::from_millisecond(latest.time.as_millisecond().saturating_add(1)).ok();
        match (latest.counter.checked_add(1), after()) {
            (Some(counter), _) => Stamp { time: latest.time, counter, device },
            (None, Some(time)) => Stamp { time, counter: 0, device },
            (None, None) => Stamp { device, ..latest },
        }
    }

    /// Where the edit was made.
    #[must_use]
    pub fn device(self) -> Device {
        self.device
    }

    /// The stamp of what was written without one: before every real stamp, and its own for every
    /// `digest` of what was written.
    pub(crate) fn unstamped(digest: &[u8]) -> Stamp {
        Stamp { time: Timestamp::UNIX_EPOCH, counter: 0, device: Device::unnamed(digest) }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}+{}/{}", self.time, self.counter, self.device)
    }
}

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Stamp, NotAStamp> {
        let parts = || {
            let (time, device) = text.rsplit_once('/')?;
            let (time, counter) = time.rsplit_once('+')?;
            let time = time.ends_with('Z').then(|| time.parse::<Timestamp>().ok())??;
            let time = Timestamp::from_millisecond(time.as_millisecond()).ok()?;
            Some(Stamp { time, counter: counter.parse().ok()?, device: Device::new(device)? })
        };
        parts().ok_or(NotAStamp)
    }
}

/// The last stamp of each device that a version includes: a version vector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen(BTreeMap<Device, Stamp>);

impl Seen {
    pub(crate) fn insert(&mut self, stamp: Stamp) {
        self.0.entry(stamp.device).and_modify(|last| *last = stamp.max(*last)).or_insert(stamp);
    }

    pub(crate) fn covers(&self, stamp: Stamp) -> bool {
        self.0.get(&stamp.device).is_some_and(|last| stamp <= *last)
    }

    pub(crate) fn covers_all(&self, other: &Seen) -> bool {
        other.iter().all(|stamp| self.covers(stamp))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The stamps, by device.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Stamp> {
        self.0.values().copied()
    }
}

impl Extend<Stamp> for Seen {
    fn extend<I: IntoIterator<Item = Stamp>>(&mut self, stamps: I) {
        stamps.into_iter().for_each(|stamp| self.insert(stamp));
    }
}

impl FromIterator<Stamp> for Seen {
    fn from_iter<I: IntoIterator<Item = Stamp>>(stamps: I) -> Seen {
        let mut seen = Seen::default();
        seen.extend(stamps);
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Stamp {
        text.parse().unwrap()
    }

    #[test]
    fn an_edit_is_later_than_the_wall_and_than_every_stamp_seen() {
        let device = Device::new("k7f3m2q9").unwrap();
        let next = |wall: &str, latest: Option<&str>| {
            Stamp::next(wall.parse().unwrap(), latest.map(stamp), device).to_string()
        };
        let now = "2026-11-22T10:00:00.123456Z";
        assert_eq!(next(now, None), "2026-11-22T10:00:00.123Z+0/k7f3m2q9");
        let past = "2026-11-22T10:00:00.122Z+7/aaaaaaaa";
        assert_eq!(next(now, Some(past)), "2026-11-22T10:00:00.123Z+0/k7f3m2q9");
        let same = "2026-11-22T10:00:00.123Z+7/zzzzzzzz";
        assert_eq!(next(now, Some(same)), "2026-11-22T10:00:00.123Z+8/k7f3m2q9");
        let future = "2200-01-01T00:00:00.000Z+4294967295/zzzzzzzz";
        assert_eq!(next("1970-01-01T00:00:00Z", Some(future)), "2200-01-01T00:00:00.001Z+0/k7f3m2q9");
    }

    #[test]
    fn the_end_of_the_calendar_is_survived() {
        let last = Stamp { time: Timestamp::MAX, counter: u32::MAX, device: Device(*b"aaaaaaaa") };
        let next = Stamp::next(Timestamp::MAX, Some(last), Device(*b"bbbbbbbb"));
        assert!(next > last);
        let first = Stamp::next(Timestamp::MIN, None, Device(*b"aaaaaaaa"));
        assert_eq!(stamp(&first.to_string()), first);
    }

    #[test]
    fn order_is_time_then_counter_then_device() {
        let texts = [
            "-000043-01-01T00:00:00.000Z+0/aaaaaaaa",
            "1970-01-01T00:00:00.000Z+0/aaaaaaaa",
            "2026-11-22T10:00:00.123Z+2/aaaaaaaa",
            "2026-11-22T10:00:00.123Z+10/aaaaaaaa",
            "2026-11-22T10:00:00.123Z+10/b0000000",
            "2026-11-22T10:00:00.124Z+0/aaaaaaaa",
        ];
        assert!(texts.map(stamp).is_sorted());
        assert_eq!(texts.map(|text| stamp(text).to_string()), texts);
    }

    #[test]
    fn what_is_no_stamp_is_refused() {
        for text in [
            "",
            "now",
            "2026-11-22T10:00:00Z",
            "2026-11-22T10:00:00Z+0/SHOUTING",
            "2026-11-22T10:00:00Z+-1/aaaaaaaa",
            "2026-11-22T10:00:00Z+0/aaaaaaaaa",
            "2026-11-22T10:00:00+07:00+0/aaaaaaaa",
        ] {
            assert_eq!(text.parse::<Stamp>(), Err(NotAStamp), "{text}");
        }
    }

    #[test]
    fn a_version_covers_what_its_devices_wrote_before() {
        let seen: Seen = ["2026-01-02T00:00:00.000Z+0/aaaaaaaa"].map(stamp).into_iter().collect();
        assert!(seen.covers(stamp("2026-01-01T00:00:00.000Z+9/aaaaaaaa")));
        assert!(!seen.covers(stamp("2026-01-02T00:00:00.000Z+1/aaaaaaaa")));
        assert!(!seen.covers(stamp("2026-01-01T00:00:00.000Z+0/bbbbbbbb")));
    }
}
