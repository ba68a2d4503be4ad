//! A case's graph as a khung estate, and rules about it as a khung rule pack, both as the texts a user would write.
//!
//! A module is a system (`a.b` is the id `a-b`: a dot would mean a part), an import is a flow without
//! intermediaries. Everything goes through the real readers and the real linter. It never builds a graph or a check
//! of its own and never asks one directly.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use khung::graph::Graph;
use khung::linter::{self, Options};
use khung::rule;
use khung::source::{Origin, PackFiles, Sources};

/// A graph of modules, as the corpora write it.
#[derive(Debug, Default)]
pub struct Modules {
    pub names: BTreeSet<String>,
    pub imports: Vec<(String, String)>,
}

/// A module's id.
pub fn id(module: &str) -> String {
    module.replace('.', "-")
}

/// The module of an id.
pub fn module(id: &str) -> String {
    id.replace('-', ".")
}

/// Whether a module is a package or lies in it.
pub fn within(module: &str, package: &str) -> bool {
    module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The part of a module's name below a package's, if it lies in it.
pub fn below<'m>(module: &'m str, package: &str) -> Option<&'m str> {
    module.strip_prefix(package)?.strip_prefix('.')
}

impl Modules {
    /// One system a module, one flow an import.
    pub fn estate(&self) -> String {
        let systems = self.names.iter().map(|name| (id(name), Vec::new()));
        description(systems, self.imports.iter().map(|(from, to)| (id(from), id(to))))
    }

    /// The next level of a package alone: one system a child, one flow for the imports between two of them.
    pub fn lifted(&self, package: &str) -> String {
        let child = |module: &str| Some(below(module, package)?.split('.').next()?.to_owned());
        let names: BTreeSet<String> = self.names.iter().filter_map(|name| child(name)).collect();
        let imports = self.imports.iter().filter_map(|(from, to)| Some((child(from)?, child(to)?)));
        let imports: BTreeSet<_> = imports.filter(|(from, to)| from != to).collect();
        Self { names, imports: imports.into_iter().collect() }.estate()
    }

    /// The same package with everything in it: a child is a system, what lies below it are its components.
    pub fn nested(&self, package: &str) -> String {
        let place = |module: &str| {
            let rest = below(module, package)?;
            Some(rest.split_once('.').map_or_else(|| id(rest), |(child, rest)| format!("{child}.{}", id(rest))))
        };
        let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for place in self.names.iter().filter_map(|name| place(name)) {
            let (child, part) = place.split_once('.').map_or((&*place, None), |(child, part)| (child, Some(part)));
            let parts = children.entry(child.to_owned()).or_default();
            parts.extend(part.map(str::to_owned));
        }
        description(children, self.imports.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?))))
    }

    /// The children of a package by name.
    pub fn children(&self, package: &str) -> BTreeSet<String> {
        let child = |name: &String| Some(format!("{package}.{}", below(name, package)?.split('.').next()?));
        self.names.iter().filter_map(child).collect()
    }
}

/// A description of systems with their components, and of flows by their ends.
pub fn description(
    systems: impl IntoIterator<Item = (String, Vec<String>)>,
    flows: impl IntoIterator<Item = (String, String)>,
) -> String {
    // One line for each, in braces, so that no system and no flow is an empty list and not a forgotten one.
    let mut text = "khung: 1\nsystems: {\n".to_owned();
    for (system, parts) in systems {
        let parts: String = parts.iter().map(|part| format!(" {part}: {{}},")).collect();
        writeln!(text, "  {system}: {{ components: {{{parts} }} }},").expect("a string takes everything");
    }
    text.push_str("  }\nflows: [\n");
    for (from, to) in flows {
        writeln!(text, "  {{ from: {from}, to: {to}, via: [], kind: dependency }},")
            .expect("a string takes everything");
    }
    text.push_str("  ]\n");
    text
}

/// The condition on a system: one of these modules, or with `whole` also what lies in it.
pub fn among<S: AsRef<str>>(modules: &[S], whole: bool) -> String {
    one_of("id(system)", modules, whole)
}

/// The condition on any expression that gives an id.
pub fn one_of<S: AsRef<str>>(subject: &str, modules: &[S], whole: bool) -> String {
    let ids: Vec<_> = modules.iter().map(|name| id(name.as_ref())).collect();
    // No id at all: a pattern of nothing would match everything.
    if ids.is_empty() {
        return "false".to_owned();
    }
    match (&ids[..], whole) {
        ([only], false) => format!(r#"{subject} == "{only}""#),
        ([only], true) => format!(r#"{subject} == "{only}" || {subject}.startsWith("{only}-")"#),
        (_, false) => {
            let list: Vec<_> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            format!("{subject} in [{}]", list.join(", "))
        }
        (_, true) => format!(r#"{subject}.matches("^({})(-|$)")"#, ids.join("|")),
    }
}

/// Rules, written as the files of a pack.
#[derive(Debug, Default)]
pub struct Pack {
    rules: BTreeMap<String, String>,
    /// What every condition on edges says beside `edge.kind == "flow"`.
    pub edges: Vec<String>,
}

impl Pack {
    /// A pack whose rules do not walk some edges.
    pub fn except(edges: Vec<String>) -> Self {
        Self { edges, ..Self::default() }
    }

    fn add(&mut self, name: &str, check: &str) {
        let both = "{ vi: Trường hợp thử, en: a case }";
        let text = format!("title: {both}\nmessage: {both}\nwhy: {both}\nhelp: {both}\nseverity: error\n{check}");
        assert!(self.rules.insert(name.to_owned(), text).is_none(), "two rules {name}");
    }

    fn flow_edges(&self) -> String {
        let more = self.edges.iter().map(|more| format!(" && {more}"));
        format!("edge.kind == \"flow\"{}", more.collect::<String>())
    }

    /// A walk from a system to another one that passes none of the third kind.
    pub fn path(&mut self, name: &str, from: &str, to: &str, unless_through: Option<&str>) {
        let unless = unless_through.map(|nodes| format!("    unless-through: {{ system: '{nodes}' }}\n"));
        let check = format!(
            "check:\n  path:\n    from: {{ system: '{from}' }}\n    to: {{ system: '{to}' }}\n{}    edges: '{}'\n",
            unless.unwrap_or_default(),
            self.flow_edges()
        );
        self.add(name, &check);
    }

    /// A walk between two systems that may also climb from a part to its system and down to another part.
    pub fn path_by_parts(&mut self, name: &str, from: &str, to: &str) {
        let nodes = |id: &str| {
            format!("{{ system: 'id(system) == \"{id}\"', component: 'id(parent(component)) == \"{id}\"' }}")
        };
        let edges = r#"edge.kind in ["flow", "contains", "part-of"]"#;
        let (from, to) = (nodes(from), nodes(to));
        self.add(name, &format!("check:\n  path:\n    from: {from}\n    to: {to}\n    edges: '{edges}'\n"));
    }

    /// No cycle of systems.
    pub fn acyclic(&mut self, name: &str) {
        let edges = self.flow_edges();
        let check = format!("check:\n  acyclic:\n    nodes: {{ system: 'true' }}\n    edges: '{edges}'\n");
        self.add(name, &check);
    }

    /// Layers of systems from high to low.
    pub fn layers(&mut self, name: &str, order: &[String]) {
        let mut check = "check:\n  layers:\n    order:\n".to_owned();
        for (number, nodes) in order.iter().enumerate() {
            let line = format!("      - {{ name: {{ vi: Lớp {number}, en: layer {number} }}, system: '{nodes}' }}\n");
            check.push_str(&line);
        }
        writeln!(check, "    edges: '{}'", self.flow_edges()).expect("a string takes everything");
        self.add(name, &check);
    }

    /// A condition that every object of a noun must meet.
    pub fn each(&mut self, name: &str, noun: &str, when: &str, must: &str) {
        self.add(name, &format!("check:\n  each: {noun}\n  when: '{when}'\n  must: '{must}'\n"));
    }

    fn files(&self) -> PackFiles {
        let head = "title: { vi: Gói thử, en: a pack }\nversion: 0.1.0\n".to_owned();
        let mut files = BTreeMap::from([("pack.yaml".to_owned(), Cow::Owned(head))]);
        for (name, text) in &self.rules {
            files.insert(format!("corpus/{name}/rule.yaml"), Cow::Owned(text.clone()));
        }
        PackFiles { root: "pack".to_owned(), files, embedded: false }
    }
}

/// What the linter says about one object or walk.
#[derive(Debug)]
pub struct Found {
    /// The rule's name in its group.
    pub rule: String,
    /// The objects, by id.
    pub subjects: Vec<String>,
    /// How long the walk is.
    pub hops: usize,
}

/// Everything that the linter says.
#[derive(Debug)]
pub struct Answer {
    pub found: Vec<Found>,
    /// What is wrong with the rules or the descriptions themselves.
    pub faults: Vec<String>,
    pub graph: Graph,
}

/// Lints an estate with a pack.
pub fn lint(estate: &str, pack: &Pack) -> Answer {
    let mut sources = Sources::default();
    sources.add("estate.yaml", Origin::Estate, estate.to_owned());
    let rules = rule::read(&[pack.files()], &mut sources);
    assert_eq!(rules.rules.len(), pack.rules.len(), "every rule is read: {:?}\n{pack:#?}", rules.findings);
    let outcome = linter::lint(&sources, &rules, &Options::default(), &[]);
    // Everything about an import is written down, so nothing may be left open.
    assert!(outcome.inconclusive.is_empty(), "{:?}\n{estate}\n{pack:#?}", outcome.inconclusive);
    let mut answer = Answer { found: Vec::new(), faults: Vec::new(), graph: outcome.graph };
    for diagnostic in outcome.diagnostics {
        match diagnostic.rule.strip_prefix("corpus/") {
            Some(rule) => answer.found.push(Found {
                rule: rule.to_owned(),
                subjects: diagnostic.subjects,
                hops: diagnostic.path.len(),
            }),
            None => answer.faults.push(format!("{}: {}", diagnostic.rule, diagnostic.message.en)),
        }
    }
    answer
}
