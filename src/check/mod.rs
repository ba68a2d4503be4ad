//! The few kinds of check: mechanisms that many rules share by their parameters.
//!
//! A check answers with places and named values. It knows no words, no severity and no law, and it never
//! prints. Each kind is one file and one row of [`KINDS`].

mod acyclic;
mod all;
mod columns;
mod each;
mod explain;
mod guards;
mod later;
mod layers;
mod nodes;
mod parts;
mod path;
mod tell;
mod unique;

use jiff::civil::Date;

pub use acyclic::Acyclic;
pub use all::run_all;
pub use each::Each;
pub use explain::{Answer, Part, explain};
pub use later::Later;
pub use layers::{Layer, Layers};
pub use nodes::Nodes;
pub use path::Path;
pub use tell::{Offer, Telling};
pub use unique::Unique;

use columns::Columns;

use crate::condition::{Fact, Memo};
use crate::finding::{Finding, RuleRef};
use crate::graph::{Graph, ObjectId};
use crate::lang::{Words, words};

/// A kind of check, for rule files and docs.
#[derive(Debug)]
pub struct Kind {
    /// The key in `check` that chooses it.
    pub key: &'static str,
    /// The further keys of `check` that it reads.
    pub parameters: &'static [&'static str],
    /// What it finds.
    pub about: Words,
    /// The placeholders it fills; `each` and `unique` also fill the name of the object.
    pub values: &'static [&'static str],
}

/// All kinds.
pub static KINDS: &[Kind] = &[
    Kind {
        key: "each",
        parameters: &["when", "must", "at"],
        about: words(
            "đối tượng thỏa `when` mà không thỏa `must`",
            "an object for which `when` holds and `must` does not",
        ),
        values: &[],
    },
    Kind {
        key: "path",
        parameters: &[],
        about: words(
            "đường đi từ nguồn tới đích không qua chốt nào",
            "a walk from a source to a target that passes no waypoint",
        ),
        values: &["from", "to", "hops"],
    },
    Kind {
        key: "acyclic",
        parameters: &[],
        about: words("vòng ngắn nhất của mỗi nhóm đối tượng phụ thuộc lẫn nhau", "the shortest cycle of each knot"),
        values: &["cycle", "first"],
    },
    Kind {
        key: "unique",
        parameters: &["by", "within", "when", "at"],
        about: words("nhiều đối tượng có cùng khóa", "several objects with one key"),
        values: &["first", "key", "count"],
    },
    Kind {
        key: "layers",
        parameters: &[],
        about: words("đường đi ngược thứ tự các lớp", "a walk against the order of the layers"),
        values: &["from", "to", "from-layer", "to-layer"],
    },
    Kind {
        key: "builtin",
        parameters: &[],
        about: words("do chương trình phát hiện", "what code finds"),
        values: &[],
    },
];

/// A rule's check, compiled.
#[derive(Debug)]
pub struct Check {
    /// What to look for.
    pub spec: Spec,
    /// What to say about what is found.
    pub telling: Later<Telling>,
}

/// A kind with its parameters.
#[derive(Debug)]
#[allow(missing_docs)] // each is its kind's own type
#[allow(clippy::large_enum_variant)] // there are a hundred of them, each built once
pub enum Spec {
    Each(Each),
    Path(Path),
    Acyclic(Acyclic),
    Unique(Unique),
    Layers(Layers),
    /// Code finds it elsewhere; there is nothing to run.
    Builtin,
}

/// What one rule found out.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Where it fails.
    pub findings: Vec<Finding>,
    /// The object each finding is about, in the same order.
    pub failed: Vec<ObjectId>,
    /// Those of the failed that somebody accepted; they are no longer among the failed.
    pub waived: Vec<ObjectId>,
    /// What it could not decide.
    pub undecided: Vec<Undecided>,
    /// The objects it applies to and has nothing against.
    pub passed: Vec<ObjectId>,
}

/// An object that a rule could not judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The object.
    pub subject: ObjectId,
    /// The facts that would decide it.
    pub facts: Vec<Fact>,
}

impl Verdicts {
    /// All of these as one, in their order.
    fn merged(pieces: Vec<Self>) -> Self {
        let mut all = Self::default();
        let count = |of: fn(&Self) -> usize| pieces.iter().map(of).sum();
        all.findings.reserve_exact(count(|piece| piece.findings.len()));
        all.failed.reserve_exact(count(|piece| piece.failed.len()));
        all.undecided.reserve_exact(count(|piece| piece.undecided.len()));
        all.passed.reserve_exact(count(|piece| piece.passed.len()));
        for piece in pieces {
            all.findings.extend(piece.findings);
            all.failed.extend(piece.failed);
            all.undecided.extend(piece.undecided);
            all.passed.extend(piece.passed);
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.failed.is_empty() && self.undecided.is_empty() && self.passed.is_empty()
    }

    fn fail(&mut self, subject: ObjectId, finding: Finding) {
        self.findings.push(finding);
        self.failed.push(subject);
    }
}

/// What a check is run on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'g> {
    /// The estate.
    pub graph: &'g Graph,
    /// The day for which it is judged.
    pub today: Date,
    /// The rule that asks.
    pub rule: RuleRef,
}

/// Runs one rule's check. The answer depends on nothing but its arguments.
pub fn run(check: &Check, ground: Ground<'_>) -> Verdicts {
    match &check.spec {
        Spec::Each(spec) => each::run(spec, &check.telling, ground),
        Spec::Path(spec) => {
            let memo = Memo::default();
            let columns = Columns::new([check], ground, &memo);
            columns.ask_all();
            path::run(spec, &check.telling, ground, &columns)
        }
        Spec::Acyclic(spec) => acyclic::run(spec, &check.telling, ground),
        Spec::Unique(spec) => unique::run(spec, &check.telling, ground),
        Spec::Layers(spec) => layers::run(spec, &check.telling, ground),
        Spec::Builtin => Verdicts::default(),
    }
}
