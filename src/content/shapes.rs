//! The fields of every file a contributor writes, but for catalogs and overlays, whose keys are
//! those of the English texts.

use crate::yaml::Node;
use crate::yaml::shape::{Field, Limit, Shape, Words, optional, required};

const LINE: Shape = Shape::Words(Words::Line);
const INLINE: Shape = Shape::Words(Words::Inline);
const PATTERN: Shape = Shape::Words(Words::Pattern);

const LINK: Shape = Shape::Record(&[
    required("name", Shape::Verbatim, "what the link is called"),
    required("url", Shape::Url, "where it leads"),
]);

/// `content/site.yaml`.
pub const SITE: Shape = Shape::Record(&[
    required("title", Shape::Verbatim, "the site's name")
        .advice("It stands at the top of every page and at the end of every title."),
    required(
        "base_url",
        Shape::Verbatim,
        "the address it is published under",
    )
    .advice("Such as https://example.github.io/versus. `--base-url` overrides it."),
    optional(
        "domain",
        Shape::Verbatim,
        "a domain of its own, for `CNAME`",
    )
    .advice("The bare name, such as codes.example.org."),
    required(
        "default_locale",
        Shape::Id,
        "the locale whose paths have no prefix",
    )
    .advice("The name of its catalog, such as `en` for i18n/en.yaml."),
    optional(
        "locales",
        Shape::List(&Shape::Id),
        "the languages of the site",
    )
    .advice(
        "Left out, every catalog in i18n/ is a language of the site. Named here, a language that \
         has no catalog there is taken from those that are built in.",
    ),
    required(
        "families",
        Shape::List(&Shape::Id),
        "the families in the order they are shown",
    )
    .advice("Each is the name of a folder in content/."),
    required(
        "repository",
        Shape::Record(&[
            required("url", Shape::Url, "the repository's address"),
            required("branch", Shape::Verbatim, "the branch that people edit"),
        ]),
        "where links for editing lead",
    ),
    required("licence", LINK, "the licence of the prose"),
    optional(
        "index_distant",
        Shape::YesNo,
        "`yes` to let search engines index pairs that nobody confuses",
    )
    .advice("Such pages say little that others do not, and search engines may mind."),
    optional(
        "offline",
        Shape::YesNo,
        "`yes` to let readers see pages they have visited without a network",
    )
    .advice("Their browsers keep a copy then. Without it none is kept, and old ones are deleted."),
]);

const PREDICATE: &str = "The rest of a sentence whose subject is the code: “1007 … is sent in a \
                         Close frame”. Present tense, lower case, no full stop, true of every code \
                         that has the value.";

const SAYS_YES_NO: Shape = Shape::Record(&[
    required("yes", PATTERN, "the predicate of codes with `yes`").advice(PREDICATE),
    required("no", PATTERN, "the predicate of codes with `no`").advice(PREDICATE),
]);

const OPTION: Shape = Shape::Record(&[
    required("label", LINE, "what the table shows").advice("One to four words."),
    optional("says", PATTERN, "the predicate of codes with this option").advice(PREDICATE),
    optional(
        "word",
        LINE,
        "how a list in a sentence calls it, if not by its label",
    ),
]);

/// The types of facts, in the order of [`FactKind`](super::FactKind).
pub const FACT_TYPES: &[&str] = &["yes_no", "choice", "set", "code", "terms"];

const FACT: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "the key under which codes give their value",
    ),
    required("label", LINE, "the property's name, as the table shows it")
        .advice("One to five words, such as “Reconnect” or “Sent by”."),
    required(
        "type",
        Shape::OneOf(FACT_TYPES),
        "`yes_no`, `choice`, `set`, `code` or `terms`",
    )
    .advice(
        "`choice` is one of `options` and `set` several of them; `code` is a code of another \
         family, and `terms` are words that no language translates, such as header names.",
    ),
    optional(
        "says",
        Shape::MapOr(&SAYS_YES_NO, &PATTERN),
        "the predicate, `{value}` in it",
    )
    .advice(
        "With `yes_no` one below `yes:` and one below `no:`, both without `{value}`. A `choice` \
         has one in each option instead.",
    ),
    optional(
        "options",
        Shape::Map(&OPTION),
        "the values of a `choice` or `set`",
    ),
    optional("family", Shape::Id, "the family that a `code` is of"),
    optional(
        "only_if",
        Shape::Map(&Shape::OneOrMany(&Shape::Verbatim)),
        "the values of other facts without which this one does not apply",
    )
    .advice("Such as `{ on_wire: yes }`: a code that is never sent has no sender."),
];

/// How bad the codes of a group are: the classes of the mark that shows it.
pub const SEVERITIES: &[&str] = &["success", "info", "error", "fault", "none"];

/// How bad the codes of a group are, or a code is, if that is said.
pub(super) fn severity(node: &Node) -> Option<&'static str> {
    let written = node.text_of("severity")?;
    let mut known = SEVERITIES.iter().copied();
    known.find(|severity| *severity == written)
}

const SEVERITY: &str = "A mark shows it. `info` tells how things go on, `error` turns something \
                        down that can be mended, `fault` is a failure, `none` says nothing.";

const GROUP: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "the key under which codes name their group",
    ),
    required("title", LINE, "the group's heading"),
    optional(
        "severity",
        Shape::OneOf(SEVERITIES),
        "how bad it is: `success`, `info`, `error`, `fault` or `none`",
    )
    .advice(SEVERITY),
    required("says", PATTERN, "the predicate of every code of the group").advice(PREDICATE),
    optional(
        "tells",
        Shape::List(&Shape::Id),
        "the facts whose difference `says` tells already",
    ),
];

const RANGE: &[Field] = &[
    required("id", Shape::Id, "a key of its own"),
    required("codes", Shape::Verbatim, "the first and the last code").advice("Such as 4000–4999."),
    required("title", LINE, "what the range is called"),
    required("description", INLINE, "what it is for"),
];

/// `content/<family>/family.yaml`.
pub const FAMILY: Shape = Shape::Record(&[
    required(
        "name",
        Shape::Verbatim,
        "what stands before a code: WebSocket 1007",
    ),
    required("title", LINE, "the hub's heading").advice("Such as “WebSocket Close Codes”."),
    required("description", INLINE, "what the family's codes are for")
        .advice("What a reader finds out here, in one or two sentences."),
    required(
        "refer_by",
        Shape::OneOf(&["number", "name"]),
        "what a sentence calls a code",
    )
    .advice("`number` for 1007, `name` for ABORTED."),
    required(
        "subject",
        PATTERN,
        "a code as the subject of a sentence, `{code}` in it",
    )
    .advice(
        "In English the bare \"{code}\". A translation may say “le code {code}”; predicates agree \
         with it.",
    ),
    optional(
        "aliases",
        Shape::List(&Shape::Verbatim),
        "what people type for the family",
    )
    .advice("Such as `ws` for WebSocket. Its name and its id need not be among them."),
    optional("registry", LINK, "the registry of the codes"),
    optional(
        "lanes",
        Shape::Map(&LINE),
        "who stands in an exchange, and what they are called",
    )
    .advice("Such as `client: Client` and `server: Server`, in the order in which they are drawn."),
    required(
        "groups",
        Shape::List(&Shape::Record(GROUP)),
        "the parts of the family",
    )
    .advice("Those that the registry or specification draws. Every code names one of them."),
    optional(
        "ranges",
        Shape::List(&Shape::Record(RANGE)),
        "ranges of codes without pages",
    )
    .advice("Such as a range for private use."),
    required(
        "facts",
        Shape::List(&Shape::Record(FACT)),
        "what codes are compared by",
    )
    .advice(
        "The most telling one first. A fact is worth having if nearly every code has a definite \
         value, if codes that people confuse differ in it, and if it helps to decide.",
    ),
]);

const STEP: &[Field] = &[
    required("id", Shape::Id, "a key of its own"),
    optional("from", Shape::Id, "the lane that sends"),
    optional("to", Shape::Id, "the lane that receives"),
    optional("at", Shape::Id, "the lane that waits"),
    optional("send", LINE, "what is sent").advice("Goes with `from` and `to`."),
    optional("wait", LINE, "what is waited for").advice("Goes with `at`."),
    optional("cut", LINE, "what breaks between the two").advice("Goes with `from` and `to`."),
    optional("detail", INLINE, "what matters about it"),
];

const REFERENCE: &[Field] = &[
    optional("rfc", Shape::Number, "the number of an RFC"),
    optional("section", Shape::Verbatim, "its section"),
    optional("title", Shape::Verbatim, "what another document is called"),
    optional("url", Shape::Url, "where it is"),
];

const MESSAGE: &[Field] = &[
    required("tool", Shape::Verbatim, "who prints it"),
    required("text", Shape::Verbatim, "what is printed, to the letter"),
];

const EQUIVALENT: &[Field] = &[
    required("family", Shape::Id, "the other family"),
    required("code", Shape::Verbatim, "the code there"),
];

/// `content/<family>/<code>.yaml`.
pub const CODE: Shape = Shape::Record(&[
    required(
        "code",
        Shape::Verbatim,
        "the code as its registry writes it",
    )
    .advice("1007, 0x87 and 4.03 alike."),
    optional(
        "qualifier",
        Shape::Verbatim,
        "what tells two codes with one number apart",
    ),
    required("name", Shape::Verbatim, "the common name")
        .advice("As the field writes it. It is never translated."),
    optional(
        "registered_as",
        Shape::Verbatim,
        "the registry's name, where it differs",
    ),
    optional(
        "registered",
        Shape::YesNo,
        "`no` for a code that no registry has",
    ),
    required("group", Shape::Id, "a group of the family"),
    optional(
        "severity",
        Shape::OneOf(SEVERITIES),
        "how bad it is, if not as its group says",
    )
    .advice(SEVERITY),
    optional(
        "also_called",
        LINE,
        "what people call it besides its name",
    )
    .advice(
        "For those who search: one to three names in the reader's own language, with commas, such \
         as “not authorised, not logged in”. In a translation, what its readers would type.",
    )
    .limit(Limit::Characters(80)),
    required("summary", LINE, "one line: what happened")
        .advice("For someone who has never read the specification. Not the name again.")
        .limit(Limit::Characters(110)),
    required(
        "description",
        INLINE,
        "what the code states, and who states it",
    )
    .advice(
        "One to three sentences: what it states, who states it, and what is left of the \
         connection or resource. Inline Markdown.",
    )
    .limit(Limit::Sentences(3)),
    required("when_seen", INLINE, "concrete causes")
        .advice(
            "One to three sentences: two or three causes from practice, such as a time-out of a \
             proxy or a stale token.",
        )
        .limit(Limit::Sentences(3)),
    required("how_to_fix", INLINE, "what to do, first things first")
        .advice(
            "Two to four sentences: the first thing to check, then what to do. Name real \
             settings, header fields and commands.",
        )
        .limit(Limit::Sentences(4)),
    optional(
        "choose_when",
        INLINE,
        "a clause that completes “Use 1007 when …”",
    )
    .advice("Lower case, no full stop. Leave it out if nobody may send the code.")
    .limit(Limit::Sentences(1)),
    required(
        "facts",
        Shape::Map(&Shape::OneOrMany(&Shape::Verbatim)),
        "a value for each fact",
    )
    .advice(
        "`not_applicable` where the question makes no sense. Leave out what you do not know: a \
         guess misleads.",
    ),
    optional(
        "exchange",
        Shape::List(&Shape::Record(STEP)),
        "the wire, step by step",
    )
    .advice("Each step is one of `send`, `wait` and `cut`."),
    optional(
        "messages",
        Shape::List(&Shape::Record(MESSAGE)),
        "what tools print",
    )
    .advice("To the letter, and only what you are sure of: people paste it into a search."),
    optional(
        "constants",
        Shape::Map(&Shape::Verbatim),
        "the code's name in libraries",
    )
    .advice("Such as `Go: http.StatusNotFound`."),
    required(
        "references",
        Shape::List(&Shape::Record(REFERENCE)),
        "the specifications",
    )
    .advice("An RFC with `rfc` and `section`, anything else with `title` and `url`."),
    optional(
        "confused_with",
        Shape::List(&Shape::Verbatim),
        "codes it is mistaken for",
    )
    .advice("Each of them should list this one, too."),
    optional(
        "equivalents",
        Shape::List(&Shape::Record(EQUIVALENT)),
        "codes of other families",
    ),
]);

/// `content/<family>/notes/<pair>.yaml`.
pub const NOTE: Shape = Shape::Record(&[
    required("verdict", INLINE, "the rule that decides between the two")
        .advice("One or two sentences, which stand at the top of the comparison.")
        .limit(Limit::Sentences(2)),
    optional(
        "tells",
        Shape::List(&Shape::Id),
        "the facts whose difference `verdict` tells already",
    ),
    optional(
        "differences",
        Shape::Map(&INLINE),
        "sentences that the facts cannot say",
    )
    .advice("Each below a key of its own, under which it is translated.")
    .limit(Limit::Entries(3)),
    optional("trap", INLINE, "the wrong choice that people make").advice("And what it breaks."),
]);

/// The front matter of `content/guides/<guide>.md`.
pub const GUIDE: Shape = Shape::Record(&[
    required("title", Shape::Verbatim, "the guide's heading"),
    required("summary", Shape::Verbatim, "one line: what it tells"),
    optional(
        "families",
        Shape::List(&Shape::Id),
        "the families on whose hubs it is listed",
    ),
]);
