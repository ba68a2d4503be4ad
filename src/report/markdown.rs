//! Findings for a pull request's comment or a job's summary: counts, a table, details to unfold, paths as pictures.
//!
//! A comment has a limit; what does not fit is counted in a sentence, never dropped in silence. The gravest come
//! first.

use std::borrow::Cow;
use std::io;

use super::escape::escape;
use super::ink::Ink;
use super::{Report, captions, change, markup, mermaid, place, said, tally};
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Granted;
use crate::lang::Lang;

/// The longest comment GitHub takes, in UTF-16 units, which is how its limit counts at the strictest.
const LIMIT: usize = 65_536;
/// What is kept free for the sentences about what does not fit, and for the end.
const RESERVE: usize = 1_000;
/// The share of the page that the table may fill, so that there is room for details.
const TABLE: usize = LIMIT / 2;
/// What a finding takes at least. Where less is free the page is full.
const LEAST: usize = 300;
/// The letters of a message or a name that a table or a list shows at most: one endless name must not fill the page.
const LONGEST: usize = 300;
/// Columns of a line that a mend changes.
const REACH: usize = 120;
/// Facts that verdicts wait for, at most.
const FACTS: usize = 10;

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page(report).as_bytes())
}

/// A page that is being filled up to a limit.
struct Page {
    text: String,
    used: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.used += units(text);
        self.text.push_str(text);
    }

    /// Appends a text where it ends before `until`.
    fn fits(&mut self, text: &str, until: usize) -> bool {
        let fits = self.used + units(text) <= until;
        if fits {
            self.push(text);
        }
        fits
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn page(report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut page = Page { text: String::new(), used: 0 };
    page.push(&format!("## khung: {}\n\n", captions::findings(report.severities(), lang)));
    let mut counts = captions::inputs(report.summary, report.verbose, lang);
    if !report.inconclusive.is_empty() {
        counts = format!("{} · {counts}", captions::inconclusive(report.inconclusive.len(), lang));
    }
    page.push(&format!("{counts}\n"));
    if let Some(since) = report.since {
        page.push(&format!(
            "\n{}\n",
            markup::capital(&markup::plain(&captions::since(since, &escape(&since.base), lang)))
        ));
        if since.elsewhere > 0 {
            page.push(&format!("\n{}\n", markup::plain(&captions::elsewhere(since.elsewhere, lang))));
        }
    }
    let mut found: Vec<&Diagnostic> = report.counted().collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let open = format!("{}{}", accepted(report), waiting(report));
    let until = LIMIT.saturating_sub(RESERVE + units(&open));
    let in_table = table(&mut page, &found, report, until.min(TABLE));
    if in_table < found.len() {
        page.push(&format!("\n{}\n", captions::more_findings(found.len() - in_table, lang)));
    }
    let mut detailed = 0;
    for diagnostic in &found {
        if page.used + LEAST > until {
            break;
        }
        detailed += usize::from(page.fits(&details(diagnostic, report), until));
    }
    if detailed < found.len() {
        page.push(&format!("\n{}\n", captions::more_details(found.len() - detailed, lang)));
    }
    page.push(&open);
    page.text
}

/// Appends the table as far as it may go; gives back the number of findings in it.
fn table(page: &mut Page, found: &[&Diagnostic], report: &Report<'_>, until: usize) -> usize {
    if found.is_empty() {
        return 0;
    }
    let lang = report.lang;
    let head = captions::COLUMNS.map(|caption| *caption.get(lang));
    page.push(&format!("\n| {} |\n| --- | --- | --- | --- |\n", head.join(" | ")));
    let row = |diagnostic: &Diagnostic| {
        format!(
            "| {} | {} | {} | {} |\n",
            severity(diagnostic.severity, lang),
            markup::code(&escape(&diagnostic.rule)),
            markup::inline(&escape(&cut(diagnostic.message.get(lang).trim()))),
            markup::code(&place::full(report.sources, diagnostic.at)),
        )
    };
    let mut rows = 0;
    for diagnostic in found {
        if page.used + LEAST > until {
            break;
        }
        rows += usize::from(page.fits(&row(diagnostic), until));
    }
    rows
}

/// The beginning of a text that is too long.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn severity(severity: Severity, lang: Lang) -> String {
    let sign = match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    };
    format!("{sign} {}", severity.label().get(lang))
}

/// A finding to unfold.
fn details(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let lang = report.lang;
    let title = escape(diagnostic.title.get(lang).trim());
    let place = place::full(report.sources, diagnostic.at);
    let severity = severity(diagnostic.severity, lang);
    let summary = format!("{severity}: {} ({})", markup::inline(&title), markup::code(&place));
    let mut parts = vec![markup::inline(&said::message(diagnostic, lang))];
    let mut captioned = |caption: &str, text: String| {
        if !text.is_empty() {
            // A list begins on a line of its own.
            let blank = if text.starts_with('\n') { "" } else { " " };
            parts.push(format!("**{}:**{blank}{text}", markup::capital(caption)));
        }
    };
    let inline = |text: &str| markup::inline(&escape(text.trim()));
    let labels: Vec<String> = diagnostic
        .labels
        .iter()
        .map(|label| {
            format!("\n- {}: {}", markup::code(&place::full(report.sources, label.at)), inline(label.text.get(lang)))
        })
        .collect();
    captioned(
        captions::SEE.get(lang),
        if labels.is_empty() { String::new() } else { format!("\n{}", labels.concat()) },
    );
    let hops = said::hops(diagnostic, report).into_iter().enumerate();
    let hops: Vec<String> = hops.map(|(number, hop)| format!("\n{}. {}", number + 1, markup::plain(&hop))).collect();
    let diagram = mermaid::diagram(&diagnostic.path, lang).map(|drawn| format!("\n\n{drawn}")).unwrap_or_default();
    if !hops.is_empty() {
        captioned(captions::PATH.get(lang), format!("\n{}{}", hops.concat(), diagram.trim_end()));
    }
    captioned(captions::WHY.get(lang), inline(diagnostic.why.get(lang)));
    for citation in &diagnostic.basis {
        let title = inline(citation.title.get(lang));
        captioned(captions::BASIS.get(lang), format!("{}: {title}", markup::plain(&said::law(citation, lang))));
    }
    captioned(captions::HELP.get(lang), inline(diagnostic.help.get(lang)));
    if let Some(fix) = &diagnostic.fix {
        let mut shown = String::new();
        change::show(&mut shown, fix, diagnostic.at, report.sources, (Ink { on: false }, REACH, lang));
        // Its first line is the caption.
        let lines = shown.lines().skip(1).map(|line| format!("\n- {}", markup::code(line.trim_start())));
        captioned(captions::fix(fix.safety).get(lang), format!("\n{}", lines.collect::<String>()));
    }
    format!("\n<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>\n", parts.join("\n\n"))
}

/// The findings that somebody accepted, as far as a list may go.
fn accepted(report: &Report<'_>) -> String {
    let lang = report.lang;
    let (known, told): (Vec<_>, Vec<_>) = report.accepted().partition(|(_, why)| why.by.is_known());
    // What is merely older than a change is counted where the comparison is told.
    let known = known.iter().filter(|(_, why)| why.by == Granted::Baseline).count();
    let mut out = String::new();
    if !told.is_empty() {
        out += &format!("\n### {}\n\n", captions::ACCEPTED.get(lang));
    }
    for (diagnostic, why) in told.iter().take(FACTS) {
        let message = markup::inline(&escape(&cut(diagnostic.message.get(lang).trim())));
        let why = markup::inline(&escape(&cut(&captions::accepted(why, lang))));
        out += &format!("- {} {message}: {why}\n", markup::code(&escape(&diagnostic.rule)));
    }
    if told.len() > FACTS {
        out += &format!("\n{}\n", captions::more_findings(told.len() - FACTS, lang));
    }
    if known > 0 {
        out += &format!("\n{}\n", captions::in_baseline(known, lang));
    }
    out
}

/// The facts that verdicts wait for.
fn waiting(report: &Report<'_>) -> String {
    if report.inconclusive.is_empty() {
        return String::new();
    }
    let lang = report.lang;
    let groups = tally::groups(report.inconclusive);
    let mut out = format!("\n### {}\n\n", captions::WAITING.get(lang));
    for (fact, verdicts) in groups.iter().take(FACTS) {
        let fact = if fact.is_empty() { captions::UNNAMED.get(lang) } else { fact };
        let fact = cut(fact);
        out += &format!("- {}\n", markup::plain(&captions::waiting(verdicts.len(), &escape(&fact), lang)));
    }
    if groups.len() > FACTS {
        out += &format!("- {}\n", captions::more_facts(groups.len() - FACTS, lang));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Localized;
    use crate::report::Summary;
    use crate::source::{Origin, Sources, Span};

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", Origin::Estate, "khung: 1\n".into());
        let text = |text: &str| Localized { vi: text.to_owned(), en: text.to_owned() };
        let finding = |number: usize| Diagnostic {
            rule: "group/rule".into(),
            severity: if number == 2_999 { Severity::Error } else { Severity::Warning },
            title: text("title"),
            // One endless message must not push out the others.
            message: text(&format!(
                "number {number}{}",
                if number == 2_990 { " x".repeat(50_000) } else { String::new() }
            )),
            why: text("why"),
            help: text("😀"),
            at: Span::new(id, 0, 5),
            labels: Vec::new(),
            path: Vec::new(),
            basis: Vec::new(),
            subjects: Vec::new(),
            values: Vec::new(),
            fix: None,
            accepted: None,
        };
        let all: Vec<_> = (0..3_000).map(finding).collect();
        let summary = Summary { files: 1, ..Summary::default() };
        let report = |number: usize| Report {
            diagnostics: &all[3_000 - number..],
            inconclusive: &[],
            sources: &sources,
            since: None,
            summary: &summary,
            lang: Lang::En,
            width: 80,
            color: false,
            quiet: false,
            verbose: false,
            list_inconclusive: false,
            version: "0",
        };
        for number in [0, 1, 50, 3_000] {
            let page = page(&report(number));
            assert!(page.encode_utf16().count() <= LIMIT);
            let rows = page.lines().filter(|line| line.contains("| <code>group/rule</code>")).count();
            let unfolded = page.matches("<details>").count();
            assert_eq!(page.matches("</details>").count(), unfolded);
            assert!(number != 50 || (rows, unfolded) == (50, 49), "{rows} {unfolded}");
            for (shown, said) in [(rows, "not in this table"), (unfolded, "no details here")] {
                let counted = page.lines().find(|line| line.contains(said));
                let counted =
                    counted.map_or(0, |line| line.split(' ').next().expect("a number").parse().expect("it"));
                assert_eq!(shown + counted, number, "{said}");
            }
            assert!(number == 0 || page.contains("| ❌ error | <code>group/rule</code> | number 2999 |"));
        }
        assert!(page(&report(3_000)).matches("<details>").count() > 50);
    }
}
