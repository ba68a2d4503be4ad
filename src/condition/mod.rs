//! The condition language of rules: a subset of CEL, type-checked against the model, three-valued.
//!
//! A text becomes tokens, a tree, a checked tree and the compiled form, once, when a rule is loaded
//! ([`compile()`]); every fault of the text is data with a range ([`Fault`]). After that a [`Condition`] is
//! asked: does it hold ([`Condition::test`]), what is the value, which facts are missing, what did each
//! part come to, where was that written. `docs/writing-rules.md` is the contract. This room reads the
//! model and the graph and knows no rule and no words; it never executes anything but these expressions.

mod ast;
mod check;
mod compile;
mod cost;
mod covers;
mod eval;
mod fault;
mod functions;
mod guard;
mod lists;
mod memo;
mod mutants;
mod parse;
mod rows;
mod together;
mod token;
mod trace;
mod types;
mod value;

use std::sync::OnceLock;

use crate::schema::Record;
use crate::source::Span;

pub use check::Expected;
pub use fault::{Fault, FaultKind, Wanted};
pub use functions::{FUNCTIONS, Function};
pub use guard::Guard;
pub use memo::Memo;
pub use mutants::{Change, Mutant};
pub use together::{Row, Together};
pub use trace::{Fact, Trace};
pub use types::{Scope, Type};
pub use value::{Env, List, SomeEdge, Truth, Val};

/// How deep a condition may nest. Far more than a person reads, far less than a stack holds.
pub const MAX_DEPTH: u16 = 64;

/// How long the text of a condition may be, in bytes.
pub const MAX_LENGTH: usize = 1 << 14;

/// A condition, ready to be asked.
pub struct Condition {
    text: Box<str>,
    scope: Scope,
    expected: Expected,
    written: Option<Span>,
    /// Empty until somebody asks a trusted condition: most runs ask few of those a program ships with.
    form: OnceLock<Form>,
}

/// What a text becomes.
struct Form {
    tree: ast::Expr,
    checked: check::Checked,
    root: Root,
}

enum Root {
    Test(compile::Test),
    Node(compile::Node),
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Condition").field(&self.text).finish()
    }
}

/// Reads, checks and compiles a condition, or says everything that is wrong with it.
pub fn compile(text: &str, scope: &Scope, expected: Expected) -> Result<Condition, Vec<Fault>> {
    let form = Form::of(text, scope, expected)?;
    Ok(Condition { form: form.into(), ..trusted(text, scope, expected) })
}

/// A condition that was proved to have no fault, such as one of a pack that ships inside the program: read,
/// checked and compiled when it is first asked. One that has a fault all the same is a broken invariant then.
pub fn trusted(text: &str, scope: &Scope, expected: Expected) -> Condition {
    Condition { text: text.into(), scope: scope.clone(), expected, written: None, form: OnceLock::new() }
}

impl Form {
    fn of(text: &str, scope: &Scope, expected: Expected) -> Result<Self, Vec<Fault>> {
        if text.len() > MAX_LENGTH {
            return Err(vec![Fault { range: 0..text.len(), kind: FaultKind::TooLong }]);
        }
        let (tree, parts) = parse::parse(text)?;
        let checked = check::check(text, &tree, parts, scope, expected)?;
        let root = match compile::Compiler::new(text, &checked).node(&tree) {
            compile::Node::Test(test) => Root::Test(*test),
            node => Root::Node(node),
        };
        Ok(Self { tree, checked, root })
    }
}

impl Condition {
    fn form(&self) -> &Form {
        let form = || Form::of(&self.text, &self.scope, self.expected);
        self.form.get_or_init(|| form().expect("a trusted condition was proved to have no fault"))
    }

    /// The same, written at a place of a rule file.
    pub fn written_at(self, place: Span) -> Self {
        Self { written: Some(place), ..self }
    }

    /// Where its text is written, with quotes, if that was said.
    pub fn written(&self) -> Option<Span> {
        self.written
    }

    /// Every change of one clause that may alter what it means; some have no types.
    pub fn mutants(&self) -> Vec<Mutant> {
        mutants::mutants(&self.text, &self.form().tree, self.expected == Expected::Test)
    }

    /// Another text in its stead: with the same names, for the same use.
    pub fn rewritten(&self, text: &str) -> Result<Self, Vec<Fault>> {
        compile(text, &self.scope, self.expected)
    }

    /// Whether it holds. A condition that is no test is unknown.
    pub fn test(&self, env: &Env<'_>) -> Truth {
        match &self.form().root {
            Root::Test(test) => test.holds(env, None),
            Root::Node(node) => node.value(env, None).truth(),
        }
    }

    /// Whether it holds for the chosen ones of many: at the place of each what [`test`](Self::test) says with it as the
    /// value of the scope's first name. The other places mean nothing.
    pub fn test_all<'v>(&'v self, env: &Env<'v>, together: &Together<'v>, chosen: &[Row]) -> Vec<Truth> {
        // What nobody is asked about is not even read.
        if chosen.is_empty() {
            return vec![Truth::Unknown; together.len()];
        }
        match &self.form().root {
            Root::Test(test) => test.of_all(env, together, chosen),
            // What is no test is unknown, or a field that is true or false.
            Root::Node(node) => node.truth_of_all(env, together, chosen),
        }
    }

    /// Its value.
    pub fn value<'v>(&'v self, env: &Env<'v>) -> Val<'v> {
        match &self.form().root {
            Root::Test(test) => test.holds(env, None).val(),
            Root::Node(node) => node.value(env, None),
        }
    }

    /// The value by the naive interpreter: for tests that compare the two.
    pub fn value_slowly<'v>(&'v self, env: &Env<'v>) -> Val<'v> {
        trace::value(&self.form().tree, &self.form().checked, env)
    }

    /// The facts that would decide it; empty unless it is unknown. Facts behind a reference name the object
    /// in which the field is missing.
    pub fn missing<'v>(&'v self, env: &Env<'v>) -> Vec<Fact> {
        trace::missing(&self.form().tree, &self.form().checked, env)
    }

    /// What every part came to.
    pub fn trace<'v>(&'v self, env: &Env<'v>) -> Trace<'v> {
        trace::trace(&self.form().tree, &self.form().checked, env)
    }

    /// Where its value was written: the value's place (for a block, its key's); when nothing was written,
    /// the place of the nearest field around it that was; at last the object's id.
    pub fn place<'v>(&'v self, env: &Env<'v>) -> Option<Span> {
        trace::place(&self.form().tree, &self.form().checked, env)
    }

    /// All bytes of what its value was written with, also where `place` points at a key only.
    pub fn whole<'v>(&'v self, env: &Env<'v>) -> Option<Span> {
        trace::whole(&self.form().tree, &self.form().checked, env)
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The type of its value.
    pub fn ty(&self) -> &Type {
        let form = self.form();
        &form.checked.infos[form.tree.id as usize].ty
    }

    /// Every declared field that it reads, as a record and a slot in it; each once.
    pub fn fields_used(&self) -> &[(&'static Record, u16)] {
        &self.form().checked.fields
    }
}
