//! The sections that only count: security levels, AI, objects by layer and lifecycle, tasks.

use super::{Draft, Item, List, Parts, Row, Table, capital, captions, headline, list, numbers, plain, tables};
use crate::lang::Lang;
use crate::survey::status::{Group, Task, Timing};

pub(super) fn levels(page: &Draft<'_>) -> Parts {
    let (lang, levels) = (page.lang, &page.status.levels);
    let whole: usize = levels.iter().map(|level| level.objects.len()).sum();
    let declared: usize = levels.iter().filter(|level| level.level.is_some()).map(|level| level.objects.len()).sum();
    let with = |key: &str| -> usize {
        let groups = levels.iter().flat_map(|level| &level.dossiers);
        groups.filter(|group| group.key == Some(key)).map(|group| group.objects.len()).sum()
    };
    let approved = with("approved");
    let head = match (whole, lang) {
        (0, Lang::Vi) => "chưa có hệ thống, nền tảng nào được mô tả".to_owned(),
        (0, Lang::En) => "no system or platform is described".to_owned(),
        (_, Lang::Vi) => format!(
            "{} hệ thống, nền tảng đã khai báo cấp độ ({}); {} đã được phê duyệt hồ sơ cấp độ ({})",
            captions::of(declared, whole, lang),
            captions::share(declared, whole),
            captions::of(approved, whole, lang),
            captions::share(approved, whole)
        ),
        (_, Lang::En) => format!(
            "{} systems and platforms declare a level ({}); {} have an approved dossier ({})",
            captions::of(declared, whole, lang),
            captions::share(declared, whole),
            captions::of(approved, whole, lang),
            captions::share(approved, whole)
        ),
    };
    let mut heads = vec![*captions::ALL.get(lang)];
    heads.extend(captions::DOSSIERS.map(|(_, head)| *head.get(lang)));
    let rows = levels.iter().filter(|level| !level.objects.is_empty()).map(|level| {
        let count = |key: Option<&str>| -> usize {
            level.dossiers.iter().filter(|group| group.key == key).map(|group| group.objects.len()).sum()
        };
        let counts = captions::DOSSIERS.map(|(key, _)| count(key));
        let label = captions::level(level.level, lang);
        Row { cells: numbers([level.objects.len()].into_iter().chain(counts)), label }
    });
    let table = Table { label: captions::LEVEL.get(lang), heads, rows: rows.collect() };
    let heads = match lang {
        Lang::Vi => ["Chưa khai báo cấp độ", "Chưa khai báo tình trạng hồ sơ cấp độ"],
        Lang::En => ["No level declared", "No status of the dossier declared"],
    };
    let missing = levels.iter().filter(|level| level.level.is_none()).flat_map(|level| &level.objects);
    let silent = levels.iter().filter(|level| level.level.is_some()).flat_map(|level| &level.dossiers);
    let silent = silent.filter(|group| group.key.is_none()).flat_map(|group| &group.objects);
    let mut lists = vec![list(heads[0], plain(page, missing), true), list(heads[1], plain(page, silent), true)];
    for level in levels.iter().filter(|level| level.level.is_some()) {
        lists.push(list(&capital(&captions::level(level.level, lang)), plain(page, &level.objects), false));
    }
    (head, if whole == 0 { Vec::new() } else { vec![table] }, lists)
}

pub(super) fn ai(page: &Draft<'_>) -> Parts {
    let (lang, groups) = (page.lang, &page.status.risk_classes);
    let (declared, whole) = declared(groups);
    let head = match (whole, lang) {
        (0, Lang::Vi) => "chưa có thành phần trí tuệ nhân tạo nào được mô tả".to_owned(),
        (0, Lang::En) => "no component is described".to_owned(),
        _ => headline(lang, declared, whole, "thành phần đã được phân loại rủi ro", "components have a risk class"),
    };
    (head, tables(lang, captions::GROUP, group_rows(groups, lang)), group_lists(page, groups, ""))
}

pub(super) fn objects(page: &Draft<'_>) -> Parts {
    let lang = page.lang;
    let (layers, lifecycles) = (&page.status.layers, &page.status.lifecycles);
    let ((layered, whole), (living, _)) = (declared(layers), declared(lifecycles));
    let head = match (whole, lang) {
        (0, Lang::Vi) => "chưa có đối tượng nào được mô tả".to_owned(),
        (0, Lang::En) => "none is described".to_owned(),
        (_, Lang::Vi) => {
            format!("{whole} đối tượng; {layered} đã khai báo lớp kiến trúc, {living} đã khai báo vòng đời")
        }
        (_, Lang::En) => format!("{whole} of them; {layered} declare a layer, {living} a lifecycle"),
    };
    let mut tables = super::tables(lang, captions::LAYER, group_rows(layers, lang));
    tables.extend(super::tables(lang, captions::LIFECYCLE, group_rows(lifecycles, lang)));
    let mut lists = group_lists(page, layers, captions::LAYER.get(lang));
    lists.extend(group_lists(page, lifecycles, captions::LIFECYCLE.get(lang)));
    (head, tables, lists)
}

pub(super) fn tasks(page: &Draft<'_>) -> Parts {
    let (lang, all) = (page.lang, &page.status.tasks);
    let of = |timing: Timing| all.iter().filter(move |task| task.timing == timing);
    let open = all.len() - of(Timing::Done).count() - of(Timing::Stopped).count();
    let head = match (all.len(), lang) {
        (0, Lang::Vi) => "chưa có nhiệm vụ nào được mô tả".to_owned(),
        (0, Lang::En) => "none is described".to_owned(),
        _ => headline(lang, of(Timing::Late).count(), open, "nhiệm vụ chưa hoàn thành đã quá hạn", "open tasks late"),
    };
    let row = |timing| Row {
        cells: numbers([of(timing).count()]),
        label: (*captions::timing(timing).get(lang)).to_owned(),
    };
    // That none is late is worth a line; that none was stopped is not.
    let told = Timing::ALL.into_iter().filter(|timing| *timing == Timing::Late || of(*timing).next().is_some());
    let rows = if all.is_empty() { Vec::new() } else { told.map(row).collect() };
    let lists = Timing::ALL.map(|timing| {
        let items = of(timing).map(|task| Item::of(page, &task.object, task_notes(task, lang))).collect();
        let exception = matches!(timing, Timing::Late | Timing::PerhapsLate | Timing::Soon | Timing::Undated);
        list(&capital(captions::timing(timing).get(lang)), items, exception)
    });
    (head, tables(lang, captions::GROUP, rows), lists.into())
}

fn task_notes(task: &Task, lang: Lang) -> Vec<String> {
    let status = task.status.map(|(_, label)| label.get(lang).to_lowercase());
    let deadline = task.deadline.map(|day| match lang {
        Lang::Vi => format!("thời hạn {}", captions::day(day, lang)),
        Lang::En => format!("due {}", captions::day(day, lang)),
    });
    let note: Vec<_> = deadline.into_iter().chain(status).collect();
    if note.is_empty() { Vec::new() } else { vec![note.join(", ")] }
}

/// How many objects are in a group with a key, and how many there are.
fn declared(groups: &[Group]) -> (usize, usize) {
    let size = |with: bool| -> usize {
        groups.iter().filter(|group| group.key.is_some() || !with).map(|group| group.objects.len()).sum()
    };
    (size(true), size(false))
}

/// A row for every group with objects, and one for what was not declared; none when there is nothing at all.
fn group_rows(groups: &[Group], lang: Lang) -> Vec<Row> {
    let shown = groups.iter().filter(|group| !group.objects.is_empty() || group.key.is_none());
    let rows = shown.map(|group| Row {
        cells: numbers([group.objects.len()]),
        label: capital(group.label.unwrap_or(captions::UNDECLARED).get(lang)),
    });
    if declared(groups).1 == 0 { Vec::new() } else { rows.collect() }
}

/// The objects of every group; only what was not declared is shown unasked.
fn group_lists(page: &Draft<'_>, groups: &[Group], of: &str) -> Vec<List> {
    let lang = page.lang;
    let head = |group: &Group| {
        let label = capital(group.label.unwrap_or(captions::UNDECLARED).get(lang));
        if of.is_empty() { label } else { format!("{of}: {label}") }
    };
    groups.iter().map(|group| list(&head(group), plain(page, &group.objects), group.key.is_none())).collect()
}
