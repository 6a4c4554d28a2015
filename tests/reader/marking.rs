//! A sentence in view is marked with four keys at most.

use postil::app::overlay::Overlay;

use crate::desk::{Desk, sample_files};

/// Every sentence on every screen of every sample, at two sizes.
#[test]
fn any_visible_sentence_is_marked_with_four_keys_at_most() {
    for path in sample_files() {
        for (width, height) in [(80, 24), (200, 60)] {
            let mut desk = Desk::open_path(&path, width, height);
            for _screen in 0..4 {
                mark_everything_on_screen(&mut desk, &path.display().to_string());
                desk.press("<Space>");
            }
        }
    }
}

fn mark_everything_on_screen(desk: &mut Desk, path: &str) {
    desk.press("S");
    let Some(Overlay::Labels(labels)) = desk.app.overlay().cloned() else {
        panic!("{path}: no sentence on the screen")
    };
    desk.press("<Esc>");
    for (label, span) in &labels.labels {
        let place = desk.app.reader().top();
        let keys = format!("S{label}1");
        assert!(keys.chars().count() <= 4, "{path}: {keys}");
        desk.press(&keys);
        let quote = desk.app.document().quote(*span).to_owned();
        assert_eq!(desk.quotes(), [quote.as_str()], "{path}: {keys}");
        desk.press("dd");
        assert_eq!(desk.quotes(), [""; 0]);
        desk.app.resume(place);
        scroll_back(desk, place);
    }
}

/// The label is only good on the screen that showed it.
fn scroll_back(desk: &mut Desk, top: usize) {
    if desk.app.reader().top() != top {
        desk.press("zt");
    }
    assert_eq!(desk.app.reader().top(), top);
}
