//! Names to objects, across files and agencies.
//!
//! A name is looked up among the parts of the own system, then in the own agency's scope, then in the
//! common scope (the catalogue and files without an agency); `AGENCY/name` looks in that agency's scope.
//! A name nobody has is a finding that names the nearest one.

use memchr::memchr;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::parts::Parts;
use super::{Head, Object, ObjectId};
use crate::finding::{Finding, Mend, Safety, Value as Shown, Way, builtin};
use crate::model::{governance, record_of};
use crate::schema::{Fields, Inner, Noun, Reference, Type, Value, Written, nearest};
use crate::source::{SourceId, Sources, Span};

/// How many different dangling names get a suggestion: each costs a look at every id.
const SUGGESTED: usize = 500;

const REFERENCE_OBJECT: u16 = governance::REFERENCE.slot("object");

/// Objects resolved in one go by a thread: enough that handing out work costs nothing.
const CHUNK: usize = 1024;

/// What is known of each object after that.
pub(super) struct Resolved {
    /// The outermost object around it.
    pub tops: Vec<ObjectId>,
    pub nouns: Vec<Noun>,
}

/// Fills in the target of every reference and reports names that are double, dangling or of a wrong noun.
pub(super) fn resolve(
    objects: &mut [Object],
    heads: &mut [Head],
    sources: &Sources,
    findings: &mut Vec<Finding>,
) -> Resolved {
    // The ids stand apart meanwhile, so that names are borrowed and not copied.
    let ids: Vec<Box<str>> = objects.par_iter_mut().map(|object| std::mem::take(&mut object.id.value)).collect();
    let names = Names::collect(&ids, objects, heads, findings);
    let mut missing = Vec::new();
    for (number, head) in heads.iter_mut().enumerate() {
        let Some(scope) = head.scope.as_deref() else { continue };
        head.agency = names.agency(scope);
        if let (None, Some(at)) = (head.agency, head.scope_at) {
            let (text, nouns) = (scope.into(), &[Noun::Agency][..]);
            let from = Place { scope: names.homes[number], top: None };
            missing.push(Missing { text, at, field: "agency", nouns, from, wrong: None });
        }
    }
    let about = names.records(objects, sources);
    let found: Vec<Vec<Missing>> = objects
        .par_chunks_mut(CHUNK)
        .with_max_len(1)
        .enumerate()
        .map(|(chunk, objects)| {
            let mut missing = Vec::new();
            for (number, object) in objects.iter_mut().enumerate() {
                let from = names.place(object, chunk * CHUNK + number);
                let first = heads[object.document as usize].first;
                let text = &sources.get(object.fields.source).text;
                let missing = &mut missing;
                let mut resolver = Resolver { names: &names, about: &about, from, first, text, missing };
                resolver.fields(&mut object.fields);
            }
            missing
        })
        .collect();
    missing.extend(found.into_iter().flatten());
    names.report(missing, findings);
    let Names { tops, nouns, .. } = names;
    objects.par_iter_mut().zip(ids).for_each(|(object, id)| object.id.value = id);
    Resolved { tops, nouns }
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
struct Names<'n> {
    scopes: FxHashMap<Box<str>, usize>,
    /// The scope of each document.
    homes: Vec<usize>,
    objects: Vec<FxHashMap<&'n str, ObjectId>>,
    parts: Parts<'n>,
    nouns: Vec<Noun>,
    tops: Vec<ObjectId>,
}

impl<'n> Names<'n> {
    fn collect(ids: &'n [Box<str>], objects: &[Object], heads: &[Head], findings: &mut Vec<Finding>) -> Self {
        let (parts, runs) = Parts::collect(ids, objects, heads);
        let mut names = Self {
            scopes: FxHashMap::default(),
            homes: Vec::with_capacity(heads.len()),
            objects: vec![FxHashMap::default()],
            parts,
            nouns: objects.par_iter().map(|object| object.noun).collect(),
            tops: Vec::with_capacity(objects.len()),
        };
        for head in heads {
            let home = names.home(head);
            names.homes.push(home);
        }
        let mut again: Vec<(ObjectId, ObjectId)> = Vec::new();
        for run in runs {
            names.tops.extend(run.tops);
            again.extend(run.again);
            let object = |id: ObjectId| &objects[id.index()];
            again.extend(run.alone.into_iter().filter_map(|id| {
                let first = names.add(id, &ids[id.index()], object(id));
                (first != id).then_some((id, first))
            }));
        }
        again.sort_unstable();
        findings.extend(again.into_iter().map(|(id, first)| {
            let at = |id: ObjectId| objects[id.index()].id.span;
            Finding::builtin(&builtin::DUPLICATE_ID, at(id), [Shown::raw(&ids[id.index()])]).also(at(first))
        }));
        names
    }

    /// The scope of a document, which is made when it is the first one of its agency.
    fn home(&mut self, head: &Head) -> usize {
        let Some(scope) = &head.scope else { return 0 };
        if let Some(known) = self.scopes.get(scope) {
            return *known;
        }
        self.scopes.insert(scope.clone(), self.objects.len());
        self.objects.push(FxHashMap::default());
        self.objects.len() - 1
    }

    /// Makes an object findable that is part of nothing; gives the object that has the name.
    fn add(&mut self, id: ObjectId, name: &'n str, object: &Object) -> ObjectId {
        // Agencies are known everywhere: they name the scopes.
        let scope = if object.noun == Noun::Agency { 0 } else { self.homes[object.document as usize] };
        *self.objects[scope].entry(name).or_insert(id)
    }

    /// Where an object's references stand.
    fn place(&self, object: &Object, number: usize) -> Place {
        Place { scope: self.homes[object.document as usize], top: Some(self.tops[number]) }
    }

    /// The reference records, each with the object that it is about, through records about records.
    fn records(&self, objects: &[Object], sources: &Sources) -> FxHashMap<u32, u32> {
        let about = |(number, object): (usize, &Object)| {
            let written = object.fields.value(REFERENCE_OBJECT)?;
            let (Type::Ref(nouns), Value::Reference(named)) =
                (object.fields.record.at(REFERENCE_OBJECT).ty, &written.value)
            else {
                return None;
            };
            let there = sources.text(written.span(object.fields.source));
            let found = self.find(named.name(there), nouns, self.place(object, number)).ok()?;
            Some((number as u32, found.0))
        };
        let records = objects.iter().enumerate().filter(|(number, _)| self.nouns[*number] == Noun::Reference);
        ends(&records.filter_map(about).collect::<Vec<_>>())
    }

    fn agency(&self, name: &str) -> Option<ObjectId> {
        self.objects[0].get(name).copied().filter(|id| self.nouns[id.index()] == Noun::Agency)
    }

    /// The object of a name where one of these nouns is wanted; else the noun that has the name, if there is one.
    fn find(&self, text: &str, nouns: &[Noun], from: Place) -> Result<ObjectId, Option<Noun>> {
        let id = self.look_up(text, nouns, from).ok_or(None)?;
        match self.nouns[id.index()] {
            // A reference record stands for the object it is about.
            Noun::Reference => Ok(id),
            noun if nouns.contains(&noun) => Ok(id),
            noun => Err(Some(noun)),
        }
    }

    fn look_up(&self, text: &str, nouns: &[Noun], from: Place) -> Option<ObjectId> {
        if nouns.contains(&Noun::Agency)
            && let Some(agency) = self.agency(text)
        {
            return Some(agency);
        }
        if let Some((scope, name)) = cut(text, b'/') {
            return self.in_scope(*self.scopes.get(scope)?, name);
        }
        from.top
            .and_then(|top| self.parts_along(top, text))
            .or_else(|| self.in_scope(from.scope, text))
            .or_else(|| self.in_scope(0, text))
    }

    fn in_scope(&self, scope: usize, name: &str) -> Option<ObjectId> {
        let (first, rest) = cut(name, b'.').map_or((name, None), |(first, rest)| (first, Some(rest)));
        let object = *self.objects[scope].get(first)?;
        rest.map_or(Some(object), |rest| self.parts_along(object, rest))
    }

    fn parts_along(&self, object: ObjectId, names: &str) -> Option<ObjectId> {
        let table = self.parts.table(object);
        let (mut at, mut rest) = (object, names);
        while let Some((name, behind)) = cut(rest, b'.') {
            (at, rest) = (*table.get(&(at, name))?, behind);
        }
        table.get(&(at, rest)).copied()
    }

    /// One finding for each missing name, with the nearest name that could stand there.
    fn report(&self, missing: Vec<Missing>, findings: &mut Vec<Finding>) {
        let mut known: FxHashMap<(Place, Box<str>), (Option<String>, bool)> = FxHashMap::default();
        let mut candidates: FxHashMap<(usize, *const Noun), Vec<String>> = FxHashMap::default();
        let children = if missing.is_empty() { Children::default() } else { self.children() };
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
                    .or_insert_with(|| self.candidates(missed.from.scope, missed.nouns, &children));
                known.insert(key.clone(), self.suggestion(&missed, names, &children));
            }
            let (near, certain) = known.get(&key).cloned().unwrap_or_default();
            let values = [Shown::raw(&missed.text), Shown::raw(missed.field), Shown::maybe(near.as_deref())];
            let finding = Finding::builtin(&builtin::DANGLING, missed.at, values);
            findings.push(match near.filter(|_| certain) {
                Some(with) => finding.mend(Mend { way: Way::Replace, at: missed.at, with, safety: Safety::Safe }),
                None => finding,
            });
        }
    }

    /// The name that was most likely meant, and whether nothing else can have been: the nearest one, parts of the
    /// own system by their short names; but when that is a guess, rather the very name in another agency.
    fn suggestion(&self, missed: &Missing, all: &[String], children: &Children<'_>) -> (Option<String>, bool) {
        let mut own = Vec::new();
        for (part, id) in missed.from.top.and_then(|top| children.get(&top)).into_iter().flatten() {
            self.candidate(*id, (*part).to_owned(), missed.nouns, children, &mut own);
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
    fn candidates(&self, scope: usize, nouns: &[Noun], children: &Children<'_>) -> Vec<String> {
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
                self.candidate(*id, name, nouns, children, &mut all);
            }
        }
        // The maps have no order of their own, and equal distances must not be decided by chance.
        all.sort_unstable();
        all
    }

    fn candidate(&self, id: ObjectId, name: String, nouns: &[Noun], children: &Children<'_>, all: &mut Vec<String>) {
        for (part, id) in children.get(&id).into_iter().flatten() {
            self.candidate(*id, format!("{name}.{part}"), nouns, children, all);
        }
        if nouns.contains(&self.nouns[id.index()]) {
            all.push(name);
        }
    }

    /// The parts of every object that has some, in order. Only suggestions want them.
    fn children(&self) -> Children<'n> {
        let mut children = Children::default();
        for ((parent, name), id) in self.parts.tables.iter().flatten() {
            children.entry(*parent).or_default().push((*name, *id));
        }
        children.values_mut().for_each(|parts| parts.sort_unstable_by_key(|(_, id)| *id));
        children
    }
}

/// What stands before and behind the first of these characters of ASCII. Names are short and many.
fn cut(name: &str, at: u8) -> Option<(&str, &str)> {
    let at = memchr(at, name.as_bytes())?;
    Some((&name[..at], &name[at + 1..]))
}

/// The parts of objects by name.
type Children<'n> = FxHashMap<ObjectId, Vec<(&'n str, ObjectId)>>;

/// Goes through the fields of one object: an estate's fields are many, so it is done once for all that wants it.
struct Resolver<'r, 'n> {
    names: &'r Names<'n>,
    /// The reference records and what each is about.
    about: &'r FxHashMap<u32, u32>,
    from: Place,
    /// The number of the document's first object: a document counts its own from 0.
    first: u32,
    /// The text in which the object is written.
    text: &'r str,
    missing: &'r mut Vec<Missing>,
}

impl Resolver<'_, '_> {
    fn fields(&mut self, fields: &mut Fields) {
        let (record, source) = (fields.record, fields.source);
        for entry in fields.entries_mut() {
            // Most fields refer to nothing, and their declaration need not be looked at.
            if matches!(entry.value.value, Value::Reference(_) | Value::List(_) | Value::Record(_)) {
                let field = record.at(entry.slot());
                self.value(&mut entry.value, source, &field.ty, field.key);
            }
        }
    }

    fn value(&mut self, written: &mut Written, source: SourceId, ty: &'static Type, field: &'static str) {
        let at = written.span(source);
        match (&mut written.value, ty) {
            (Value::Reference(reference), Type::Ref(nouns)) => self.reference(reference, at, nouns, field),
            (Value::List(items), Type::List(inner) | Type::Several(inner)) => {
                for item in items {
                    self.value(item, source, inner, field);
                }
            }
            (Value::List(items), Type::Keyed(..)) => {
                for item in items {
                    // One that says nothing but its kind refers to nothing.
                    if let Value::Record(Inner::Own(fields)) = &mut item.value {
                        self.fields(fields);
                    }
                }
            }
            // The sections' own lists name the objects themselves, by their numbers in the document.
            (Value::List(items), Type::Objects(_) | Type::Listed(_) | Type::KeyedObjects(..)) => {
                for item in items {
                    if let Value::Reference(reference) = &mut item.value {
                        reference.target = reference.target.map(|target| target + self.first);
                    }
                }
            }
            (Value::Record(Inner::Own(fields)), _) => self.fields(fields),
            _ => {}
        }
    }

    fn reference(&mut self, reference: &mut Reference, at: Span, nouns: &'static [Noun], field: &'static str) {
        let name = reference.name(&self.text[at.start as usize..at.end as usize]);
        match self.names.find(name, nouns, self.from) {
            // A reference to a reference record is one to the object that the record is about.
            Ok(id) => reference.target = Some(self.about.get(&id.0).copied().unwrap_or(id.0)),
            Err(wrong) => {
                let text: Box<str> = name.into();
                reference.dangles(&text);
                self.missing.push(Missing { text, at, field, nouns, from: self.from, wrong });
            }
        }
    }
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
