//! What code can find: the id of each such rule and the names of the values it hands to the rule's texts.
//!
//! The words, the severity and the proof stand in the rule's folder under `rules/core/`; a test keeps
//! this table and the folders equal.

/// A rule whose check is code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Builtin {
    /// `group/rule`, the path of its folder in the pack `core`.
    pub id: &'static str,
    /// The placeholders its texts may use.
    pub values: &'static [&'static str],
}

macro_rules! builtins {
    ($($(#[$about:meta])* $name:ident = $id:literal [$($value:literal),*];)*) => {
        $($(#[$about])* pub static $name: Builtin = Builtin { id: $id, values: &[$($value),*] };)*

        /// All of them, in the order of this table.
        pub static ALL: &[&Builtin] = &[$(&$name),*];
    };
}

builtins! {
    /// The text is not YAML.
    SYNTAX = "model/syntax" ["detail"];
    /// A key twice in one mapping.
    DUPLICATE_KEY = "model/duplicate-key" ["key"];
    /// Nested too deep.
    TOO_DEEP = "model/nested-too-deep" ["limit"];
    /// Aliases expand too far.
    TOO_MANY_ALIASES = "model/too-many-aliases" ["limit"];
    /// An alias inside what it names.
    RECURSIVE_ALIAS = "model/recursive-alias" [];
    /// A merge key without a mapping.
    BAD_MERGE = "model/malformed-merge" [];
    /// A key that is a collection.
    COMPLEX_KEY = "model/complex-key" [];
    /// Bytes that are not UTF-8.
    NOT_UTF8 = "model/not-utf8" ["offset"];
    /// A file larger than the limit.
    FILE_TOO_LARGE = "model/file-too-large" ["size", "limit"];
    /// A file that was named but is no description.
    NOT_A_DESCRIPTION = "model/not-a-description" [];
    /// A format version this program does not know.
    UNSUPPORTED_VERSION = "model/unsupported-version" ["version"];
    /// A key that the record does not have.
    UNKNOWN_KEY = "model/unknown-key" ["key", "record", "nearest", "valid"];
    /// A value of another type than the field's.
    WRONG_TYPE = "model/wrong-type" ["field", "expected", "found"];
    /// A value outside the closed list.
    UNKNOWN_VALUE = "model/unknown-value" ["field", "value", "nearest", "valid"];
    /// A number outside its bounds.
    OUT_OF_RANGE = "model/number-out-of-range" ["field", "value", "low", "high"];
    /// Not a day of the calendar.
    INVALID_DATE = "model/invalid-date" ["field", "value"];
    /// A key with nothing behind it.
    EMPTY_VALUE = "model/empty-value" ["field"];
    /// A key that must be there.
    MISSING_KEY = "model/missing-key" ["key", "record"];
    /// An id with characters that references cannot write.
    MALFORMED_ID = "model/malformed-id" ["id"];
    /// One id for two objects.
    DUPLICATE_ID = "model/duplicate-id" ["id"];
    /// A name that no object has.
    DANGLING = "model/dangling-reference" ["reference", "field", "nearest"];
    /// A name of an object of the wrong noun.
    WRONG_NOUN = "model/reference-to-wrong-kind" ["reference", "field", "found", "expected"];
    /// Agencies that are each other's parents.
    PARENT_CYCLE = "model/agency-parent-cycle" ["cycle"];
    /// `unknown` without anybody to settle it.
    UNDETERMINED = "model/undetermined-without-follow-up" ["object", "field"];
    /// A follow-up that leaves the unit or the day open.
    FOLLOW_UP_OPEN = "model/follow-up-not-filled-in" ["object", "field"];
    /// A password, key, token or private address.
    SECRET = "model/secret-in-description" ["secret"];
    /// A condition that is not an expression.
    CONDITION_SYNTAX = "rule/condition-syntax" ["detail"];
    /// A condition uses a name that is not in scope.
    CONDITION_NAME = "rule/unknown-name" ["name", "nearest", "valid"];
    /// A condition uses a field that the record does not have.
    CONDITION_FIELD = "rule/unknown-field" ["name", "record", "nearest", "valid"];
    /// A condition uses a function that does not exist.
    CONDITION_FUNCTION = "rule/unknown-function" ["name", "nearest"];
    /// A condition combines types that do not go together.
    CONDITION_TYPE = "rule/wrong-type-in-condition" ["expected", "found"];
    /// A literal that the closed list does not have.
    CONDITION_VALUE = "rule/impossible-value" ["value", "nearest", "valid"];
    /// A placeholder that nobody defines.
    UNDEFINED_PLACEHOLDER = "rule/undefined-placeholder" ["name", "nearest", "valid"];
    /// A value that no text uses.
    UNUSED_VALUE = "rule/unused-value" ["name"];
    /// The two languages use different placeholders.
    UNEQUAL_PLACEHOLDERS = "rule/unequal-placeholders" ["names"];
    /// A check without a kind, or with two.
    KIND_MISSING = "rule/no-check-kind" ["valid"];
    /// A builtin rule whose folder no code knows, or the other way round.
    NOT_BUILTIN = "rule/no-such-builtin" ["id"];
    /// A citation of a document that the pack does not have.
    UNKNOWN_DOCUMENT = "rule/unknown-document" ["name", "nearest"];
    /// A citation of a repealed document.
    REPEALED_DOCUMENT = "rule/repealed-document" ["number", "replacement"];
    /// Two packs with one rule id.
    DUPLICATE_RULE = "rule/duplicate-rule" ["id"];
    /// A folder with a rule's files but without `rule.yaml`.
    INCOMPLETE_FOLDER = "rule/folder-without-rule" ["folder"];
    /// A waiver's last day is past.
    WAIVER_EXPIRED = "waivers/expired" ["rule", "subject", "expires"];
    /// A waiver's last day is near.
    WAIVER_SOON = "waivers/expires-soon" ["rule", "subject", "expires", "days"];
    /// A waiver without a finding that it is about.
    WAIVER_UNUSED = "waivers/matches-nothing" ["rule", "subject"];
    /// A waiver for longer than its rule allows.
    WAIVER_TOO_LONG = "waivers/term-too-long" ["rule", "longest", "last"];
    /// A waiver that ends before it begins.
    WAIVER_BACKWARDS = "waivers/ends-before-it-begins" ["granted", "expires"];
    /// A waiver of a rule that can't be waived.
    WAIVER_REFUSED = "waivers/rule-not-waivable" ["rule"];
    /// An exception of a rule that does not exist.
    WAIVER_RULE = "waivers/unknown-rule" ["id", "nearest"];
    /// A waiver with keys that nobody filled in.
    WAIVER_OPEN = "waivers/not-filled-in" ["rule", "subject", "keys"];
    /// A pattern that is none.
    WAIVER_PATTERN = "waivers/malformed-pattern" ["pattern"];
    /// A comment that is nearly one that allows something.
    ALLOW_MALFORMED = "waivers/malformed-comment" [];
    /// A comment that allows what nobody found.
    ALLOW_UNUSED = "waivers/comment-matches-nothing" ["rules"];
    /// Settings name a rule that does not exist.
    UNKNOWN_RULE = "settings/unknown-rule" ["id", "nearest"];
}

/// Rules about bytes, which a fixture of text cannot hold; the command's own tests prove them.
pub static ABOUT_BYTES: [&Builtin; 2] = [&NOT_UTF8, &FILE_TOO_LARGE];
