//! Every word that the interface shows.
//!
//! One module, so that a second language is a second column: a variant in [`Language`] and an arm
//! in [`text`] and [`describe`], which the compiler then asks for.

use super::command::{Command, Group};
use super::keymap::Mode;
use crate::text::structure::{ChainRole, Finding, Reason};
use crate::text::{Document, Section, SectionKind};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

macro_rules! words {
    ($($word:ident $english:literal;)*) => {
        /// One phrase of the interface. `{}` stands for what [`say`] fills in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the phrase itself is the documentation")]
        pub enum Word { $($word,)* }

        /// The phrase in a language.
        #[must_use]
        pub fn text(language: Language, word: Word) -> &'static str {
            match (language, word) {
                $((Language::English, Word::$word) => $english,)*
            }
        }
    };
}

words! {
    Outline "Outline";
    Notes "Notes";
    NeedsAttention "Needs attention";
    FrontMatter "Front matter";
    ClosingMatter "Closing matter";
    WholeText "Text";
    AlsoWritten "also written elsewhere";
    AllOrphans "Nothing else is annotated here.";
    NoNotesHere "No notes on this page.";
    NoNotesYet "No annotations yet. In the text: s selects a sentence, 1–9 highlights it, a writes a note.";
    OneFolded "▸ 1 line of page furniture";
    SomeFolded "▸ {} lines of page furniture";
    FurnitureShown "page furniture is shown; zp folds it away";
    FurnitureFolded "page furniture is folded away; zp shows it";
    NoFurniture "no page furniture to fold away";
    EndsEven "rows are spread to an even edge; zj leaves them ragged";
    EndsRagged "rows end where their words do";
    NoteHidden "+{} more";

    ModeRead "READ";
    ModeSelect "SELECT";
    ModeOutline "OUTLINE";
    ModeNotes "NOTES";
    ModeList "LIST";
    ModeHelp "HELP";
    ModeDocuments "DOCUMENTS";
    ModeNote "NOTE";
    ModePrompt "PROMPT";
    ModeLabel "LABEL";
    ModeQuestion "QUESTION";

    MinutesLeft "{} min left";
    LastMinute "last minute";
    NoteCount "{} notes";
    OneNote "1 note";
    NotFoundCount "{} not found: ga";
    SomeNotFound "{} of {} annotations were not found in this text; ga lists them";
    Saved "saved";
    Unsaved "NOT SAVED";
    ReadOnly "read-only";
    Loading "reading the rest…";

    HintRead "s sentence  a note  ? help";
    HintSelect "1–9 pen  a note  y copy  Esc back";
    HintOutline "Enter go  h l fold  Esc back";
    HintNotes "j k next  Enter edit  Esc back";
    HintList "Enter go  e edit  / filter  q close";
    HintFilter "Enter keep  Esc clear";
    HintHelp "/ filter  q close";
    HintNote "Esc saves  Ctrl-c abandons";
    HintLabel "type a label  Esc back";

    PromptSearch "/";
    PromptPalette ":";
    PromptTag "tags: ";
    PromptExport "export to (.md, or .json): ";
    PromptFilter "filter: ";
    PromptGo "go to: ";
    PromptCiteStyle "cite as: ";

    NoteOn "Note on “{}”";
    NoteOnDocument "Note on the whole document";
    AskAbandon "Abandon what you wrote? y yes · n no";
    AskOverwrite "{} exists. Replace it? y yes · n no";
    AskQuitUnsaved "The last change is NOT SAVED. Quit and lose it? y yes · n no";
    Abandoned "abandoned";

    Highlighted "highlighted with pen {}: {}";
    PenChanged "pen changed to {}";
    NoteKept "note kept";
    NoteEmptied "note removed; the highlight stays";
    NothingWritten "nothing written, nothing kept";
    Tagged "tags kept";
    Deleted "deleted; u brings it back";
    NothingHere "no annotation under the cursor";
    NothingSelected "nothing to select here";
    UndoneAdd "undone: annotation removed";
    UndoneRemove "undone: annotation is back";
    UndoneNote "undone: note as before";
    UndonePen "undone: pen as before";
    UndoneTags "undone: tags as before";
    RedoneAdd "redone: annotation is back";
    RedoneRemove "redone: annotation removed";
    RedoneNote "redone: note";
    RedonePen "redone: pen";
    RedoneTags "redone: tags";
    NothingToUndo "nothing to undo";
    NothingToRedo "nothing to redo";
    WentRound "round the end of the text";
    NoOtherAnnotation "no other annotation";
    NoOtherNote "no other note";
    NeverSearched "no search yet: / begins one";
    NoMatch "not found: {}";
    MatchOf "match {} of {}";
    MatchWrapped "match {} of {}, round the end of the text";
    NoSuchParagraph "no paragraph {}";
    NoSuchAddress "nothing here is called {}";
    NoSuchStyle "no style {}: {}";
    NoSuchCommand "no command “{}”: ? lists them";
    NothingBound "{}: nothing here; ? shows the keys";
    Copied "sent to the terminal's clipboard: {}";
    Cited "sent to the terminal's clipboard, cited as {}: {}";
    CiteStyle "citations are written as {} now: {}";
    CopyTooLong "too long for the terminal's clipboard: {} bytes, at most {}";
    Exported "exported to {}";
    Merged "saved, together with notes written elsewhere meanwhile";
    MouseOn "the mouse belongs to postil";
    MouseOff "the mouse belongs to the terminal";
    NoBrackets "no brackets around the cursor";
    NoQuotes "no quotation marks around the cursor";
    NothingToSetAside "the notes file is not damaged: nothing to set aside";
    WasSetAside "set aside as {}; you can write notes now";
    NowhereBack "no jump to go back from";
    TooSmall "too small";
    StillLoading "still reading the rest of the text; try again in a moment";
    ReadOnlyNotes "read-only: {}";

    Documents "Documents";
    HintDocuments "Enter read  q close";
    HelpTitle "Keys that work here";
    HelpCommands "Without a key: type : and the name";
    HelpEditing "While a note is typed";
    ListEmpty "nothing matches";
    OnDocument "on the whole document";
    Orphan "not found";

    GroupMoving "Moving";
    GroupSelecting "Selecting";
    GroupAnnotating "Annotating";
    GroupFinding "Finding";
    GroupPanes "Panes and lists";
    GroupOther "Other";

    WhyFinding "{} {} {} ({}): {}";
    WhyNone "no sections found";
    WhyHeading "a heading without a number: marked as one, or set like others here";
    WhyFront "what stands before the first section";
    WhyClosing "what stands after the last section and does not belong to it";
    NoFindings "no chain of numbers was found";
    RoleSections "opens sections";
    RoleParagraphs "numbers paragraphs";
    RoleClauses "counts clauses";
    RoleItems "counts items of a list";
    ReasonKeyword "a keyword names its members";
    ReasonMarked "the format marks its members as headings";
    ReasonInArticle "it lies in one article";
    ReasonTitles "most of its members are titles with text below them";
    ReasonGoverns "its members govern paragraphs without a number";
    ReasonNumbersProse "it numbers most of the paragraphs in its span";
    ReasonSpans "it is the outermost chain and runs through most of the text";
    ReasonNothing "nothing speaks for more";

    EditSave "keep the note";
    EditAbandon "abandon it, after a question";
    EditNewLine "a new line";
    EditLeft "a character left";
    EditRight "a character right";
    EditUp "a row up";
    EditDown "a row down";
    EditStart "start of the line";
    EditEnd "end of the line";
    EditBackspace "delete to the left";
    EditDelete "delete to the right";
    EditDeleteWord "delete the word to the left";
    EditDeleteLine "delete to the start of the line";
    EditWordLeft "a word left";
    EditWordRight "a word right";
    EditUndo "undo the last typing";
    EditPageUp "ten rows up";
    EditPageDown "ten rows down";
}

/// The phrase with each `{}` filled in, in order.
#[must_use]
pub fn say(word: Word, parts: &[&str]) -> String {
    let mut said = String::new();
    let mut parts = parts.iter();
    for (index, piece) in word.text().split("{}").enumerate() {
        if index > 0 {
            said.push_str(parts.next().copied().unwrap_or_default());
        }
        said.push_str(piece);
    }
    said
}

impl Word {
    /// The phrase in the language of the interface.
    #[must_use]
    pub fn text(self) -> &'static str {
        text(Language::default(), self)
    }
}

/// The heading of a group of commands.
#[must_use]
pub fn group(group: Group) -> Word {
    match group {
        Group::Moving => Word::GroupMoving,
        Group::Selecting => Word::GroupSelecting,
        Group::Annotating => Word::GroupAnnotating,
        Group::Finding => Word::GroupFinding,
        Group::Panes => Word::GroupPanes,
        Group::Other => Word::GroupOther,
    }
}

/// The name of a mode in the status line.
#[must_use]
pub fn mode(mode: Mode) -> Word {
    match mode {
        Mode::Read => Word::ModeRead,
        Mode::Select => Word::ModeSelect,
        Mode::Outline => Word::ModeOutline,
        Mode::Notes => Word::ModeNotes,
        Mode::List => Word::ModeList,
        Mode::Help => Word::ModeHelp,
        Mode::Documents => Word::ModeDocuments,
    }
}

/// The keys that a reader most likely wants next.
#[must_use]
pub fn hint(mode: Mode) -> Word {
    match mode {
        Mode::Read => Word::HintRead,
        Mode::Select => Word::HintSelect,
        Mode::Outline => Word::HintOutline,
        Mode::Notes => Word::HintNotes,
        Mode::List => Word::HintList,
        Mode::Help => Word::HintHelp,
        Mode::Documents => Word::HintDocuments,
    }
}

/// What a section is called: its label and title, or what it is.
#[must_use]
pub fn section(section: &Section) -> String {
    match section.kind {
        SectionKind::Front => Word::FrontMatter.text().to_owned(),
        SectionKind::Closing => Word::ClosingMatter.text().to_owned(),
        SectionKind::Fallback if section.title.is_empty() => Word::WholeText.text().to_owned(),
        SectionKind::Heading
        | SectionKind::NumberedSection
        | SectionKind::Article
        | SectionKind::Fallback => section.heading(),
    }
}

/// What a chain of numbers was taken for, and why.
///
/// ```text
/// 1. 1–5 opens sections (0.80): its members govern paragraphs without a number
/// ```
#[must_use]
pub fn finding(finding: &Finding) -> String {
    let (role, why) = (chain_role(finding.role).text(), reason(finding.reason).text());
    say(Word::WhyFinding, &[finding.class, &finding.abridged(), role, &confidence(finding), why])
}

/// The confidence of a finding from 0 to 1.
fn confidence(finding: &Finding) -> String {
    format!("{}.{:02}", finding.confidence / 100, finding.confidence % 100)
}

fn chain_role(role: ChainRole) -> Word {
    match role {
        ChainRole::Sections => Word::RoleSections,
        ChainRole::Paragraphs => Word::RoleParagraphs,
        ChainRole::Clauses => Word::RoleClauses,
        ChainRole::Items => Word::RoleItems,
    }
}

/// Why a chain was taken for what it is, as a clause.
#[must_use]
pub fn reason(reason: Reason) -> Word {
    match reason {
        Reason::Keyword => Word::ReasonKeyword,
        Reason::Marked => Word::ReasonMarked,
        Reason::InArticle => Word::ReasonInArticle,
        Reason::Titles => Word::ReasonTitles,
        Reason::Governs => Word::ReasonGoverns,
        Reason::NumbersProse => Word::ReasonNumbersProse,
        Reason::Spans => Word::ReasonSpans,
        Reason::Nothing => Word::ReasonNothing,
    }
}

/// Why a section of a document is one; of a text without sections, why there are none.
#[must_use]
pub fn why(doc: &Document, section: usize) -> String {
    let Some(kind) = doc.sections().get(section).map(|section| section.kind) else { return String::new() };
    let longest = || doc.findings().iter().max_by_key(|finding| finding.numbers.len());
    match kind {
        SectionKind::Front => Word::WhyFront.text().to_owned(),
        SectionKind::Closing => Word::WhyClosing.text().to_owned(),
        SectionKind::Fallback => {
            let none = Word::WhyNone.text();
            let chain = longest().map_or_else(|| Word::NoFindings.text().to_owned(), finding);
            format!("{none}; {chain}")
        }
        SectionKind::Heading | SectionKind::NumberedSection | SectionKind::Article => {
            doc.finding_of(section).map_or_else(|| Word::WhyHeading.text().to_owned(), finding)
        }
    }
}

/// What a command does, in a phrase.
#[must_use]
pub fn describe(command: Command) -> String {
    let phrase = match command {
        Command::Pen(digit) => {
            let name = crate::notes::pen::numbered(digit).map_or("", |pen| pen.name);
            return format!("pen {digit}: {name}");
        }
        Command::Down => "a row down",
        Command::Up => "a row up",
        Command::Left => "a character left",
        Command::Right => "a character right",
        Command::PageDown => "a page down",
        Command::PageUp => "a page up",
        Command::HalfDown => "half a page down",
        Command::HalfUp => "half a page up",
        Command::RowStart => "start of the row",
        Command::RowEnd => "end of the row",
        Command::NextWord => "next word",
        Command::PreviousWord => "previous word",
        Command::WordEnd => "end of the word",
        Command::NextSentence => "next sentence",
        Command::PreviousSentence => "previous sentence",
        Command::NextParagraph => "next paragraph",
        Command::PreviousParagraph => "previous paragraph",
        Command::NextSection => "next section",
        Command::PreviousSection => "previous section",
        Command::Top => "top; 42gg: to paragraph 42",
        Command::End => "end; 42G: to paragraph 42",
        Command::Centre => "this row to the middle",
        Command::ToTop => "this row to the top",
        Command::ToBottom => "this row to the bottom",
        Command::Go => "go to 12, §3, Điều 3, II.A",
        Command::JumpBack => "back to before the jump",
        Command::SelectSentence => "select the sentence; again: extend",
        Command::SelectParagraph => "select the paragraph; again: extend",
        Command::SelectCharacters => "select from here, by character",
        Command::SelectRows => "select whole rows",
        Command::LabelSentences => "label every sentence on screen; type one",
        Command::InnerWord => "the word",
        Command::InnerSentence => "the sentence",
        Command::InnerParagraph => "the paragraph",
        Command::InnerBrackets => "what is in brackets",
        Command::InnerQuotes => "what is in quotation marks",
        Command::OtherEnd => "to the other end",
        Command::Reselect => "select again what was selected",
        Command::Deselect => "back: drop selection, pane or search",
        Command::Open => "open what is here; in the text: highlight",
        Command::Annotate => "write a note",
        Command::Tag => "tag",
        Command::Delete => "delete the annotation",
        Command::Undo => "undo",
        Command::Redo => "redo",
        Command::NextAnnotation => "next annotation",
        Command::PreviousAnnotation => "previous annotation",
        Command::NextNote => "next annotation with a note",
        Command::PreviousNote => "previous annotation with a note",
        Command::Search => "search; plain letters match any accent",
        Command::NextMatch => "next match",
        Command::PreviousMatch => "previous match",
        Command::SearchHere => "search the word or the selection",
        Command::FocusOutline => "to the outline and back",
        Command::ToggleOutline => "show or hide the outline",
        Command::ToggleNotes => "show or hide the notes",
        Command::ToggleChrome => "show or fold page furniture",
        Command::NextPane => "next pane",
        Command::PreviousPane => "previous pane",
        Command::ListNotes => "list of annotations",
        Command::ListDocuments => "list of documents",
        Command::Help => "the keys that work here",
        Command::Unfold => "unfold the section",
        Command::Fold => "fold the section",
        Command::Explain => "why the section is one",
        Command::Filter => "show only what holds some words",
        Command::EditEntry => "edit the note",
        Command::Copy => "copy the sentence or selection",
        Command::Cite => "copy it with what it is cited by",
        Command::CiteStyle => "choose the style of citations",
        Command::Export => "export to Markdown, or JSON",
        Command::Palette => "run a command; :42 goes to paragraph 42",
        Command::SetAside => "set a damaged notes file aside",
        Command::Save => "try to save again",
        Command::ToggleJustify => "spread rows to an even edge, or not",
        Command::ToggleMouse => "give the mouse to the terminal, or back",
        Command::Redraw => "draw the screen anew",
        Command::Suspend => "stop; fg resumes",
        Command::Close => "close what is on top, then quit",
        Command::Quit => "quit",
    };
    phrase.to_owned()
}
