use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, and this is worth mending.
    Warning,
}

impl Severity {
    /// The word for it, as it stands before an id.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// Which problem it is. The name is stable: people search for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Id {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Id {
            /// Every id there is.
            pub const ALL: &'static [Id] = &[$(Id::$variant),+];

            /// The name as it is printed.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Id::$variant => $name,)+
                }
            }

            /// What it is, in one sentence.
            pub fn about(self) -> &'static str {
                match self {
                    $(Id::$variant => concat!($($doc),+).trim(),)+
                }
            }

            /// What it means and what to do, with an example, as Markdown.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Id::$variant => include_str!(concat!("explanations/", $name, ".md")),)+
                }
            }

            /// Whether it keeps the site from being published.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Id::$variant => Severity::$severity,)+
                }
            }
        }
    };
}

ids! {
    /// A file that the site cannot do without is not there.
    MissingFile = "missing-file", Error;
    /// A file that would be read if its name ended in `.yaml`.
    WrongEnding = "wrong-ending", Error;
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A control character or a noncharacter, which HTML forbids.
    ForbiddenCharacter = "forbidden-character", Error;
    /// A file is larger than any text that people write.
    FileTooLarge = "file-too-large", Error;
    /// A file is not YAML.
    Syntax = "syntax", Error;
    /// An anchor, an alias, a tag or a merge key.
    YamlFeature = "yaml-feature", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A field that nothing reads.
    UnknownField = "unknown-field", Error;
    /// A field that must be there.
    MissingField = "missing-field", Error;
    /// A list where a text belongs, or the like.
    WrongType = "wrong-type", Error;
    /// A text that ends where a comment begins, though the `#` was meant as part of it.
    CommentInText = "comment-in-text", Error;
    /// A value that is none of those allowed.
    UnknownValue = "unknown-value", Error;
    /// An id with characters that a path or a key cannot hold.
    InvalidId = "invalid-id", Error;
    /// An id that the site's own paths need.
    ReservedId = "reserved-id", Error;
    /// Two facts, groups, lanes or steps with one id.
    DuplicateId = "duplicate-id", Error;
    /// Two files that define one code.
    DuplicateCode = "duplicate-code", Error;
    /// Two pages that would be published at one path.
    PathConflict = "path-conflict", Error;
    /// A fact that the family does not declare.
    UnknownFact = "unknown-fact", Error;
    /// A value for a fact whose `only_if` does not hold.
    InapplicableFact = "inapplicable-fact", Error;
    /// A group that the family does not declare.
    UnknownGroup = "unknown-group", Error;
    /// A lane that the family does not declare.
    UnknownLane = "unknown-lane", Error;
    /// A step of an exchange that is none, or more than one, of `send`, `wait` and `cut`.
    InvalidStep = "invalid-step", Error;
    /// A code that no file defines.
    UnknownCode = "unknown-code", Error;
    /// A family that `site.yaml` does not list.
    UnknownFamily = "unknown-family", Error;
    /// A note whose file name is not a pair of codes, lower one first.
    NotAPair = "not-a-pair", Error;
    /// An address that is not one.
    InvalidUrl = "invalid-url", Error;
    /// A language tag that is not BCP 47.
    InvalidTag = "invalid-tag", Error;
    /// A link that is neither http(s) nor mailto nor internal.
    UnsafeLink = "unsafe-link", Error;
    /// An internal link that leads nowhere.
    BrokenLink = "broken-link", Error;
    /// A key of a catalog or overlay that the English does not have.
    UnknownKey = "unknown-key", Error;
    /// A pattern with other placeholders than the English one.
    Placeholders = "placeholders", Error;
    /// A counted thing without a plural form that its language needs.
    MissingPlural = "missing-plural", Error;
    /// A record of accepted translations that nobody can read.
    InvalidRecord = "invalid-record", Error;
    /// A catalog without one of the English keys.
    Untranslated = "untranslated", Warning;
    /// A text that is still to be written.
    Todo = "todo", Warning;
    /// A text that is longer than its readers take.
    TextTooLong = "text-too-long", Warning;
    /// A summary that begins with the code's name, or says nothing else.
    RepeatsName = "repeats-name", Warning;
    /// A code that lists another one as confused with it, and is not listed there.
    OneSidedConfusion = "one-sided-confusion", Warning;
    /// English in a text of a language that has letters of its own.
    EnglishWords = "english-words", Warning;
    /// A translation that has other code, links or numbers than its English.
    TranslationDiffers = "translation-differs", Warning;
    /// A translation that is the English, word for word.
    SameAsEnglish = "same-as-english", Warning;
    /// A translation that is much longer or shorter than its English.
    TranslationLength = "translation-length", Warning;
    /// An English term that the glossary of the language translates.
    GlossaryTerm = "glossary-term", Warning;
    /// A mark or a space that the language does not write so.
    Typography = "typography", Warning;
    /// The same text, or the same sentence, in two codes of a family.
    RepeatedText = "repeated-text", Warning;
    /// A fact for which all codes of a family have one value.
    UniformFact = "uniform-fact", Warning;
    /// A predicate or a clause that is written like a whole sentence.
    PredicateForm = "predicate-form", Warning;
    /// An entry of the English catalog that no page shows.
    UnusedKey = "unused-key", Warning;
    /// A template that no page is made with.
    UnusedTemplate = "unused-template", Warning;
    /// A template that cannot be compiled.
    Template = "template", Error;
    /// A template that fails while a page is rendered.
    Rendering = "rendering", Error;
}

impl Id {
    /// The one with a name.
    pub fn named(name: &str) -> Option<Self> {
        Id::ALL.iter().copied().find(|id| id.name() == name)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
