use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::*;
use crate::text::structure::Block;

struct Read {
    text: String,
    blocks: Vec<Block>,
    map: Vec<(usize, usize)>,
}

fn read(source: &str) -> Read {
    let (text, blocks, map) = page(source);
    Read { text, blocks, map }
}

/// One block a line: its kind, `*` where it is bold, its words with line feeds as `⏎` and tabs as `⇥`.
fn blocks(source: &str) -> String {
    let read = read(source);
    let line = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Prose => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Item(depth) => format!("i{depth}"),
            BlockKind::Quote => "q".to_owned(),
            BlockKind::Row => "r".to_owned(),
            BlockKind::Code => "c".to_owned(),
            BlockKind::Footnote => "f".to_owned(),
            BlockKind::FrontMatter => "m".to_owned(),
        };
        let words = read.text[block.start..block.end].replace('\n', "⏎").replace('\t', "⇥");
        format!("{kind}{} {words}", if block.bold { "*" } else { "" })
    };
    read.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Each line of the text's map: the source line, and the words that start there.
fn mapped(source: &str) -> String {
    let read = read(source);
    let ends = read.map.iter().skip(1).map(|&(at, _)| at).chain([read.text.len()]);
    let piece =
        |(&(at, line), end): (&(usize, usize), usize)| format!("{line}:{}", read.text[at..end].trim());
    read.map.iter().zip(ends).map(piece).collect::<Vec<_>>().join(" | ")
}

#[test]
fn markup_goes_and_words_stay() {
    assert_eq!(
        blocks("# Conclusions\n\nThe *Council* met in [Orrin](https://x.example) and saw ![a map](m.png).\n"),
        "h1 Conclusions\np The Council met in Orrin and saw a map."
    );
    assert_eq!(
        blocks("a ~~b~~ `c` <https://d.example> <i>e</i><!-- no --> f"),
        "p a b c https://d.example e f"
    );
    assert_eq!(blocks("Trade\n=====\n\n***\n\nIt grew."), "h1 Trade\np It grew.");
}

#[test]
fn blocks_are_separated_by_a_blank_line_and_runs_are_not() {
    assert_eq!(read("# A\nB\n***\nC\n- d\n- e\n\nF\n").text, "A\n\nB\n\nC\n\n- d\n- e\n\nF");
    assert_eq!(read("- a\n\n- b\n").text, "- a\n\n- b");
    assert_eq!(read("|a|b|\n|-|-|\n|1|2|\n\n|c|\n|-|\n").text, "a\tb\n1\t2\n\nc");
    assert_eq!(read("- a\n\n<!-- -->\n\n- b").text, "- a\n\n- b");
}

#[test]
fn soft_breaks_are_spaces_and_hard_ones_stay() {
    assert_eq!(blocks("one\ntwo  \nthree\\\nfour<br>five"), "p one two⏎three⏎four⏎five");
    let kept = |source| read(source).blocks[0].breaks;
    assert_eq!((kept("one\ntwo"), kept("one  \ntwo")), (Breaks::Soft, Breaks::Kept));
}

#[test]
fn items_keep_their_printed_marks() {
    assert_eq!(
        blocks("3. three\n1. one\n   - inner\n\n07) seven\n* star"),
        "i1 3. three\ni1 1. one\ni2 - inner\ni1 07) seven\ni1 * star"
    );
    assert_eq!(blocks("1. Title\n\n   What follows.\n\n2. Next"), "i1 1. Title\np What follows.\ni1 2. Next");
    assert_eq!(blocks("- - twice\n-\n4."), "i2 - - twice\ni1 -\ni1 4.");
    assert_eq!(blocks("1. # Head\n2. > said"), "h1 1. Head\nq 2. said");
}

#[test]
fn an_escaped_number_is_text() {
    assert_eq!(blocks("12\\. We agree.\n\n13\\. We met."), "p 12. We agree.\np 13. We met.");
}

#[test]
fn a_heading_may_lack_the_space_after_its_hashes() {
    assert_eq!(blocks("####TRADE\n\n##1. Ports"), "h4 TRADE\nh2 1. Ports");
    assert_eq!(blocks("#tag\n\n##not\na title\n\n#######seven"), "p #tag\np ##not a title\np #######seven");
}

#[test]
fn quotes_code_tables_and_notes_say_what_they_are() {
    assert_eq!(blocks("> # Said\n> he\n>\n> - so"), "q Said\nq he\nq - so");
    assert_eq!(blocks("```rust\nlet a;\n\n\tb\n```\n"), "c let a;⏎⏎\tb".replace('\t', "⇥"));
    assert_eq!(
        blocks("| a | **b** |\n|---|---|\n| 1<br>2 | x &#9; y |\n|  | 3 |"),
        "r a⇥b\nr 1 2⇥x   y\nr 3"
    );
    assert_eq!(blocks("Agreed.[^v]\n\n[^v]: By *vote*.\n"), "p Agreed.[v]\nf [v] By vote.");
}

#[test]
fn bold_is_said_of_whole_blocks_only() {
    assert_eq!(
        blocks("**Trade**\n\n**We** met.\n\n**1. Steps:** \n\n- **All**"),
        "p* Trade\np We met.\np* 1. Steps:\ni1* - All"
    );
    assert_eq!(blocks("1\\. **Digits outside are no words**"), "p* 1. Digits outside are no words");
    assert_eq!(blocks("plain"), "p plain");
}

#[test]
fn front_matter_stands_at_the_start_only() {
    assert_eq!(blocks("---\ntitle: A\ndate: B\n---\nText"), "m title: A⏎date: B\np Text");
    assert_eq!(blocks("Text\n\n---\n\nMore\n\n---\n"), "p Text\np More");
    assert_eq!(blocks("Text\n\n---\nMore\n---\n"), "p Text\nh2 More");
    assert_eq!(blocks("---\n\nText\n---\n"), "h2 Text");
}

#[test]
fn html_blocks_give_their_words() {
    assert_eq!(
        blocks("<div>\n<h2>Trade</h2>\n<p>It grew\nby 3&nbsp;%.</p>\n</div>"),
        "h2 Trade\np It grew by 3\u{a0}%."
    );
    assert_eq!(blocks("<!-- a\n\nb -->\n\nText"), "p Text");
    assert_eq!(blocks("<style>\np { }\n</style>\n\nText"), "p Text");
}

#[test]
fn the_map_leads_back_to_the_source() {
    assert_eq!(
        mapped("---\na: b\nc: d\n---\n\n# T\n\none\ntwo  \nthree\n"),
        "2:a: b | 3:c: d | 6:T | 8:one | 9:two | 10:three"
    );
    assert_eq!(
        mapped("- a\n  b\n- c\n\n|x|\n|-|\n|y|\n\n```\nl\nm\n```"),
        "1:- a | 2:b | 3:- c | 5:x | 7:y | 10:l | 11:m"
    );
    assert_eq!(mapped("<p>\nwords\nmore</p>"), "2:words | 3:more");
}

#[test]
fn the_text_is_composed_after_decoding() {
    assert_eq!(blocks("Ho&#803;&#770;i e**\u{301}**"), "p Hội é");
    assert_eq!(mapped("e&#769;\ne&#769;\nx"), "1:é | 2:é | 3:x");
    assert_eq!(blocks("a&#13;&#10;b"), "p a  b");
}

fn check(source: &str) -> Result<(), TestCaseError> {
    let read = read(source);
    prop_assert!(is_nfc(&read.text));
    let mut end = 0;
    for block in &read.blocks {
        prop_assert!(read.text[end..block.start].trim().is_empty());
        let words = &read.text[block.start..block.end];
        prop_assert!(!words.is_empty() && words == words.trim());
        end = block.end;
    }
    prop_assert_eq!(end, read.text.len());
    prop_assert!(read.map.is_sorted_by(|a, b| a.0 < b.0));
    let lines = source.lines().count().max(1);
    prop_assert!(read.map.iter().all(|&(at, line)| read.text.is_char_boundary(at) && line <= lines));
    prop_assert!(read.blocks.iter().all(|block| read.map.iter().any(|&(at, _)| at == block.start)));
    Ok(())
}

proptest! {
    #[test]
    fn blocks_of_any_text_are_in_order_trimmed_and_all(source in any::<String>()) {
        check(&source)?;
    }

    #[test]
    fn blocks_of_markup_are_in_order_trimmed_and_all(
        parts in prop::collection::vec(prop::sample::select(vec![
            "# ", "##", "- ", "1. ", "> ", "    ", "\n", "\n\n", "---\n", "|", "|a|b|\n|-|-|\n", "```\n", "**", "*", "_", "`", "[^a]", "[^a]: ",
            "[x](y)", "![", "]", "<p>", "</p>", "<br>", "<!--", "-->", "<script>", "&eacute;", "&#769;", "&#10;", "&", ";", "e", "ế", "\u{301}",
            "\u{a0}", "\u{3000}", "  \n", "\\", "12\\.", "~~", "===\n", "\t", "汉字", "words",
        ]), 0..40)
    ) {
        check(&parts.concat())?;
    }
}
