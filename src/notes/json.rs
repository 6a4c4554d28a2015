//! JSON that keeps its spelling: numbers and strings stand as they stood in the file, members in
//! their order. `serde_json` rewrites numbers, and its `RawValue` scans a value again at each level
//! and does not see a key that stands twice inside one.

mod scan;

use std::borrow::Cow;

pub(super) use scan::Fault;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'a> {
    Object(Members<'a>),
    Array(Vec<Json<'a>>),
    /// A string with its quotes, a number, `true`, `false` or `null`, as spelled.
    Scalar(Cow<'a, str>),
}

impl<'a> Json<'a> {
    /// The value that is all of `text`.
    pub(super) fn parse(text: &'a str) -> Result<Json<'a>, Fault> {
        scan::parse(text, None, &mut |_| {})
    }

    /// The object that is all of `text`, where the values of the list `name` are handed to `each` as
    /// they are read, and the list is left empty: a long list is never held as a whole.
    pub(super) fn parse_apart(
        text: &'a str,
        name: &str,
        each: &mut dyn FnMut(Json<'a>),
    ) -> Result<Json<'a>, Fault> {
        scan::parse(text, Some(name), each)
    }

    pub(super) fn of_str(text: &str) -> Json<'static> {
        Json::Scalar(Cow::Owned(quoted(text)))
    }

    pub(super) fn of_number(number: usize) -> Json<'static> {
        Json::Scalar(Cow::Owned(number.to_string()))
    }

    pub(super) fn of_strings<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Json<'static> {
        Json::Array(texts.into_iter().map(|text| Json::of_str(text.as_ref())).collect())
    }

    /// The text of a string.
    pub(super) fn string(&self) -> Option<Cow<'_, str>> {
        match self {
            Json::Scalar(raw) => unquoted(raw),
            Json::Object(_) | Json::Array(_) => None,
        }
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self) -> Option<usize> {
        match self {
            Json::Scalar(raw) => raw.parse().ok(),
            Json::Object(_) | Json::Array(_) => None,
        }
    }

    pub(super) fn object(&self) -> Option<&Members<'a>> {
        match self {
            Json::Object(members) => Some(members),
            Json::Array(_) | Json::Scalar(_) => None,
        }
    }

    pub(super) fn object_mut(&mut self) -> Option<&mut Members<'a>> {
        match self {
            Json::Object(members) => Some(members),
            Json::Array(_) | Json::Scalar(_) => None,
        }
    }

    /// The values of a list; a value that is none stands for a list of one, as JSON-LD has it.
    pub(super) fn list(&self) -> &[Json<'a>] {
        match self {
            Json::Array(values) => values,
            Json::Object(_) | Json::Scalar(_) => std::slice::from_ref(self),
        }
    }

    pub(super) fn into_owned(self) -> Json<'static> {
        match self {
            Json::Object(members) => Json::Object(members.into_owned()),
            Json::Array(values) => Json::Array(values.into_iter().map(Json::into_owned).collect()),
            Json::Scalar(raw) => Json::Scalar(Cow::Owned(raw.into_owned())),
        }
    }

    /// Appends the value without white space.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Json::Object(members) => members.write(out),
            Json::Array(values) => {
                out.push('[');
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
            Json::Scalar(raw) => out.push_str(raw),
        }
    }

    /// The value without white space.
    pub(super) fn spelled(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

impl Default for Json<'_> {
    fn default() -> Self {
        Json::Scalar(Cow::Borrowed("null"))
    }
}

impl<'a> From<Members<'a>> for Json<'a> {
    fn from(members: Members<'a>) -> Json<'a> {
        Json::Object(members)
    }
}

/// The members of an object, in order; keys with their quotes, as spelled.
#[derive(Clone, Debug, Default)]
pub(super) struct Members<'a> {
    list: Vec<(Cow<'a, str>, Json<'a>)>,
    /// The object as it was read, while it is unchanged and if there was no white space in it.
    spelled: Option<&'a str>,
}

impl PartialEq for Members<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<'a> Members<'a> {
    /// The members `name: value`, which must not repeat a name.
    pub(super) fn of<const N: usize>(members: [(&str, Json<'a>); N]) -> Members<'a> {
        let list = members.into_iter().map(|(name, value)| (Cow::Owned(quoted(name)), value)).collect();
        Members { list, spelled: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Keys as spelled, with their values.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json<'a>)> {
        self.list.iter().map(|(key, value)| (key.as_ref(), value))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.list.iter().find(|(key, _)| is_key(key, name)).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Json<'a>> {
        self.spelled = None;
        self.list.iter_mut().find(|(key, _)| is_key(key, name)).map(|(_, value)| value)
    }

    /// The text of the member, if it is a string.
    pub(super) fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.get(name)?.string()
    }

    /// The members of the member, if it is an object.
    pub(super) fn object(&self, name: &str) -> Option<&Members<'a>> {
        self.get(name)?.object()
    }

    /// Edits the members of the member, which is made an object if it is none.
    pub(super) fn edit(&mut self, order: &[&str], name: &str, edit: impl FnOnce(&mut Members<'a>)) {
        let at = self.place(order, name);
        let Some((_, value)) = self.list.get_mut(at) else { return };
        let mut members = match std::mem::take(value) {
            Json::Object(members) => members,
            Json::Array(_) | Json::Scalar(_) => Members::default(),
        };
        edit(&mut members);
        *value = Json::Object(members);
    }

    /// Replaces the member in place; a new one stands where `order` says, or last.
    pub(super) fn set(&mut self, order: &[&str], name: &str, value: Json<'a>) {
        let at = self.place(order, name);
        if let Some((_, old)) = self.list.get_mut(at) {
            *old = value;
        }
    }

    /// Replaces the member in place, or takes it out.
    pub(super) fn set_or_remove(&mut self, order: &[&str], name: &str, value: Option<Json<'a>>) {
        match value {
            Some(value) => self.set(order, name, value),
            None => drop(self.remove(name)),
        }
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Json<'a>> {
        self.spelled = None;
        let at = self.list.iter().position(|(key, _)| is_key(key, name))?;
        Some(self.list.remove(at).1)
    }

    /// Takes the members out of the object, keys as spelled.
    pub(super) fn into_members(self) -> Vec<(Cow<'a, str>, Json<'a>)> {
        self.list
    }

    /// Appends a member whose key is spelled so and is not there yet.
    pub(super) fn push(&mut self, key: Cow<'a, str>, value: Json<'a>) {
        self.spelled = None;
        self.list.push((key, value));
    }

    pub(super) fn into_owned(self) -> Members<'static> {
        let list = self.list.into_iter().map(|(key, value)| (key.into_owned().into(), value.into_owned()));
        Members { list: list.collect(), spelled: None }
    }

    /// The index of the member; a new one, `null`, stands after the last that comes earlier in
    /// `order`, or before the first that comes later.
    fn place(&mut self, order: &[&str], name: &str) -> usize {
        self.spelled = None;
        if let Some(at) = self.list.iter().position(|(key, _)| is_key(key, name)) {
            return at;
        }
        let rank = order.iter().position(|known| *known == name).unwrap_or(order.len());
        let (earlier, later) = order.split_at(rank);
        let among = |key: &str, names: &[&str]| names.iter().any(|known| is_key(key, known));
        let known = rank < order.len();
        let after = self.list.iter().rposition(|(key, _)| known && among(key, earlier)).map(|at| at + 1);
        let before = || self.list.iter().position(|(key, _)| known && among(key, later));
        let at = after.or_else(before).unwrap_or(self.list.len());
        self.list.insert(at, (Cow::Owned(quoted(name)), Json::default()));
        at
    }

    fn write(&self, out: &mut String) {
        if let Some(spelled) = self.spelled {
            return out.push_str(spelled);
        }
        out.push('{');
        for (i, (key, value)) in self.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            out.push_str(key);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

/// Whether the key, as spelled, says `name`.
pub(super) fn is_key(key: &str, name: &str) -> bool {
    if key.contains('\\') {
        return unquoted(key).is_some_and(|key| key == name);
    }
    key.len() == name.len() + 2 && key.get(1..=name.len()) == Some(name)
}

/// The text of a string as spelled; `None` for another value, and for half a surrogate pair.
pub(super) fn unquoted(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        return serde_json::from_str(raw).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(inner))
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(text: &str) -> Members<'_> {
        Json::parse(text).unwrap().object().unwrap().clone()
    }

    #[test]
    fn spelling_and_order_survive_an_edit() {
        let mut object =
            members(r#"{ "z": 18446744073709551616, "b": [1.10, 1e400 ,1e2], "a": "\u0000\/" }"#);
        object.set(&[], "b2", Json::of_str("new\n"));
        object.set(&[], "a", Json::of_number(7));
        let spelled = Json::Object(object).spelled();
        assert_eq!(spelled, r#"{"z":18446744073709551616,"b":[1.10,1e400,1e2],"a":7,"b2":"new\n"}"#);
    }

    #[test]
    fn a_new_member_stands_where_the_order_says() {
        let order = ["id", "body", "target"];
        let mut object = members(r#"{"x":1,"id":2,"y":3,"target":4,"z":5}"#);
        object.set(&order, "body", Json::of_number(0));
        assert_eq!(Json::Object(object).spelled(), r#"{"x":1,"id":2,"body":0,"y":3,"target":4,"z":5}"#);
    }

    #[test]
    fn keys_are_found_by_what_they_say() {
        let object = members(r#"{"\u0069d":1,"q\"":2,"\\n":3}"#);
        let number = |name| object.get(name).and_then(Json::number);
        assert_eq!(
            (number("id"), number("q\""), number("\\n"), number("\n")),
            (Some(1), Some(2), Some(3), None)
        );
    }
}
