//! import-linter's contracts as khung rules.

use serde_json::Value;

use crate::case::{Case, flag, list};
use crate::estate::{Modules, Pack, among, below, id, lint, one_of, within};

/// What becomes of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Kept,
    Broken,
    /// The options themselves are wrong.
    Rejected,
}

/// What the peer said.
pub fn expected(case: &Case) -> Verdict {
    match case.all.get("kept").and_then(Value::as_bool) {
        Some(true) => Verdict::Kept,
        Some(false) => Verdict::Broken,
        None => Verdict::Rejected,
    }
}

/// What khung says.
pub fn verdict(case: &Case) -> Verdict {
    let options = &case.all["options"];
    let mut pack = Pack::except(ignored(options));
    match case.all["contract"].as_str().expect("a case names its contract") {
        "LayersContract" => layers(options, &mut pack),
        "ForbiddenContract" => forbidden(case, options, &mut pack),
        "IndependenceContract" => independence(options, &mut pack),
        "ProtectedContract" => protected(case, options, &mut pack),
        "AcyclicSiblingsContract" => return acyclic_siblings(case, options),
        other => panic!("line {}: {other} is not known", case.line),
    }
    judge(&case.modules.estate(), &pack)
}

fn judge(estate: &str, pack: &Pack) -> Verdict {
    let answer = lint(estate, pack);
    match (answer.faults.is_empty(), answer.found.is_empty()) {
        (false, _) => Verdict::Rejected,
        (true, true) => Verdict::Kept,
        (true, false) => Verdict::Broken,
    }
}

/// Edges that are taken out first, as conditions on edges.
fn ignored(options: &Value) -> Vec<String> {
    let condition = |import: &String| {
        let (from, to) = import.split_once(" -> ").expect("an ignored import has two ends");
        let end = |end: &str, pattern: &str| match pattern.contains('*') {
            false => format!(r#"id(edge.{end}) == "{}""#, id(pattern)),
            true => {
                let segments = pattern.split('.').map(|segment| match segment {
                    "*" => "[^-]+",
                    "**" => ".+",
                    plain => plain,
                });
                format!(r#"id(edge.{end}).matches("^{}$")"#, segments.collect::<Vec<_>>().join("-"))
            }
        };
        format!("!({} && {})", end("from", from), end("to", to))
    };
    list(&options["ignore_imports"]).iter().map(condition).collect()
}

/// One rule a container: nodes of the other containers belong to no layer there.
fn layers(options: &Value, pack: &mut Pack) {
    let containers = match list(&options["containers"]) {
        none if none.is_empty() => vec![None],
        some => some.into_iter().map(Some).collect(),
    };
    let written = list(&options["layers"]);
    let names = |line: &String| -> Vec<String> {
        line.split(':').map(|name| name.trim().trim_start_matches('(').trim_end_matches(')').to_owned()).collect()
    };
    for (number, container) in containers.iter().enumerate() {
        let full = |name: &String| container.as_ref().map_or(name.clone(), |container| format!("{container}.{name}"));
        let full = |line: &String| names(line).iter().map(full).collect::<Vec<_>>();
        let order: Vec<_> = written.iter().map(|line| among(&full(line), true)).collect();
        pack.layers(&format!("layers-{number}"), &order);
        if let (true, Some(container)) = (flag(&options["exhaustive"], false), container) {
            let listed: Vec<_> = written.iter().flat_map(full).collect();
            let ignores = list(&options["exhaustive_ignores"]);
            let ignores = ignores.iter().map(|name| format!("{container}.{name}"));
            let known: Vec<_> = listed.into_iter().chain(ignores).collect();
            let when = format!(r#"id(system).matches("^{}-[^-]+$")"#, id(container));
            pack.each(&format!("exhaustive-{number}"), "system", &when, &among(&known, false));
        }
    }
}

fn forbidden(case: &Case, options: &Value, pack: &mut Pack) {
    let whole = flag(&options["as_packages"], true);
    let sources = case.resolve(&list(&options["source_modules"]));
    let targets = case.resolve(&list(&options["forbidden_modules"]));
    let mut number = 0;
    for from in &sources {
        for to in &targets {
            // Two packages of which one holds the other are not asked about.
            if from == to || (whole && (within(from, to) || within(to, from))) {
                continue;
            }
            number += 1;
            let name = format!("forbidden-{number}");
            if flag(&options["allow_indirect_imports"], false) {
                let when = one_of("id(flow.from)", &[from], whole);
                let must = format!("!({})", one_of("id(flow.to)", &[to], whole));
                pack.each(&name, "flow", &when, &must);
            } else {
                pack.path(&name, &among(&[from], whole), &among(&[to], whole), None);
            }
        }
    }
}

/// A walk through a third listed module is that module's business, so those are waypoints.
fn independence(options: &Value, pack: &mut Pack) {
    let modules = list(&options["modules"]);
    for (i, from) in modules.iter().enumerate() {
        for (j, to) in modules.iter().enumerate().filter(|(j, _)| i != *j) {
            let others: Vec<_> = modules.iter().filter(|other| *other != from && *other != to).collect();
            let unless = among(&others, true);
            pack.path(&format!("from-{i}-to-{j}"), &among(&[from], true), &among(&[to], true), Some(&unless));
        }
    }
}

/// Only direct edges count, so it is a rule about each flow.
fn protected(case: &Case, options: &Value, pack: &mut Pack) {
    let whole = flag(&options["as_packages"], true);
    let allowed = case.resolve(&list(&options["allowed_importers"]));
    for (number, module) in case.resolve(&list(&options["protected_modules"])).iter().enumerate() {
        let when = one_of("id(flow.to)", &[module], whole);
        let own = one_of("id(flow.from)", &[module], whole);
        let must = format!("({own}) || ({})", one_of("id(flow.from)", &allowed, whole));
        let except: Vec<_> = pack.edges.iter().map(|edge| edge.replace("edge.", "flow.")).collect();
        let when = [format!("({when})")].into_iter().chain(except).collect::<Vec<_>>().join(" && ");
        pack.each(&format!("protected-{number}"), "flow", &when, &must);
    }
}

/// Each package is a picture of its own, as an architect draws one: its children, and what runs between them.
fn acyclic_siblings(case: &Case, options: &Value) -> Verdict {
    let skipped = case.resolve(&list(&options["skip_descendants"]));
    let depth = options["depth"].as_str().map(|depth| depth.parse::<usize>().expect("a depth is a number"));
    let exceptions = list(&options["ignore_imports"]);
    let ignored = |(from, to): &(String, String)| {
        exceptions.iter().any(|import| {
            let (a, b) = import.split_once(" -> ").expect("an ignored import has two ends");
            crate::case::matches(a, from) && crate::case::matches(b, to)
        })
    };
    let imports = case.modules.imports.iter().filter(|import| !ignored(import)).cloned().collect();
    let modules = Modules { names: case.modules.names.clone(), imports };
    let mut verdict = Verdict::Kept;
    for ancestor in case.resolve(&list(&options["ancestors"])) {
        for package in modules.names.iter().filter(|name| within(name, &ancestor)) {
            let down = below(package, &ancestor).map_or(0, |rest| rest.split('.').count());
            // What is skipped above the ancestor itself is the way down to it.
            let skip = skipped.iter().any(|skipped| within(package, skipped) && !within(&ancestor, skipped));
            if skip || depth.is_some_and(|depth| down > depth) {
                continue;
            }
            match cycles(&modules, package) {
                Verdict::Kept => {}
                other => verdict = other,
            }
        }
    }
    verdict
}

/// Whether the children of a package depend on each other in a circle, asked in two ways that must agree: by
/// `acyclic` on the children alone, and by walks both ways that climb up and down inside the children.
pub fn cycles(modules: &Modules, package: &str) -> Verdict {
    let mut acyclic = Pack::default();
    acyclic.acyclic("acyclic");
    let alone = judge(&modules.lifted(package), &acyclic);

    let mut both_ways = Pack::default();
    let children: Vec<_> =
        modules.children(package).iter().filter_map(|name| Some(below(name, package)?.to_owned())).collect();
    for (i, from) in children.iter().enumerate() {
        for (j, to) in children.iter().enumerate().filter(|(j, _)| i != *j) {
            both_ways.path_by_parts(&format!("from-{i}-to-{j}"), from, to);
        }
    }
    let answer = lint(&modules.nested(package), &both_ways);
    assert!(answer.faults.is_empty(), "{package}: {:?}", answer.faults);
    let found: Vec<_> = answer.found.iter().map(|found| found.rule.as_str()).collect();
    let back = |rule: &str| {
        let (i, j) = rule.strip_prefix("from-")?.split_once("-to-")?;
        Some(format!("from-{j}-to-{i}"))
    };
    let circle = found.iter().any(|rule| back(rule).is_some_and(|back| found.contains(&back.as_str())));
    assert_eq!(circle, alone == Verdict::Broken, "{package}: {:?}", answer.found);
    alone
}
