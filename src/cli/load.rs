//! What the commands have in common: settings, packs, texts, language, width, colours, today.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Trouble;
use super::args::{Chosen, Color, Common, Estate};
use crate::discover::{self, Found, Texts};
use crate::finding::Finding;
use crate::import;
use crate::lang::Lang;
use crate::linter::{self, Options};
use crate::rule::{self, RuleSet};
use crate::settings::{self, Settings};
use crate::source::{Origin, PackFiles, Sources};
use crate::waive::baseline::{Baseline, Malformed};

/// Everything a run reads.
pub(super) struct Loaded {
    pub sources: Sources,
    pub rules: RuleSet,
    pub settings: Settings,
    pub options: Options,
    /// What is wrong with the settings and with the bytes of files.
    pub findings: Vec<Finding>,
    /// What the world refused; already complained about.
    pub troubled: bool,
    pub lang: Lang,
    /// The folder of the settings file, or this one.
    pub root: PathBuf,
    /// The settings' baseline, from here.
    pub baseline: Option<PathBuf>,
    /// The files and folders with the estate, from here.
    pub paths: Vec<PathBuf>,
    /// The settings file, from here, if there is one.
    pub settings_file: Option<PathBuf>,
    /// How many of the sources, the first ones, are settings and packs.
    pub ground: usize,
}

/// The settings of a project and the folder they stand in.
struct Project {
    settings: Settings,
    root: PathBuf,
    file: Option<PathBuf>,
}

impl Default for Project {
    /// Without a settings file, what it would name counts from here.
    fn default() -> Self {
        Self { settings: Settings::default(), root: ".".into(), file: None }
    }
}

fn project(common: &Common, near: &Path, sources: &mut Sources) -> Result<Project, Trouble> {
    let path = match &common.config {
        Some(path) => Some(path.clone()),
        None if common.no_config => None,
        None => discover::nearest_above(near, settings::FILE_NAME),
    };
    let Some(path) = path else { return Ok(Project::default()) };
    let text = discover::text_of(&path)?;
    let id = sources.add(discover::shown_from_here(&path), Origin::Settings, text);
    let root = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned();
    Ok(Project { settings: settings::read(sources, id), root, file: Some(path) })
}

fn packs(common: &Common, project: &Project) -> Result<Vec<PackFiles>, Trouble> {
    let mut packs = discover::embedded_rules();
    let own = project.settings.packs.iter().map(|pack| discover::from_here(&project.root.join(pack)));
    let named = own.chain(common.rules.iter().cloned());
    for folder in named {
        packs.extend(discover::packs_in(&folder).map_err(|mut all| all.swap_remove(0))?);
    }
    // A newer edition of a shipped pack takes its place.
    let name = |pack: &PackFiles| pack.root.rsplit('/').next().unwrap_or_default().to_owned();
    let given: Vec<String> = packs.iter().filter(|pack| !pack.embedded).map(name).collect();
    packs.retain(|pack| !pack.embedded || !given.contains(&name(pack)));
    Ok(packs)
}

/// The language of the output: option, settings, locale.
pub(super) fn language(common: &Common, settings: &Settings) -> Lang {
    let locale = || sys_locale::get_locale().map_or(Lang::En, |locale| Lang::from_locale(&locale));
    common.lang.or(settings.language).unwrap_or_else(locale)
}

/// Rules without an estate.
pub(super) fn rules(common: &Common) -> Result<(Sources, RuleSet, Lang), Trouble> {
    let mut sources = Sources::default();
    let project = project(common, Path::new("."), &mut sources)?;
    let rules = rule::read(&packs(common, &project)?, &mut sources);
    let lang = language(common, &project.settings);
    Ok((sources, rules, lang))
}

/// Settings, rules, the estate, and which of the rules are run.
pub(super) fn chosen(common: &Common, estate: &Estate, chosen: &Chosen) -> Result<Loaded, Trouble> {
    let mut loaded = everything(common, estate)?;
    known_rules(&loaded.rules, &chosen.select)?;
    known_rules(&loaded.rules, &chosen.ignore)?;
    loaded.options.select.clone_from(&chosen.select);
    loaded.options.ignore.clone_from(&chosen.ignore);
    Ok(loaded)
}

/// Settings, rules and the estate.
pub(super) fn everything(common: &Common, estate: &Estate) -> Result<Loaded, Trouble> {
    let ground = Ground::of(common, &estate.paths)?;
    let (exclude, root) = (ground.project.settings.exclude.clone(), ground.project.root.clone());
    let paths = ground.paths.clone();
    // Neither waits for the other: rules are read by the processor, an estate mostly by the disk.
    let (loaded, texts) =
        rayon::join(|| ground.with_rules(common, estate.as_of), || discover::texts(&paths, &exclude, &root));
    let mut loaded = loaded?;
    let stream = estate.paths.iter().any(|path| path == Path::new(STREAM));
    add_estate(&mut loaded, texts, stream);
    // What an editor hands over changes with every letter.
    if !stream {
        recall(common, &mut loaded);
    }
    Ok(loaded)
}

/// Lets the run use what is remembered of the estate that was read, unless the user does not want that.
pub(super) fn recall(common: &Common, loaded: &mut Loaded) {
    if !common.no_cache {
        common.shelf.open(loaded);
    }
}

/// Reads the estate of the working tree.
pub(super) fn read_estate(loaded: &mut Loaded) {
    let texts = discover::texts(&loaded.paths, &loaded.settings.exclude, &loaded.root);
    add_estate(loaded, texts, false);
}

/// Takes in the texts of the estate and, where it is wanted, one description from standard input.
fn add_estate(loaded: &mut Loaded, texts: Texts, stream: bool) {
    let mut found = texts.into_sources(&mut loaded.sources);
    if stream {
        discover::read_stream(std::io::stdin().lock(), &mut loaded.sources, &mut found);
    }
    only_our_business(&mut found, &loaded.sources);
    for trouble in &found.troubles {
        super::output::complain(&trouble.to_string());
    }
    loaded.troubled |= !found.troubles.is_empty();
    loaded.options.named = found.named;
    loaded.findings.extend(found.findings);
}

/// What stands for standard input among paths.
pub(super) const STREAM: &str = "-";

/// Settings and rules, and where the estate is; no description is read.
pub(super) fn without_estate(common: &Common, given: &[PathBuf], day: Option<Date>) -> Result<Loaded, Trouble> {
    Ground::of(common, given)?.with_rules(common, day)
}

/// What a run stands on: its settings, and where they say the estate is.
struct Ground {
    sources: Sources,
    project: Project,
    paths: Vec<PathBuf>,
}

impl Ground {
    fn of(common: &Common, given: &[PathBuf]) -> Result<Self, Trouble> {
        let mut sources = Sources::default();
        let stream = Path::new(STREAM);
        let there = |path: &&PathBuf| *path != stream && path.exists();
        let near = given.iter().find(there).map_or(Path::new("."), PathBuf::as_path);
        let project = project(common, near, &mut sources)?;
        let listed = &project.settings.paths;
        let paths = match (given.is_empty(), listed.is_empty()) {
            (false, _) => given.iter().filter(|path| *path != stream).cloned().collect(),
            (true, true) => vec![".".into()],
            (true, false) => listed.iter().map(|path| discover::from_here(&project.root.join(path))).collect(),
        };
        // What could be read of them holds, but nobody knows what the rest would have asked for: paths, packs, a
        // stricter bar.
        if let (false, Some(file)) = (project.settings.findings.is_empty(), &project.file) {
            super::output::complain(&format!(
                "{} has faults, so this run is not the one it asks for: mend them, or leave it aside with --no-config",
                discover::shown_from_here(file)
            ));
        }
        Ok(Self { sources, project, paths })
    }

    fn with_rules(self, common: &Common, day: Option<Date>) -> Result<Loaded, Trouble> {
        let Self { mut sources, project, paths } = self;
        let rules = rule::read(&packs(common, &project)?, &mut sources);
        let Project { settings, root, file: settings_file } = project;
        Ok(Loaded {
            lang: language(common, &settings),
            options: Options {
                today: day.unwrap_or_else(today),
                levels: settings.rules.clone(),
                ..Options::default()
            },
            findings: settings.findings.clone(),
            troubled: !settings.findings.is_empty(),
            baseline: settings.baseline.as_ref().map(|file| discover::from_here(&root.join(file))),
            ground: sources.len(),
            sources,
            rules,
            settings,
            root,
            paths,
            settings_file,
        })
    }
}

/// Reads a baseline; without a file there is none.
pub(super) fn baseline(file: Option<&Path>) -> Result<Option<Baseline>, Trouble> {
    let Some(file) = file else { return Ok(None) };
    let shown = discover::shown_from_here(file);
    if !file.exists() {
        let refused = format!("there is no baseline {shown}; `khung baseline write` makes one");
        return Err(Trouble::Usage(refused));
    }
    let wrong = |Malformed(line)| {
        let refused = format!("{shown}, line {line}: not a line of a baseline (rule, subject, count, tab-separated)");
        Trouble::Usage(refused)
    };
    Baseline::parse(&discover::text_of(file)?).map(Some).map_err(wrong)
}

/// What can be read of a file with wrong bytes may show that it is somebody else's: then they are no business of
/// ours, unless the file was named.
pub(super) fn only_our_business(found: &mut Found, sources: &Sources) {
    let comment = |line: &str| line.trim_start_matches('\u{feff}').trim_start().starts_with('#');
    let shows_nothing = |id| sources.get(id).text.lines().all(|line| line.trim().is_empty() || comment(line));
    found.findings.retain(|finding| {
        let id = finding.at.source;
        found.named.contains(&id) || shows_nothing(id) || import::recognised(sources.get(id))
    });
}

/// Refuses a selector that names no rule: a misspelt one would silently check nothing.
fn known_rules(rules: &RuleSet, selectors: &[String]) -> Result<(), Trouble> {
    for selector in selectors {
        if selector.is_empty() {
            let refused = "--select and --ignore take names of rules or groups, separated by commas; one is empty";
            return Err(Trouble::Usage(refused.to_owned()));
        }
        if !linter::known(rules, selector) {
            let hint = did_you_mean(rules, selector);
            return Err(Trouble::Usage(format!("no rule or group is called {selector}; {hint}")));
        }
    }
    Ok(())
}

/// What to try instead of a rule that does not exist.
pub(super) fn did_you_mean(rules: &RuleSet, word: &str) -> String {
    match rules.nearest(word) {
        Some(near) => format!("did you mean {near}?"),
        None => "`khung rules` lists them".to_owned(),
    }
}

/// Today, where the user is. The only look at the clock.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// Whether to colour what goes to standard output.
pub(super) fn colors(common: &Common) -> bool {
    match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let forced = std::env::var_os("FORCE_COLOR").is_some_and(|value| !value.is_empty() && value != "0");
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused && (forced || std::io::stdout().is_terminal())
        }
    }
}

/// The columns to fill: the terminal's, within reason; 100 where there is none.
pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(100).clamp(40, 160)
}
