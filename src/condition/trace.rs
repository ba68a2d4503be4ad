//! The naive interpreter: walks the tree as written, without slots, shortcuts or numbers for values.
//!
//! It serves `explain` (what each part came to), names the facts that an open verdict lacks, and finds the
//! place a value was written at. It is also the second opinion on the compiled form: a property test
//! compares the two, so this file must never read what the compiler made.

mod origin;
mod walk;

use std::ops::Range;

use super::ast::Expr;
use super::check::Checked;
use super::value::{Env, Val};
use crate::graph::ObjectId;
use crate::source::Span;
use walk::Walker;

/// How many items of one macro a trace shows.
const SHOWN_ITEMS: usize = 20;

/// A fact that is missing: a field of an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// The object that the field belongs to; behind a reference, the object it names.
    pub object: ObjectId,
    /// The field as in YAML: `security.level`, `security.controls[waf].since`.
    pub path: String,
}

/// What one part of a condition came to, and why.
#[derive(Debug, Clone)]
pub struct Trace<'v> {
    /// The part's bytes in the condition's text.
    pub range: Range<usize>,
    /// Its value.
    pub value: Val<'v>,
    /// Where the value was written, if it is a field's.
    pub place: Option<Span>,
    /// In the body of a macro: the bound name and the item.
    pub item: Option<(&'v str, Val<'v>)>,
    /// The parts it is made of, in the order of the text; for a macro the list, then the body once for
    /// every item, those that decided first.
    pub children: Vec<Trace<'v>>,
    /// How many items of a macro were left out.
    pub omitted: usize,
}

/// The value of a tree.
pub(super) fn value<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Val<'v> {
    Walker::new(checked, env).see(tree).val
}

/// What every part came to.
pub(super) fn trace<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Trace<'v> {
    let mut walker = Walker::new(checked, env);
    walker.traces = Some(Vec::new());
    walker.see(tree);
    walker.traces.and_then(|mut traces| traces.pop()).expect("the root leaves a trace")
}

/// The facts that would decide an unknown value; sorted, each once.
pub(super) fn missing<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Vec<Fact> {
    let causes = Walker::new(checked, env).see(tree).causes;
    let mut facts: Vec<_> = causes.iter().filter_map(origin::Origin::fact).collect();
    facts.sort();
    facts.dedup();
    facts
}

/// Where the value was written, or the nearest thing around it that was.
pub(super) fn place<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Option<Span> {
    origin(tree, checked, env).map(|origin| origin.place)
}

/// All bytes of the value.
pub(super) fn whole<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Option<Span> {
    origin(tree, checked, env).map(|origin| origin.whole)
}

fn origin<'v>(tree: &'v Expr, checked: &'v Checked, env: &Env<'v>) -> Option<origin::Origin> {
    let seen = Walker::new(checked, env).see(tree);
    let first = || seen.items(env).into_iter().next()?.origin;
    seen.origin.clone().or_else(first)
}
