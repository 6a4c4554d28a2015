//! The last gate before the terminal: no cell leaves with anything that could command it.
//!
//! Everything painted has been sanitised already; this holds even if a widget forgets to.

use ratatui::buffer::Buffer;

/// The most code points that one cell may hold.
const MOST: usize = 16;

/// Replaces every cell that holds a control character, a bidirectional control, a lone zero-width
/// character or an endless cluster.
pub(super) fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !is_safe(cell.symbol()) {
            cell.set_symbol("\u{fffd}");
        }
    }
}

fn is_safe(symbol: &str) -> bool {
    if let [byte] = symbol.as_bytes() {
        return (0x20..0x7f).contains(byte);
    }
    let lone = symbol.chars().next().is_some_and(is_zero_width);
    !lone && symbol.chars().count() <= MOST && !symbol.chars().any(is_control)
}

fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn what_could_command_the_terminal_is_replaced() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        for (cell, symbol) in buffer.content.iter_mut().zip(["\u{9b}", "a\u{202e}", "\u{200b}", "ệ"]) {
            cell.set_symbol(symbol);
        }
        sweep(&mut buffer);
        let symbols: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(symbols, ["\u{fffd}", "\u{fffd}", "\u{fffd}", "ệ"]);
    }
}
