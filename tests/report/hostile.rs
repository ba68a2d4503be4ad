//! Runs whose every text is hostile: what strangers might write to break an output.

use khung::diagnostic::Severity;
use khung::source::{Origin, Sources, Span};
use proptest::prelude::*;

use super::samples::{Run, bare, both, run};

/// Text with everything that has ever fooled a terminal, a log or a browser.
pub fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\u{1b}[31m",
            "\u{1b}]0;x\u{7}",
            "\u{202e}",
            "\u{2066}",
            "\u{2069}",
            "\u{200b}",
            "\u{200d}",
            "\u{feff}",
            "\u{fffe}",
            "\u{85}",
            "\u{2028}",
            "\u{9b}1m",
            "\0",
            "\"",
            "'",
            "::",
            "<",
            "]]>",
            "&amp;",
            "{0}",
            "[a](https://x)",
            "|",
            "`",
            "```",
            "@ai",
            "#1",
            "=1+1",
            "</details>",
            "-->",
            "%0A",
            "\\",
            "ế",
            "e\u{302}\u{301}",
            "日",
            "😀",
            " ",
            "m",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-z/.]{1,12}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A run whose every text is hostile, with places anywhere, even between the two bytes of a line break.
pub fn hostile_run() -> impl Strategy<Value = Run> {
    let texts = proptest::collection::vec(hostile(), 4);
    let places = proptest::collection::vec((0.0..=1.0_f64, 0.0..=1.0_f64), 7);
    (texts, places, proptest::sample::select(Severity::ALL.to_vec())).prop_map(|(texts, places, severity)| {
        let mut run = run();
        let mut sources = Sources::default();
        let ids = [
            sources.add(&texts[0], Origin::Estate, texts[1].repeat(3)),
            sources.add(&texts[2], Origin::Estate, texts[3].clone()),
        ];
        let place = |number: usize| {
            let (text, (a, b)) = (&sources.get(ids[number % 2]).text, places[number]);
            let byte = |share: f64| text.floor_char_boundary((text.len() as f64 * share) as usize);
            Span::new(ids[number % 2], byte(a.min(b)), byte(a.max(b)))
        };
        let said = both(&texts[0], &texts[3]);
        let mut diagnostic = run.diagnostics[6].clone();
        diagnostic = khung::diagnostic::Diagnostic {
            labels: (1..5).map(|number| khung::diagnostic::Label { at: place(number), text: said.clone() }).collect(),
            subjects: texts.clone(),
            basis: vec![khung::diagnostic::Citation {
                document: texts[1].clone(),
                number: texts[2].clone(),
                title: said.clone(),
                at: texts[3].clone(),
                standing: khung::diagnostic::Standing::Read,
                note: Some(said.clone()),
            }],
            help: said.clone(),
            why: said.clone(),
            values: vec![(texts[1].clone(), said.clone())],
            fix: diagnostic.fix.map(|mut fix| {
                fix.edits = vec![khung::diagnostic::Edit { at: place(6), with: texts[1].clone() }];
                fix
            }),
            path: diagnostic
                .path
                .into_iter()
                .map(|hop| khung::diagnostic::PathHop { at: place(5), from: texts[2].clone(), ..hop })
                .collect(),
            ..bare(&format!("core/{}", texts[2]), severity, place(0), said.clone(), said)
        };
        run.inconclusive.iter_mut().for_each(|verdict| {
            verdict.at = place(3);
            verdict.subject.clone_from(&texts[3]);
            verdict.missing.iter_mut().for_each(|missing| missing.pattern.push_str(&texts[2]));
        });
        run.diagnostics = vec![diagnostic];
        run.sources = sources;
        run
    })
}
