//! `khung init`: settings, a first description and a baseline, so that the first check passes.
//!
//! What the options do not say is asked, where there is somebody to ask. Nothing that exists is overwritten.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::args::{Common, InitArgs};
use super::{Ending, Trouble, load, output};
use crate::discover;
use crate::lang::{Lang, Words, words};
use crate::linter::{self, Options};
use crate::rule;
use crate::settings;
use crate::source::{Origin, Sources};

/// The folder of the first description.
const FOLDER: &str = "kien-truc";
const BASELINE: &str = "khung-baseline.tsv";

pub(super) fn run(common: &Common, arguments: &InitArgs) -> Result<Ending, Trouble> {
    let folder = arguments.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let file = folder.join(settings::FILE_NAME);
    if file.exists() {
        return Err(Trouble::Usage(format!("{} exists already; init overwrites nothing", file.display())));
    }
    let lang = load::language(common, &settings::Settings::default());
    let agency = Agency::asked(arguments, lang)?;
    let description = folder.join(FOLDER).join(format!("{}.yaml", slug(&agency.code)));
    if description.exists() {
        return Err(Trouble::Usage(format!("{} exists already; init overwrites nothing", description.display())));
    }
    let text = agency.description(lang);
    let readable = refused(&text);
    if let Some(why) = readable {
        return Err(Trouble::Usage(why));
    }
    fs::create_dir_all(folder.join(FOLDER))?;
    output::replace(&description, &text)?;
    output::replace(&file, settings_text(lang))?;
    let shown = |path: &Path| discover::shown_from_here(path);
    let known = baseline(common, &folder)?;
    output::print(|out| {
        tell(out, lang, [&shown(&description), &shown(&file), &shown(&folder.join(BASELINE))], known)
    })?;
    Ok(Ending::Clean)
}

/// What a first description needs to know.
struct Agency {
    code: String,
    name: String,
    level: String,
    systems: Vec<String>,
}

impl Agency {
    fn asked(arguments: &InitArgs, lang: Lang) -> Result<Self, Trouble> {
        let ask = |given: &Option<String>, option: &str, question: Words| match given {
            Some(given) => Ok(given.clone()),
            None => answer(option, question.get(lang)),
        };
        let code = ask(
            &arguments.agency,
            "--agency",
            words("Mã định danh của cơ quan, ví dụ H99", "The agency's code, such as H99"),
        )?;
        let name = ask(&arguments.name, "--name", words("Tên cơ quan", "The agency's name"))?;
        let level = ask(
            &arguments.level,
            "--level",
            words(
                "Cấp: ministry, province, department, commune …",
                "Its level: ministry, province, department, commune …",
            ),
        )?;
        let mut systems = arguments.system.clone();
        while arguments.system.is_empty() && io::stdin().is_terminal() {
            let question = words(
                "Tên một hệ thống thông tin (để trống là xong)",
                "The name of an information system (empty to end)",
            );
            let system = answer("--system", question.get(lang))?;
            if system.is_empty() {
                break;
            }
            systems.push(system);
        }
        Ok(Self { code, name, level, systems })
    }

    /// The description's text. Names are JSON strings, which are YAML strings whatever they hold.
    fn description(&self, lang: Lang) -> String {
        let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
        let note = words(
            "# Mỗi trường bỏ trống là điều chưa biết; quy tắc cần đến sẽ trả lời “chưa đủ cơ sở đánh giá”.",
            "# A field that is left out is not known; a rule that needs it answers \"inconclusive\".",
        );
        let (code, name, level) = (quoted(&self.code), quoted(&self.name), quoted(&self.level));
        let mut text = format!("khung: 1\nagency: {code}\n\n{}\nagencies:\n", note.get(lang));
        text += &format!("  {code}: {{ name: {name}, level: {level} }}\n");
        if !self.systems.is_empty() {
            text += "\nsystems:\n";
        }
        let mut ids: Vec<String> = Vec::new();
        for system in &self.systems {
            let slug = Some(slug(system)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "he-thong".to_owned());
            let free = |number: &usize| if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            let id = (1..).map(|number| free(&number)).find(|id| !ids.contains(id)).expect("numbers do not end");
            text += &format!("  {id}:\n    name: {}\n    lifecycle: operating\n", quoted(system));
            ids.push(id);
        }
        text
    }
}

/// Asks on the terminal; without one, says which option is missing.
fn answer(option: &str, question: &str) -> Result<String, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Trouble::Usage(format!("{option} is missing, and there is nobody to ask; give it as an option")));
    }
    write!(io::stderr(), "{question}: ")?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// Why a description made of these words would not be one.
fn refused(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    sources.add("khung init", Origin::Estate, text.to_owned());
    let options = Options { select: vec!["model".to_owned()], ..Options::default() };
    let outcome = linter::lint(&sources, &rules, &options, &[]);
    let by_code = |id: &str| rules.find(id).is_none_or(rule::Rule::is_builtin);
    let fault = outcome.diagnostics.into_iter().find(|diagnostic| by_code(&diagnostic.rule))?;
    Some(format!("{}; {}", fault.message.en, fault.help.en))
}

/// A name as an id: lower case, without diacritics, hyphens between its words.
fn slug(name: &str) -> String {
    let plain = name.nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        'đ' | 'Đ' => 'd',
        c => c.to_ascii_lowercase(),
    });
    let words: String = plain.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

fn settings_text(lang: Lang) -> String {
    let head = words(
        "# Cấu hình của khung; `khung schema settings` liệt kê các khóa.",
        "# Settings of khung; `khung schema settings` has all keys.",
    );
    format!("{}\npaths: [{FOLDER}]\nlanguage: {}\nbaseline: {BASELINE}\n", head.get(lang), lang.code())
}

/// Writes what the first description does not satisfy yet; gives back how much that is.
fn baseline(common: &Common, folder: &Path) -> Result<usize, Trouble> {
    let estate = super::args::Estate { paths: vec![folder.join(FOLDER)], as_of: None };
    let loaded = load::everything(common, &estate)?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    output::replace(&folder.join(BASELINE), outcome.identities.render())?;
    Ok(outcome.identities.len())
}

fn tell(
    out: &mut dyn Write,
    lang: Lang,
    [description, settings, baseline]: [&str; 3],
    known: usize,
) -> io::Result<()> {
    match lang {
        Lang::Vi => {
            writeln!(out, "Đã tạo:\n  {description}: bản mô tả đầu tiên\n  {settings}: cấu hình")?;
            writeln!(out, "  {baseline}: {known} phát hiện đã biết, không làm lệnh thất bại")?;
            writeln!(
                out,
                "Tiếp theo: `khung check`; mô tả thêm, rồi bớt dần baseline bằng\n  `khung baseline prune`."
            )
        }
        Lang::En => {
            writeln!(out, "Written:\n  {description}: a first description\n  {settings}: settings")?;
            writeln!(out, "  {baseline}: {known} known findings, which do not fail")?;
            writeln!(
                out,
                "Next: `khung check`; describe more, and empty the baseline with\n  `khung baseline prune`."
            )
        }
    }
}
