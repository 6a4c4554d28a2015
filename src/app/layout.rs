//! Where the panes stand on a screen of some size. Pure arithmetic in columns and rows.

/// A rectangle of the screen, in cells from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies inside.
    #[must_use]
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&column)
            && (self.y..self.y.saturating_add(self.height)).contains(&row)
    }
}

/// A pane that can have the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The text.
    #[default]
    Reader,
    /// The tree of sections.
    Outline,
    /// The notes beside the text.
    Notes,
}

/// What the reader wants to see of a side pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Shown where there is room.
    #[default]
    Auto,
    /// Shown if at all possible.
    Shown,
    /// Hidden.
    Hidden,
}

/// The comfortable measure of a line of text, in columns.
pub const MEASURE: u16 = 74;
/// The least width of the text beside which a side pane may stand.
const LEAST_TEXT: u16 = 34;
/// From this width on the outline is shown unasked.
const OUTLINE_FROM: u16 = 100;
/// From this width on the notes are shown unasked.
const NOTES_FROM: u16 = 124;

/// The areas of one screen. An area of width 0 is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line at the top with the titles of the panes.
    pub header: Area,
    /// The outline.
    pub outline: Area,
    /// The gutter: paragraph numbers and the letters of pens.
    pub gutter: Area,
    /// The text.
    pub text: Area,
    /// The notes.
    pub notes: Area,
    /// The note being typed.
    pub editor: Area,
    /// The line at the bottom.
    pub status: Area,
}

/// The areas for a screen of `width` × `height` cells.
///
/// `focus` is shown whatever the width; where only it fits, it stands alone. `editing` rows are
/// taken from the bottom of the text for the note being typed.
#[must_use]
pub fn layout(width: u16, height: u16, focus: Pane, outline: Wish, notes: Wish, editing: bool) -> Layout {
    let header_rows = u16::from(height >= 6);
    let status_rows = u16::from(height >= 2);
    let body_rows = height.saturating_sub(header_rows + status_rows);
    let editor_rows = if editing { editor_rows(body_rows) } else { 0 };
    let rows = body_rows - editor_rows;
    let row = |y, height| Area { x: 0, y, width, height };
    let mut areas = Layout {
        header: row(0, header_rows),
        editor: row(header_rows + rows, editor_rows),
        status: row(header_rows + body_rows, status_rows),
        ..Layout::default()
    };
    let (left, right) = sides(width, focus, outline, notes);
    let body = |x, width| Area { x, y: header_rows, width, height: rows };
    areas.outline = body(0, left);
    areas.notes = body(width - right, right);
    if left + right >= width {
        return areas;
    }
    let (from, to) = (left + u16::from(left > 0), width - right - u16::from(right > 0));
    place_text(&mut areas, from, to.saturating_sub(from), header_rows, rows);
    areas
}

fn editor_rows(body: u16) -> u16 {
    (body * 2 / 5).max(4).min(body.saturating_sub(2))
}

/// The widths of the outline and of the notes.
fn sides(width: u16, focus: Pane, outline: Wish, notes: Wish) -> (u16, u16) {
    let wanted = |wish, from| match wish {
        Wish::Auto => width >= from,
        Wish::Shown => true,
        Wish::Hidden => false,
    };
    let mut left = if wanted(outline, OUTLINE_FROM) { (width / 5).clamp(24, 40) } else { 0 };
    let mut right = if wanted(notes, NOTES_FROM) { (width / 4).clamp(26, 48) } else { 0 };
    match focus {
        Pane::Reader => {}
        Pane::Outline => left = left.max((width / 3).clamp(24, 40)),
        Pane::Notes => right = right.max((width / 3).clamp(26, 48)),
    }
    if left > 0 && right > 0 && left + right + LEAST_TEXT > width {
        match focus {
            Pane::Reader | Pane::Outline => right = 0,
            Pane::Notes => left = 0,
        }
    }
    if left + right + LEAST_TEXT <= width {
        return (left, right);
    }
    match focus {
        Pane::Reader => (0, 0),
        Pane::Outline => (width, 0),
        Pane::Notes => (0, width),
    }
}

fn place_text(areas: &mut Layout, from: u16, width: u16, y: u16, height: u16) {
    let gutter = if width >= 60 { 8 } else { 7 }.min(width / 2);
    let text = (width - gutter).saturating_sub(1).clamp(1, MEASURE).min(width - gutter);
    let before = (width - gutter - text) / 3;
    areas.gutter = Area { x: from + before, y, width: gutter, height };
    areas.text = Area { x: from + before + gutter, y, width: text, height };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16, focus: Pane) -> Layout {
        layout(width, height, focus, Wish::Auto, Wish::Auto, false)
    }

    #[test]
    fn a_wide_screen_shows_all_three() {
        let wide = at(200, 60, Pane::Reader);
        assert!(wide.outline.width > 0 && wide.text.width == MEASURE && wide.notes.width > 0);
    }

    #[test]
    fn eighty_columns_show_the_text_and_a_side_on_demand() {
        let plain = at(80, 24, Pane::Reader);
        assert!(plain.outline.width == 0 && plain.notes.width == 0 && plain.text.width >= 70);
        let outline = at(80, 24, Pane::Outline);
        assert!(outline.outline.width >= 24 && outline.text.width >= LEAST_TEXT);
        let notes = at(80, 24, Pane::Notes);
        assert!(notes.notes.width >= 26 && notes.text.width >= LEAST_TEXT);
    }

    #[test]
    fn forty_columns_show_one_thing() {
        assert_eq!(at(40, 12, Pane::Reader).outline.width, 0);
        let outline = at(40, 12, Pane::Outline);
        assert_eq!((outline.outline.width, outline.text.width), (40, 0));
    }

    #[test]
    fn no_size_makes_an_area_leave_the_screen() {
        for width in 0..230 {
            for height in [0, 1, 2, 3, 5, 6, 12, 24, 60] {
                for focus in [Pane::Reader, Pane::Outline, Pane::Notes] {
                    for wish in [Wish::Auto, Wish::Shown, Wish::Hidden] {
                        for editing in [false, true] {
                            let l = layout(width, height, focus, wish, wish, editing);
                            for a in [l.header, l.outline, l.gutter, l.text, l.notes, l.editor, l.status] {
                                assert!(
                                    a.x + a.width <= width && a.y + a.height <= height,
                                    "{width}×{height} {a:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}
