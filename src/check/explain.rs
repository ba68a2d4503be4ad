//! Why a rule flags an object, or why not: every part of its conditions with what it came to.
//!
//! The same conditions as the run, evaluated once more for one object and kept in all their parts.

use super::tell::shown;
use super::{Check, Ground, Nodes, Spec};
use crate::condition::{Condition, Env, Fact, Trace, Truth, Val};
use crate::finding::Value;
use crate::graph::ObjectId;
use crate::source::Span;

/// One condition of a check, seen from one object.
#[derive(Debug)]
pub struct Answer {
    /// The parameter it stands in: `when`, `must`, `from` …
    pub role: &'static str,
    /// Its text.
    pub text: String,
    /// What it came to; for a key that is no test, whether it is known.
    pub truth: Truth,
    /// Its parts, the whole first, each with its depth.
    pub parts: Vec<Part>,
    /// The facts that would decide it.
    pub missing: Vec<Fact>,
}

/// One part of a condition.
#[derive(Debug)]
pub struct Part {
    /// How deep it stands in the condition; the whole is 0.
    pub depth: usize,
    /// Its text.
    pub text: String,
    /// What it came to.
    pub value: Value,
    /// Where that was written, for a field.
    pub at: Option<Span>,
}

/// The conditions of a check that look at an object like this one, in the order in which they are asked.
pub fn explain(check: &Check, ground: Ground<'_>, id: ObjectId) -> Vec<Answer> {
    let noun = ground.graph.object(id).noun;
    let env = Env::new(ground.graph, ground.today).object(id);
    let one = |role, condition: Option<&Condition>| condition.map(|condition| answer(role, condition, &env, ground));
    let nodes = |role, nodes: &Nodes| one(role, nodes.condition(noun));
    match &check.spec {
        Spec::Each(each) if each.nouns.contains(&noun) => {
            [one("when", each.when.as_ref()), one("must", Some(&each.must))].into_iter().flatten().collect()
        }
        Spec::Unique(unique) if unique.nouns.contains(&noun) => {
            let within = one("within", unique.within.as_ref());
            [one("when", unique.when.as_ref()), within, one("by", Some(&unique.by))].into_iter().flatten().collect()
        }
        Spec::Path(path) => {
            let through = nodes("unless-through", &path.unless_through);
            [nodes("from", &path.from), nodes("to", &path.to), through].into_iter().flatten().collect()
        }
        Spec::Acyclic(acyclic) => acyclic.nodes.iter().filter_map(|all| nodes("nodes", all)).collect(),
        Spec::Layers(layers) => layers.order.iter().filter_map(|layer| nodes("order", &layer.nodes)).collect(),
        Spec::Each(_) | Spec::Unique(_) | Spec::Builtin => Vec::new(),
    }
}

fn answer(role: &'static str, condition: &Condition, env: &Env<'_>, ground: Ground<'_>) -> Answer {
    let mut parts = Vec::new();
    gather(&condition.trace(env), condition.text(), ground, 0, &mut parts);
    let truth = match condition.value(env) {
        value if value.is_unknown() => Truth::Unknown,
        Val::Bool(false) => Truth::False,
        _ => Truth::True,
    };
    Answer { role, text: condition.text().to_owned(), truth, parts, missing: condition.missing(env) }
}

fn gather(trace: &Trace<'_>, text: &str, ground: Ground<'_>, depth: usize, parts: &mut Vec<Part>) {
    let mut said = text[trace.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((name, item)) = &trace.item
        && let Value::Object { id, .. } = shown(ground.graph, item)
    {
        said = format!("{said}   [{name} = {id}]");
    }
    parts.push(Part { depth, text: said, value: shown(ground.graph, &trace.value), at: trace.place });
    for child in trace.children.iter().filter(|child| decides(trace, child)) {
        let own = &text[child.range.clone()];
        // A literal says what it is already, and so does the way to a field, unless it leads to another object.
        let way = text[trace.range.clone()].strip_prefix(own).is_some_and(|rest| rest.starts_with('.'));
        let leads = own.contains(['.', '(']) && matches!(child.value, Val::Object(_));
        let named = child.place.is_some() && own.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if child.item.is_some() || !(is_literal(own) || named || (way && !leads)) {
            gather(child, text, ground, depth + 1, parts);
        }
    }
}

/// Whether a part had a say in the whole: of several tests only those that came to what the whole came to.
fn decides(whole: &Trace<'_>, part: &Trace<'_>) -> bool {
    let alike = |part: &Trace<'_>| match (&whole.value, &part.value) {
        (Val::Bool(whole), Val::Bool(part)) => whole == part,
        (Val::Unknown, Val::Unknown) => true,
        _ => false,
    };
    let test = |part: &Trace<'_>| matches!(part.value, Val::Bool(_) | Val::Unknown);
    !test(part) || alike(part) || !whole.children.iter().any(|part| test(part) && alike(part))
}

fn is_literal(text: &str) -> bool {
    let word = text.starts_with(['"', '\'']) || text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    word || (text.starts_with('[') && !text.contains(['.', '(']))
}
