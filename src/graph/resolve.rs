//! Names to objects, across files and agencies.
//!
//! A name is looked up among the parts of the own system, then in the own agency's scope, then in the
//! common scope (the catalogue and files without an agency); `AGENCY/name` looks in that agency's scope.
//! A name nobody has is a finding that names the nearest one.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Head, Object, ObjectId, target};
use crate::finding::{Finding, Mend, Safety, Value as Shown, builtin};
use crate::model::{governance, record_of};
use crate::schema::{Fields, Noun, Reference, Type, Value, nearest};
use crate::source::Span;

/// How many different dangling names get a suggestion: each costs a look at every id.
const SUGGESTED: usize = 500;

const REFERENCE_OBJECT: u16 = governance::REFERENCE.slot("object");

/// Fills in the target of every reference and reports names that are double, dangling or of a wrong noun.
pub(super) fn resolve(objects: &mut [Object], heads: &mut [Head], findings: &mut Vec<Finding>) {
    let names = Names::collect(objects, heads, findings);
    let mut missing = Vec::new();
    for head in heads.iter_mut() {
        let Some(scope) = head.scope.as_deref() else { continue };
        head.agency = names.agency(scope);
        if let (None, Some(at)) = (head.agency, head.scope_at) {
            let (text, nouns) = (scope.into(), &[Noun::Agency][..]);
            let from = Place { scope: names.scope_of(head), top: None };
            missing.push(Missing { text, at, field: "agency", nouns, from, wrong: None });
        }
    }
    let found: Vec<Vec<Missing>> = objects
        .par_iter_mut()
        .enumerate()
        .map(|(number, object)| {
            let scope = names.scope_of(&heads[object.document as usize]);
            let from = Place { scope, top: Some(names.tops[number]) };
            let mut missing = Vec::new();
            names.fields(&mut object.fields, from, &mut missing);
            missing
        })
        .collect();
    missing.extend(found.into_iter().flatten());
    names.report(missing, findings);
    follow_records(objects);
}

/// A name that led nowhere.
struct Missing {
    text: Box<str>,
    at: Span,
    field: &'static str,
    nouns: &'static [Noun],
    from: Place,
    /// The noun of the object that has the name, when it is not one that may stand here.
    wrong: Option<Noun>,
}

/// Where a reference stands, as far as looking up goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    scope: usize,
    /// The system, or other outermost object, around it; none at the head of a file.
    top: Option<ObjectId>,
}

/// Everything that can be named. Scope 0 is the common one.
struct Names {
    scopes: FxHashMap<Box<str>, usize>,
    objects: Vec<FxHashMap<Box<str>, ObjectId>>,
    parts: FxHashMap<ObjectId, FxHashMap<Box<str>, ObjectId>>,
    nouns: Vec<Noun>,
    tops: Vec<ObjectId>,
}

impl Names {
    fn collect(objects: &[Object], heads: &[Head], findings: &mut Vec<Finding>) -> Self {
        let mut names = Self {
            scopes: FxHashMap::default(),
            objects: vec![FxHashMap::default()],
            parts: FxHashMap::default(),
            nouns: objects.iter().map(|object| object.noun).collect(),
            tops: Vec::with_capacity(objects.len()),
        };
        for head in heads {
            if let Some(scope) = &head.scope
                && !names.scopes.contains_key(scope)
            {
                names.scopes.insert(scope.clone(), names.objects.len());
                names.objects.push(FxHashMap::default());
            }
        }
        for (number, object) in objects.iter().enumerate() {
            let id = ObjectId(number as u32);
            let top = object.parent.map_or(id, |parent| names.tops[parent.index()]);
            names.tops.push(top);
            if let Some(first) = names.add(id, object, &heads[object.document as usize]) {
                let at = object.id.span;
                let again = Finding::builtin(&builtin::DUPLICATE_ID, at, [Shown::raw(&object.id.value)]);
                findings.push(again.also(objects[first.index()].id.span));
            }
        }
        names
    }

    /// Makes an object findable; gives the object that has the name already, if there is one.
    fn add(&mut self, id: ObjectId, object: &Object, head: &Head) -> Option<ObjectId> {
        let name = &object.id.value;
        if name.is_empty() || object.noun == Noun::Zone {
            return None;
        }
        if let Some(parent) = object.parent {
            let parts = self.parts.entry(parent).or_default();
            let first = parts.get(name).copied();
            if first.is_none() {
                parts.insert(name.clone(), id);
            }
            return first;
        }
        // Agencies are known everywhere: they name the scopes.
        let scope = if object.noun == Noun::Agency { 0 } else { self.scope_of(head) };
        match self.objects[scope].get(name) {
            Some(first) => Some(*first),
            None => {
                self.objects[scope].insert(name.clone(), id);
                None
            }
        }
    }

    fn scope_of(&self, head: &Head) -> usize {
        head.scope.as_ref().map_or(0, |scope| self.scopes[scope])
    }

    fn agency(&self, name: &str) -> Option<ObjectId> {
        self.objects[0].get(name).copied().filter(|id| self.nouns[id.index()] == Noun::Agency)
    }

    fn fields(&self, fields: &mut Fields, from: Place, missing: &mut Vec<Missing>) {
        let record = fields.record;
        for entry in fields.entries_mut() {
            let field = record.at(entry.slot);
            self.value(&mut entry.value.value, entry.value.span, &field.ty, field.key, from, missing);
        }
    }

    fn value(
        &self,
        value: &mut Value,
        at: Span,
        ty: &'static Type,
        field: &'static str,
        from: Place,
        missing: &mut Vec<Missing>,
    ) {
        match (value, ty) {
            (Value::Reference(reference), Type::Ref(nouns)) => {
                self.reference(reference, at, nouns, field, from, missing);
            }
            (Value::List(items), Type::List(inner) | Type::Several(inner)) => {
                for item in items {
                    self.value(&mut item.value, item.span, inner, field, from, missing);
                }
            }
            (Value::List(items), Type::Keyed(..)) => {
                for item in items {
                    if let Value::Record(record) = &mut item.value {
                        self.fields(record, from, missing);
                    }
                }
            }
            (Value::Record(record), _) => self.fields(record, from, missing),
            _ => {}
        }
    }

    fn reference(
        &self,
        reference: &mut Reference,
        at: Span,
        nouns: &'static [Noun],
        field: &'static str,
        from: Place,
        missing: &mut Vec<Missing>,
    ) {
        let found = self.look_up(&reference.text, nouns, from);
        let wrong = found.map(|id| self.nouns[id.index()]).filter(|noun| {
            // A reference record stands for the object it is about.
            !nouns.contains(noun) && *noun != Noun::Reference
        });
        reference.target = found.filter(|_| wrong.is_none()).map(|id| id.0);
        if reference.target.is_none() {
            let text = reference.text.clone();
            missing.push(Missing { text, at, field, nouns, from, wrong });
        }
    }

    fn look_up(&self, text: &str, nouns: &[Noun], from: Place) -> Option<ObjectId> {
        if nouns.contains(&Noun::Agency)
            && let Some(agency) = self.agency(text)
        {
            return Some(agency);
        }
        if let Some((scope, name)) = text.split_once('/') {
            return self.in_scope(*self.scopes.get(scope)?, name);
        }
        from.top
            .and_then(|top| self.parts_along(top, text))
            .or_else(|| self.in_scope(from.scope, text))
            .or_else(|| self.in_scope(0, text))
    }

    fn in_scope(&self, scope: usize, name: &str) -> Option<ObjectId> {
        let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
        let object = *self.objects[scope].get(first)?;
        rest.map_or(Some(object), |rest| self.parts_along(object, rest))
    }

    fn parts_along(&self, object: ObjectId, names: &str) -> Option<ObjectId> {
        names.split('.').try_fold(object, |at, name| self.parts.get(&at)?.get(name).copied())
    }

    /// One finding for each missing name, with the nearest name that could stand there.
    fn report(&self, missing: Vec<Missing>, findings: &mut Vec<Finding>) {
        let mut known: FxHashMap<(Place, Box<str>), (Option<String>, bool)> = FxHashMap::default();
        let mut candidates: FxHashMap<(usize, *const Noun), Vec<String>> = FxHashMap::default();
        for missed in missing {
            let nouns = missed.nouns.iter().map(|noun| Shown::Named(record_of(*noun).label)).collect();
            if let Some(noun) = missed.wrong {
                let values = [
                    Shown::raw(&missed.text),
                    Shown::raw(missed.field),
                    Shown::Named(record_of(noun).label),
                    Shown::List(nouns),
                ];
                findings.push(Finding::builtin(&builtin::WRONG_NOUN, missed.at, values));
                continue;
            }
            let key = (missed.from, missed.text.clone());
            if !known.contains_key(&key) && known.len() < SUGGESTED {
                let names = candidates
                    .entry((missed.from.scope, missed.nouns.as_ptr()))
                    .or_insert_with(|| self.candidates(missed.from.scope, missed.nouns));
                known.insert(key.clone(), self.suggestion(&missed, names));
            }
            let (near, certain) = known.get(&key).cloned().unwrap_or_default();
            let values = [Shown::raw(&missed.text), Shown::raw(missed.field), Shown::maybe(near.as_deref())];
            let finding = Finding::builtin(&builtin::DANGLING, missed.at, values);
            findings.push(match near.filter(|_| certain) {
                Some(with) => finding.mend(Mend { at: missed.at, with, safety: Safety::Safe }),
                None => finding,
            });
        }
    }

    /// The name that was most likely meant, and whether nothing else can have been: the nearest one, parts of the
    /// own system by their short names; but when that is a guess, rather the very name in another agency.
    fn suggestion(&self, missed: &Missing, all: &[String]) -> (Option<String>, bool) {
        let mut own = Vec::new();
        for (part, id) in missed.from.top.and_then(|top| self.parts.get(&top)).into_iter().flatten() {
            self.candidate(*id, part.to_string(), missed.nouns, &mut own);
        }
        let near = nearest(&missed.text, own.iter().chain(all).map(String::as_str));
        let there = |scope: usize| self.in_scope(scope, &missed.text);
        let fits = |id: ObjectId| missed.nouns.contains(&self.nouns[id.index()]);
        let elsewhere = self.scopes.iter().filter(|(_, scope)| there(**scope).is_some_and(fits));
        match (near.certain(), elsewhere.map(|(agency, _)| agency).min()) {
            (None, Some(agency)) => (Some(format!("{agency}/{}", missed.text)), false),
            (certain, _) => (near.certain_or_likely().map(str::to_owned), certain.is_some()),
        }
    }

    /// Every name that could stand where a name of these nouns is wanted, as it would be written there.
    fn candidates(&self, scope: usize, nouns: &[Noun]) -> Vec<String> {
        let mut all = Vec::new();
        let mut prefixes = vec![String::new(); self.objects.len()];
        for (name, number) in &self.scopes {
            if *number != scope {
                prefixes[*number] = format!("{name}/");
            }
        }
        for (number, objects) in self.objects.iter().enumerate() {
            for (name, id) in objects {
                let name = format!("{}{name}", prefixes[number]);
                self.candidate(*id, name, nouns, &mut all);
            }
        }
        // The maps have no order of their own, and equal distances must not be decided by chance.
        all.sort_unstable();
        all
    }

    fn candidate(&self, id: ObjectId, name: String, nouns: &[Noun], all: &mut Vec<String>) {
        for (part, id) in self.parts.get(&id).into_iter().flatten() {
            self.candidate(*id, format!("{name}.{part}"), nouns, all);
        }
        if nouns.contains(&self.nouns[id.index()]) {
            all.push(name);
        }
    }
}

/// Points every reference to a reference record at the object the record is about, through records about
/// records.
fn follow_records(objects: &mut [Object]) {
    let about: Vec<(u32, u32)> = objects
        .iter()
        .enumerate()
        .filter(|(_, object)| object.noun == Noun::Reference)
        .filter_map(|(number, object)| {
            let about = target(&object.fields.value(REFERENCE_OBJECT)?.value)?;
            Some((number as u32, about.0))
        })
        .collect();
    if about.is_empty() {
        return;
    }
    let about = ends(&about);
    objects.par_iter_mut().for_each(|object| follow(&mut object.fields, &about));
}

/// Where each chain of records ends; records about each other end at one of them.
fn ends(about: &[(u32, u32)]) -> FxHashMap<u32, u32> {
    let next: FxHashMap<u32, u32> = about.iter().copied().collect();
    let mut ends: FxHashMap<u32, u32> = FxHashMap::default();
    for (record, _) in about {
        let mut chain = Vec::new();
        let mut at = *record;
        while let (Some(next), None) = (next.get(&at), ends.get(&at)) {
            // Until its end is known it is its own, so that a circle stops here.
            ends.insert(at, at);
            chain.push(at);
            at = *next;
        }
        let end = ends.get(&at).copied().unwrap_or(at);
        ends.extend(chain.into_iter().map(|record| (record, end)));
    }
    ends
}

fn follow(fields: &mut Fields, about: &FxHashMap<u32, u32>) {
    let record = fields.record;
    for entry in fields.entries_mut() {
        // The sections' own lists name the records themselves.
        if !matches!(record.at(entry.slot).ty, Type::Objects(_) | Type::Listed(_) | Type::KeyedObjects(..)) {
            follow_value(&mut entry.value.value, about);
        }
    }
}

fn follow_value(value: &mut Value, about: &FxHashMap<u32, u32>) {
    match value {
        Value::Reference(reference) => {
            if let Some(object) = reference.target.and_then(|record| about.get(&record)) {
                reference.target = Some(*object);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| follow_value(&mut item.value, about)),
        Value::Record(record) => follow(record, about),
        _ => {}
    }
}
