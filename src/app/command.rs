//! Everything that can be asked of the reader, as one table.
//!
//! A command has a name for the palette (`:`), a group for the help, and a sentence in
//! [`words`](super::words). Keys stand in [`keymap`](super::keymap). Help, palette and `postil keys`
//! are printed from these tables.

/// What the help groups commands by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Getting about in the text.
    Moving,
    /// Selecting passages.
    Selecting,
    /// Highlights, notes and tags.
    Annotating,
    /// Finding.
    Finding,
    /// Panes and lists.
    Panes,
    /// Everything else.
    Other,
}

impl Group {
    /// Every group, in the order of the help: what the program is for comes first.
    pub const ALL: [Group; 6] =
        [Group::Selecting, Group::Annotating, Group::Moving, Group::Finding, Group::Panes, Group::Other];
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident $name:literal $group:ident;)*) => {
        /// One thing that can be asked of the reader.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $variant,)*
            /// Draw over the selection with the pen of that number, 1 to 9.
            Pen(u8),
        }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &'static [Command] = &[
                $(Command::$variant,)*
                Command::Pen(1), Command::Pen(2), Command::Pen(3), Command::Pen(4), Command::Pen(5),
                Command::Pen(6), Command::Pen(7), Command::Pen(8), Command::Pen(9),
            ];

            /// The name in the palette.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Command::$variant => $name,)*
                    Command::Pen(digit) => PEN_NAMES.get(usize::from(digit)).copied().unwrap_or("pen"),
                }
            }

            /// Where it stands in the help.
            #[must_use]
            pub fn group(self) -> Group {
                match self {
                    $(Command::$variant => Group::$group,)*
                    Command::Pen(_) => Group::Annotating,
                }
            }
        }
    };
}

const PEN_NAMES: [&str; 10] =
    ["pen", "pen-1", "pen-2", "pen-3", "pen-4", "pen-5", "pen-6", "pen-7", "pen-8", "pen-9"];

commands! {
    /// The next row.
    Down "down" Moving;
    /// The row before.
    Up "up" Moving;
    /// The character before.
    Left "left" Moving;
    /// The next character.
    Right "right" Moving;
    /// A screen on.
    PageDown "page-down" Moving;
    /// A screen back.
    PageUp "page-up" Moving;
    /// Half a screen on.
    HalfDown "half-page-down" Moving;
    /// Half a screen back.
    HalfUp "half-page-up" Moving;
    /// The start of the row.
    RowStart "row-start" Moving;
    /// The end of the row.
    RowEnd "row-end" Moving;
    /// The next word.
    NextWord "next-word" Moving;
    /// The word before.
    PreviousWord "previous-word" Moving;
    /// The end of the word.
    WordEnd "word-end" Moving;
    /// The next sentence.
    NextSentence "next-sentence" Moving;
    /// The sentence before.
    PreviousSentence "previous-sentence" Moving;
    /// The next paragraph.
    NextParagraph "next-paragraph" Moving;
    /// The paragraph before.
    PreviousParagraph "previous-paragraph" Moving;
    /// The next section.
    NextSection "next-section" Moving;
    /// The section before.
    PreviousSection "previous-section" Moving;
    /// The top of the document, or the paragraph whose number was typed before.
    Top "top" Moving;
    /// The end of the document, or the paragraph whose number was typed before.
    End "end" Moving;
    /// The row of the cursor to the middle of the screen.
    Centre "centre" Moving;
    /// The row of the cursor to the top of the screen.
    ToTop "to-top" Moving;
    /// The row of the cursor to the bottom of the screen.
    ToBottom "to-bottom" Moving;
    /// Go to what an address names: a paragraph, a section, an article.
    Go "go" Moving;
    /// Back to where the last jump began.
    JumpBack "jump-back" Moving;

    /// Select the sentence; again: extend to the next.
    SelectSentence "select-sentence" Selecting;
    /// Select the paragraph; again: extend to the next.
    SelectParagraph "select-paragraph" Selecting;
    /// Select from the character on.
    SelectCharacters "select" Selecting;
    /// Select whole rows.
    SelectRows "select-rows" Selecting;
    /// Label the sentences on the screen.
    LabelSentences "label-sentences" Selecting;
    /// Select the word.
    InnerWord "select-word" Selecting;
    /// Select the sentence, and only it.
    InnerSentence "select-inner-sentence" Selecting;
    /// Select the paragraph, and only it.
    InnerParagraph "select-inner-paragraph" Selecting;
    /// Select what stands in brackets.
    InnerBrackets "select-in-brackets" Selecting;
    /// Select what stands in quotation marks.
    InnerQuotes "select-in-quotes" Selecting;
    /// Go to the other end of the selection.
    OtherEnd "other-end" Selecting;
    /// Select again what was selected last.
    Reselect "reselect" Selecting;
    /// Drop the selection, leave the pane, or forget the search.
    Deselect "back" Selecting;

    /// Open the annotation under the cursor, else highlight with the last pen.
    Open "open" Annotating;
    /// Write a note.
    Annotate "note" Annotating;
    /// Tag the annotation or the passage.
    Tag "tag" Annotating;
    /// Delete the annotation under the cursor.
    Delete "delete" Annotating;
    /// Undo the last change of annotations.
    Undo "undo" Annotating;
    /// Redo what was undone.
    Redo "redo" Annotating;
    /// The next annotation.
    NextAnnotation "next-annotation" Annotating;
    /// The annotation before.
    PreviousAnnotation "previous-annotation" Annotating;
    /// The next annotation with a note.
    NextNote "next-note" Annotating;
    /// The annotation with a note before.
    PreviousNote "previous-note" Annotating;

    /// Search.
    Search "search" Finding;
    /// The next match.
    NextMatch "next-match" Finding;
    /// The match before.
    PreviousMatch "previous-match" Finding;
    /// Search for the word under the cursor, or for the selection.
    SearchHere "search-here" Finding;

    /// Go to the outline and back.
    FocusOutline "outline" Panes;
    /// Show or hide the outline.
    ToggleOutline "toggle-outline" Panes;
    /// Show or hide the notes in the margin.
    ToggleNotes "toggle-notes" Panes;
    /// Show what belongs to the page, or fold it away.
    ToggleChrome "toggle-chrome" Panes;
    /// The next pane.
    NextPane "next-pane" Panes;
    /// The pane before.
    PreviousPane "previous-pane" Panes;
    /// The list of annotations.
    ListNotes "list-notes" Panes;
    /// The list of the documents of this sitting.
    ListDocuments "list-documents" Panes;
    /// The keys that work here.
    Help "help" Panes;
    /// Unfold the section in the outline.
    Unfold "unfold" Panes;
    /// Fold the section in the outline.
    Fold "fold" Panes;
    /// Tell why the section of the outline is one.
    Explain "explain" Panes;
    /// Narrow the list to what holds some words.
    Filter "filter" Panes;
    /// Edit the note of the entry.
    EditEntry "edit-entry" Panes;

    /// Copy the selection or the sentence.
    Copy "copy" Other;
    /// Copy the selection or the sentence with what it is cited by.
    Cite "cite" Other;
    /// Choose the style of citations.
    CiteStyle "cite-style" Other;
    /// Export the annotations to a file.
    Export "export" Other;
    /// Run a command by its name.
    Palette "palette" Other;
    /// Set a damaged notes file aside and start afresh.
    SetAside "set-aside" Other;
    /// Try to save again.
    Save "save" Other;
    /// Spread rows to the width of the text, or leave their ends ragged.
    ToggleJustify "toggle-justify" Other;
    /// Give the mouse to the terminal, or take it back.
    ToggleMouse "toggle-mouse" Other;
    /// Draw the screen anew.
    Redraw "redraw" Other;
    /// Stop the program and go back to the shell; `fg` resumes it.
    Suspend "suspend" Other;
    /// Close what is on top, then quit.
    Close "close" Other;
    /// Quit.
    Quit "quit" Other;
}

impl Command {
    /// The command of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Command> {
        Command::ALL.iter().copied().find(|command| command.name() == name)
    }

    /// The command that `typed` names, and what is typed after it, where it takes something:
    /// `go Điều 3`.
    #[must_use]
    pub fn with_argument(typed: &str) -> Option<(Command, &str)> {
        let (name, argument) = typed.trim().split_once(char::is_whitespace)?;
        let command = Command::named(name).filter(|command| command.takes_argument())?;
        Some((command, argument.trim_start()))
    }

    /// Whether it asks for a line to be typed, which may as well stand after its name.
    fn takes_argument(self) -> bool {
        use Command as C;
        matches!(self, C::Go | C::Search | C::Tag | C::Export | C::CiteStyle)
    }
}
