//! `khung waivers`: what was accepted, by the days it has left.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::args::{Common, WaiversArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Diagnostic;
use crate::finding::builtin;
use crate::lang::{Lang, words};
use crate::linter;
use crate::report::{escape, wrapped};
use crate::rule::RuleSet;
use crate::source::Sources;
use crate::waive::Waiver;
use crate::waive::term::{Standing, standing};

pub(super) fn run(common: &Common, arguments: &WaiversArgs) -> Result<Ending, Trouble> {
    let loaded = load::everything(common, &arguments.estate)?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    let today = loaded.options.today;
    let mut rows: Vec<Row<'_>> = outcome
        .waivers
        .iter()
        .map(|(waiver, covers)| row(waiver, *covers, &loaded.rules, &loaded.sources, today))
        .collect();
    rows.sort_by_key(|row| (row.days_left, row.rule, row.subject));
    let open: Vec<Open<'_>> = outcome.diagnostics.iter().filter_map(|found| open(found, &loaded.sources)).collect();
    output::print(|out| match arguments.format.as_str() {
        "json" => json(out, &rows, &open, today),
        _ => text(out, &rows, &open, loaded.lang),
    })?;
    Ok(if loaded.troubled { Ending::Failed } else { Ending::Clean })
}

/// One waiver; types of its own, so that the program's can change.
#[derive(Serialize)]
struct Row<'w> {
    /// `valid`, `not-yet`, `expired` or `void`.
    standing: &'static str,
    /// Below 0 when it is past; nothing when it never stood.
    days_left: Option<i64>,
    rule: &'w str,
    subject: &'w str,
    reason: &'w str,
    legal_ground: &'w str,
    risk: &'w str,
    controls: &'w [String],
    approver: &'w str,
    decision: &'w str,
    granted: String,
    expires: String,
    /// How many findings it is about today.
    findings: usize,
    path: &'w str,
    line: usize,
}

fn row<'w>(waiver: &'w Waiver, findings: usize, rules: &RuleSet, sources: &'w Sources, today: Date) -> Row<'w> {
    let longest = rules.find(&waiver.rule.value).map_or(0, |rule| rule.told.longest_waiver);
    let days = |until: Date| i64::from((until - today).get_days());
    let (standing, days_left) = match standing(waiver, longest, today) {
        Standing::Valid { days, .. } => ("valid", Some(days)),
        Standing::NotYet => ("not-yet", Some(days(waiver.expires.value))),
        Standing::Expired { on, .. } => ("expired", Some(days(on))),
        Standing::Backwards | Standing::NeverWaivable => ("void", None),
    };
    Row {
        standing,
        days_left,
        rule: &waiver.rule.value,
        subject: &waiver.subject.value,
        reason: &waiver.reason,
        legal_ground: &waiver.legal_ground,
        risk: &waiver.risk,
        controls: &waiver.controls,
        approver: &waiver.approver,
        decision: &waiver.decision,
        granted: waiver.granted.value.to_string(),
        expires: waiver.expires.value.to_string(),
        findings,
        path: &sources.get(waiver.at.source).path,
        line: sources.position(waiver.at).line,
    }
}

/// One that waives nothing, because words are still to be filled in.
#[derive(Serialize)]
struct Open<'w> {
    rule: &'w str,
    subject: &'w str,
    /// The keys without words, separated by commas.
    keys: &'w str,
    path: &'w str,
    line: usize,
}

fn open<'w>(found: &'w Diagnostic, sources: &'w Sources) -> Option<Open<'w>> {
    let value = |wanted: &str| found.values.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.en.as_str());
    (found.rule == builtin::WAIVER_OPEN.id).then_some(())?;
    Some(Open {
        rule: value("rule")?,
        subject: value("subject")?,
        keys: value("keys")?,
        path: &sources.get(found.at.source).path,
        line: sources.position(found.at).line,
    })
}

#[derive(Serialize)]
struct Document<'w> {
    version: u32,
    as_of: String,
    waivers: &'w [Row<'w>],
    open: &'w [Open<'w>],
}

fn json(out: &mut dyn Write, rows: &[Row<'_>], open: &[Open<'_>], today: Date) -> io::Result<()> {
    let document = Document { version: 1, as_of: today.to_string(), waivers: rows, open };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn text(out: &mut dyn Write, rows: &[Row<'_>], open: &[Open<'_>], lang: Lang) -> io::Result<()> {
    if rows.is_empty() && open.is_empty() {
        return writeln!(out, "{}", words("Không có miễn trừ nào.", "There are no waivers.").get(lang));
    }
    for row in rows {
        let left = match (row.standing, row.days_left, lang) {
            ("valid", Some(days), Lang::Vi) => format!("còn {days} ngày"),
            ("valid", Some(days), Lang::En) => format!("{days} days left"),
            ("not-yet", _, Lang::Vi) => format!("có hiệu lực từ {}", row.granted),
            ("not-yet", _, Lang::En) => format!("from {}", row.granted),
            ("expired", Some(days), Lang::Vi) => format!("đã hết hạn {} ngày", -days),
            ("expired", Some(days), Lang::En) => format!("expired {} days ago", -days),
            (.., Lang::Vi) => "không có giá trị".to_owned(),
            (.., Lang::En) => "void".to_owned(),
        };
        let covers = match lang {
            Lang::Vi => format!("{} phát hiện", row.findings),
            Lang::En => format!("{} finding{}", row.findings, if row.findings == 1 { "" } else { "s" }),
        };
        head(out, &format!("{left}: {} {} ({covers})", escape(row.rule), escape(row.subject)))?;
        let mut detail = vec![format!("{} → {}", row.granted, row.expires), row.approver.to_owned()];
        detail.extend(Some(row.decision.to_owned()).filter(|decision| !decision.is_empty()));
        detail.push(format!("{}:{}", row.path, row.line));
        for line in [detail.join(", "), row.reason.to_owned()] {
            let width = load::width().saturating_sub(4);
            wrapped(&escape(&line), width).iter().try_for_each(|line| writeln!(out, "    {line}"))?;
        }
    }
    for Open { rule, subject, keys, path, line } in open {
        let state = words("chưa điền đủ", "not filled in");
        head(out, &format!("{}: {} {}", state.get(lang), escape(rule), escape(subject)))?;
        writeln!(out, "    {keys}\n    {}:{line}", escape(path))?;
    }
    Ok(())
}

/// The first line of a waiver, and what of it does not fit the screen.
fn head(out: &mut dyn Write, text: &str) -> io::Result<()> {
    for (number, line) in wrapped(text, load::width().saturating_sub(4)).iter().enumerate() {
        writeln!(out, "{}{line}", if number == 0 { "" } else { "    " })?;
    }
    Ok(())
}
