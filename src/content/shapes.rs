//! The fields of every file a contributor writes, but for catalogs and overlays, whose keys are
//! those of the English texts.

use crate::yaml::shape::{Field, Shape, Words, optional, required};

const LINE: Shape = Shape::Words(Words::Line);
const INLINE: Shape = Shape::Words(Words::Inline);
const PATTERN: Shape = Shape::Words(Words::Pattern);

const LINK: Shape = Shape::Record(&[
    required("name", Shape::Verbatim, "what the link is called"),
    required("url", Shape::Url, "where it leads"),
]);

/// `content/site.yaml`.
pub const SITE: Shape = Shape::Record(&[
    required("title", Shape::Verbatim, "the site's name"),
    required(
        "base_url",
        Shape::Verbatim,
        "the address it is published under",
    ),
    optional(
        "domain",
        Shape::Verbatim,
        "a domain of its own, for `CNAME`",
    ),
    required(
        "default_locale",
        Shape::Id,
        "the locale whose paths have no prefix",
    ),
    required(
        "families",
        Shape::List(&Shape::Id),
        "the families in the order they are shown",
    ),
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
    ),
]);

const SAYS_YES_NO: Shape = Shape::Record(&[
    required("yes", PATTERN, "the predicate of codes with `yes`"),
    required("no", PATTERN, "the predicate of codes with `no`"),
]);

const OPTION: Shape = Shape::Record(&[
    required("label", LINE, "what the table shows"),
    optional("says", PATTERN, "the predicate of codes with this option"),
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
    required("label", LINE, "the property's name, as the table shows it"),
    required(
        "type",
        Shape::OneOf(FACT_TYPES),
        "`yes_no`, `choice`, `set`, `code` or `terms`",
    ),
    optional(
        "says",
        Shape::MapOr(&SAYS_YES_NO, &PATTERN),
        "the predicate, `{value}` in it",
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
    ),
];

const GROUP: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "the key under which codes name their group",
    ),
    required("title", LINE, "the group's heading"),
    required("says", PATTERN, "the predicate of every code of the group"),
    optional(
        "tells",
        Shape::List(&Shape::Id),
        "the facts whose difference `says` tells already",
    ),
];

const RANGE: &[Field] = &[
    required("id", Shape::Id, "a key of its own"),
    required("codes", Shape::Verbatim, "the first and the last code"),
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
    required("title", LINE, "the hub's heading"),
    required("description", INLINE, "what the family's codes are for"),
    required(
        "refer_by",
        Shape::OneOf(&["number", "name"]),
        "what a sentence calls a code",
    ),
    required(
        "subject",
        PATTERN,
        "a code as the subject of a sentence, `{code}` in it",
    ),
    optional("registry", LINK, "the registry of the codes"),
    optional(
        "lanes",
        Shape::Map(&LINE),
        "who stands in an exchange, and what they are called",
    ),
    required(
        "groups",
        Shape::List(&Shape::Record(GROUP)),
        "the parts of the family",
    ),
    optional(
        "ranges",
        Shape::List(&Shape::Record(RANGE)),
        "ranges of codes without pages",
    ),
    required(
        "facts",
        Shape::List(&Shape::Record(FACT)),
        "what codes are compared by",
    ),
]);

const STEP: &[Field] = &[
    required("id", Shape::Id, "a key of its own"),
    optional("from", Shape::Id, "the lane that sends"),
    optional("to", Shape::Id, "the lane that receives"),
    optional("at", Shape::Id, "the lane that waits"),
    optional("send", LINE, "what is sent"),
    optional("wait", LINE, "what is waited for"),
    optional("cut", LINE, "what breaks between the two"),
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
    ),
    optional(
        "qualifier",
        Shape::Verbatim,
        "what tells two codes with one number apart",
    ),
    required("name", Shape::Verbatim, "the common name"),
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
    required("summary", LINE, "one line: what happened"),
    required(
        "description",
        INLINE,
        "what the code states, and who states it",
    ),
    required("when_seen", INLINE, "concrete causes"),
    required("how_to_fix", INLINE, "what to do, first things first"),
    optional(
        "choose_when",
        INLINE,
        "a clause that completes “Use 1007 when …”",
    ),
    required(
        "facts",
        Shape::Map(&Shape::OneOrMany(&Shape::Verbatim)),
        "a value for each fact",
    ),
    optional(
        "exchange",
        Shape::List(&Shape::Record(STEP)),
        "the wire, step by step",
    ),
    optional(
        "messages",
        Shape::List(&Shape::Record(MESSAGE)),
        "what tools print",
    ),
    optional(
        "constants",
        Shape::Map(&Shape::Verbatim),
        "the code's name in libraries",
    ),
    required(
        "references",
        Shape::List(&Shape::Record(REFERENCE)),
        "the specifications",
    ),
    optional(
        "confused_with",
        Shape::List(&Shape::Verbatim),
        "codes it is mistaken for",
    ),
    optional(
        "equivalents",
        Shape::List(&Shape::Record(EQUIVALENT)),
        "codes of other families",
    ),
]);

/// `content/<family>/notes/<pair>.yaml`.
pub const NOTE: Shape = Shape::Record(&[
    required("verdict", INLINE, "the rule that decides between the two"),
    optional(
        "tells",
        Shape::List(&Shape::Id),
        "the facts whose difference `verdict` tells already",
    ),
    optional(
        "differences",
        Shape::Map(&INLINE),
        "sentences that the facts cannot say",
    ),
    optional("trap", INLINE, "the wrong choice that people make"),
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
