//! Random well-typed conditions over the whole model.

use khung::condition::{Expected, Scope, Type, compile};
use khung::model::record_of;
use khung::schema::{Noun, Record};

use crate::random_yaml::{DATES, Tape, WORDS};

/// What the conditions may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Everything.
    All,
    /// Nothing whose answer depends on whether something was written: no `has`, and none of the functions
    /// for which a relation that was not written does not exist.
    Monotone,
    /// What CEL's own interpreter can do with plain maps: no dates, no references, no functions of ours.
    Cel,
}

/// A test about the object `scope` names first.
pub fn test(tape: &mut Tape<'_>, scope: &Scope, language: Language) -> String {
    Maker { tape, language, scope: scope.clone() }.test(3)
}

struct Maker<'m, 't> {
    tape: &'m mut Tape<'t>,
    language: Language,
    scope: Scope,
}

const ORDERS: [&str; 6] = ["<", "<=", ">", ">=", "==", "!="];

impl Maker<'_, '_> {
    fn test(&mut self, depth: usize) -> String {
        match if depth == 0 { 0 } else { self.tape.below(9) } {
            0..=3 => self.atom(depth),
            4 => format!("({} && {})", self.test(depth - 1), self.test(depth - 1)),
            5 => format!("({} || {})", self.test(depth - 1), self.test(depth - 1)),
            6 => format!("!({})", self.test(depth - 1)),
            7 => format!("({} ? {} : {})", self.test(depth - 1), self.test(depth - 1), self.test(depth - 1)),
            _ => format!("(({}) == ({}))", self.test(depth - 1), self.test(depth - 1)),
        }
    }

    fn atom(&mut self, depth: usize) -> String {
        let (path, ty) = self.path();
        self.about(&path, &ty, depth)
    }

    /// A name, a call or a chain of fields, with its type.
    fn path(&mut self) -> (String, Type) {
        let names: Vec<(String, Type)> = self.scope.names().map(|(name, ty)| (name.to_owned(), ty.clone())).collect();
        // The innermost name is the most interesting one.
        let at = names.len() - 1 - self.tape.below(names.len() + 1).min(names.len() - 1);
        let (mut path, mut ty) = names[at].clone();
        if matches!(ty, Type::Object(_)) && self.language == Language::All && self.tape.below(5) == 0 {
            let function = self.tape.pick(&["owner", "authority", "system", "parent"]);
            path = format!("{function}({path})");
            ty = self.type_of(&path).expect("these take any object");
        }
        for _ in 0..4 {
            let stop = matches!(ty, Type::Object(_)) && self.tape.below(5) == 0;
            let Some((next, found)) = self.field(&path, &ty).filter(|_| !stop) else { break };
            (path, ty) = (next, found);
        }
        (path, ty)
    }

    /// A field below a value that has fields.
    fn field(&mut self, path: &str, ty: &Type) -> Option<(String, Type)> {
        let records: Vec<&'static Record> = match ty {
            Type::Object(nouns) => nouns.iter().map(|noun| record_of(*noun)).collect(),
            Type::Record(records) => records.clone(),
            _ => return None,
        };
        if records.is_empty() {
            return None;
        }
        for _ in 0..8 {
            let record = records[self.tape.below(records.len())];
            let count = record.fields().count();
            let (_, field) = record.fields().nth(self.tape.below(count)).expect("below the count");
            let next = format!("{path}.{}", field.key.replace('-', "_"));
            let Some(found) = self.type_of(&next) else { continue };
            if self.allowed(&found, &field.ty) {
                return Some((next, found));
            }
        }
        None
    }

    fn allowed(&self, ty: &Type, declared: &khung::schema::Type) -> bool {
        use khung::schema::Type::{Date, List, Ref, Several};
        let reference = matches!(declared, Ref(_) | List(Ref(_)) | Several(Ref(_)));
        *ty != Type::Any && (self.language != Language::Cel || !(reference || matches!(declared, Date)))
    }

    fn type_of(&self, text: &str) -> Option<Type> {
        compile(text, &self.scope, Expected::Any).ok().map(|condition| condition.ty().clone())
    }

    fn number(&mut self) -> String {
        self.tape.pick(&["0", "1", "3", "-2", "5"]).to_owned()
    }

    fn word(&mut self) -> String {
        format!("{:?}", self.tape.pick(&WORDS))
    }

    fn about(&mut self, path: &str, ty: &Type, depth: usize) -> String {
        if self.language != Language::Monotone
            && path.contains('.')
            && !path.ends_with(')')
            && self.tape.below(6) == 0
        {
            return format!("has({path})");
        }
        match ty {
            Type::Bool => self.tape.pick(&["P", "!P", "P == true", "P != true"]).replace('P', path),
            Type::Integer => {
                let (order, a, b) = (self.tape.pick(&ORDERS), self.number(), self.number());
                match self.tape.below(4) {
                    0 => format!("{path} {order} {a}"),
                    1 => format!("{path} + {a} {order} {b}"),
                    2 => format!("-{path} {order} {a} - {path}"),
                    _ => format!("{path} in [{a}, {b}, {path}]"),
                }
            }
            Type::Text => self.about_text(path),
            Type::Date => {
                let (order, date) = (self.tape.pick(&ORDERS), self.tape.pick(&DATES));
                match self.tape.below(3) {
                    0 => format!("{path} {order} date(\"{date}\")"),
                    1 => format!("today - {path} {order} 90"),
                    _ => format!("{path} + 30 {order} today - 5"),
                }
            }
            Type::Choice(lists) => {
                let list = lists[self.tape.below(lists.len())];
                let mut key = || list.options[self.tape.below(list.options.len().min(4))].key;
                let (a, b) = (key(), key());
                match self.tape.below(6) {
                    0 | 1 => format!("{path} == \"{a}\""),
                    2 => format!("\"{a}\" != {path}"),
                    3 => format!("{path} in [\"{a}\", \"{b}\"]"),
                    4 => format!("[\"{a}\", \"{b}\"].exists(w{depth}, w{depth} == {path})"),
                    _ => format!("{path}.contains(\"a\")"),
                }
            }
            Type::Object(nouns) => self.about_object(path, nouns),
            Type::List(item) => self.about_list(path, item, depth),
            Type::Record(_) => match self.field(path, ty) {
                Some((next, found)) => self.about(&next, &found, depth),
                None => "true".to_owned(),
            },
            Type::Edge | Type::Any => "false".to_owned(),
        }
    }

    fn about_text(&mut self, path: &str) -> String {
        let (a, b) = (self.word(), self.word());
        match self.tape.below(6) {
            0 => format!("{path} == {a}"),
            1 => format!("{path}.startsWith({a})"),
            2 => format!("{path}.contains({a}) || {path}.endsWith({b})"),
            3 => format!("{path}.matches(\"^[A-Z]\")"),
            4 => format!("{path} in [{a}, {b}]"),
            _ => format!("{path} != {path}"),
        }
    }

    fn about_object(&mut self, path: &str, nouns: &[Noun]) -> String {
        let noun = nouns.first().map_or("system", |noun| noun.key());
        match (self.language, self.tape.below(10)) {
            // `parent(x)` of what stands alone: no noun at all, and equal to nothing.
            _ if nouns.is_empty() => "false".to_owned(),
            (Language::Cel, _) => "true".to_owned(),
            (_, 0) => format!("noun({path}) == \"{noun}\""),
            (_, 1) => format!("id({path}) in [\"s1\", \"H99\"]"),
            (_, 2) => format!("{path} == {path}"),
            (_, 3) => format!("{path} in all(\"{noun}\")"),
            (Language::Monotone, _) => format!("id(system({path})) != \"p1\""),
            (_, 4) => format!("authority({path}) == owner({path})"),
            (_, 5) => format!("size(flows_from({path})) > size(flows_to({path}))"),
            (_, 6) => format!("peers({path}).exists(p, id(p) == \"p1\")"),
            (_, 9) if matches!(nouns, [Noun::System | Noun::Database | Noun::Service | Noun::Ai]) => {
                format!("all(\"gap\").exists(g, {path} in g.objects && has(g.tasks) && size(g.tasks) > 0)")
            }
            (_, 7) => format!("users({path}).exists(u, noun(u) == \"system\")"),
            _ => format!("all(\"flow\").exists(f, through(f).exists(t, noun(t) == \"{noun}\"))"),
        }
    }

    /// Whether a list has an item for each of some texts.
    fn about_kinds(&mut self, path: &str, item: &Type, name: &str) -> String {
        let inner = self.scope.clone().add(name, item.clone());
        let outer = std::mem::replace(&mut self.scope, inner);
        let closed = |(_, ty): &(String, Type)| matches!(ty, Type::Choice(_));
        let found = (0..4).find_map(|_| self.field(name, item).filter(closed));
        self.scope = outer;
        let (field, ty) = found.unwrap_or((name.to_owned(), item.clone()));
        let Type::Choice(lists) = ty else { return format!("size({path}) > 0") };
        let list = lists[self.tape.below(lists.len())];
        let mut key = || list.options[self.tape.below(list.options.len().min(4))].key;
        let (a, b, c) = (key(), key(), key());
        match self.tape.below(3) {
            0 => format!("[\"{a}\", \"{b}\"].all(w, {path}.exists({name}, {field} == w))"),
            1 => format!(
                "[\"{a}\", \"{b}\", \"{c}\"].all(w, {path}.exists({name}, w == {field} || (w == \"{a}\" && {field} in [\"{c}\"])))"
            ),
            _ => format!("[\"{a}\", \"{b}\"].all(w, {path}.exists({name}, {field} == w && {field} != \"{c}\"))"),
        }
    }

    fn about_list(&mut self, path: &str, item: &Type, depth: usize) -> String {
        let number = self.number();
        let choice = self.tape.below(8);
        let name = format!("x{}", self.scope.names().count());
        // A scope has few names; beyond them only what needs no further one.
        if choice < 2 || self.scope.names().count() >= 4 || depth == 0 {
            return match item {
                Type::Record(_) if self.tape.below(2) == 0 => self.about_kinds(path, item, &name),
                Type::Record(_) => format!("size({path}) > {number}"),
                Type::Choice(_) if self.tape.below(2) == 0 => self.about_kinds(path, item, &name),
                _ if choice == 1 => format!("{path} == []"),
                _ => format!("{path}.size() <= {number}"),
            };
        }
        let outer = self.scope.clone();
        self.scope = outer.clone().add(&name, item.clone());
        let body = self.test(depth - 1);
        let text = match choice {
            2 | 3 => format!("{path}.exists({name}, {body})"),
            4 => format!("{path}.all({name}, {body})"),
            5 => format!("{path}.exists_one({name}, {body})"),
            6 => format!("size({path}.filter({name}, {body})) > 0"),
            _ => format!("{path}.map({name}, {body}).exists(b, b)"),
        };
        self.scope = outer;
        text
    }
}
