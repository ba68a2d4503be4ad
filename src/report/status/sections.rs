//! The figures as sections with tables and lists: what the human formats have in common.
//!
//! Texts from descriptions are escaped here, in the way of the format that asks.

mod counts;

use std::ops::Deref;

use super::{Page, captions, definitions};
use crate::lang::{Lang, Words};
use crate::survey::status::{KeyDatabase, Named, Outlook, Reason, ReuseRate, Truth};

/// A page, and how its format makes texts from descriptions harmless.
pub(super) struct Draft<'a> {
    pub page: &'a Page<'a>,
    pub escape: fn(&str) -> String,
}

impl<'a> Deref for Draft<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Page<'a> {
        self.page
    }
}

/// One subject of the picture.
pub(super) struct Section {
    pub title: &'static str,
    /// The one figure to remember.
    pub headline: String,
    pub tables: Vec<Table>,
    pub lists: Vec<List>,
    pub definitions: &'static [Words],
}

/// Counts by row. The numbers stand left of the label, so that long names move nothing.
pub(super) struct Table {
    /// What the labels are.
    pub label: &'static str,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Row>,
}

pub(super) struct Row {
    pub cells: Vec<String>,
    pub label: String,
}

/// Objects behind a figure.
pub(super) struct List {
    pub head: String,
    pub items: Vec<Item>,
    /// Whether it is shown without being asked for: what falls short, or is not declared.
    pub exception: bool,
}

pub(super) struct Item {
    pub name: String,
    pub title: String,
    pub notes: Vec<String>,
}

impl Item {
    fn of(page: &Draft<'_>, object: &Named, notes: Vec<String>) -> Self {
        Self { name: (page.escape)(&object.name), title: (page.escape)(&object.title), notes }
    }
}

/// The head of the page.
pub(super) fn heading(page: &Page<'_>) -> String {
    let day = captions::day(page.status.today, page.lang);
    let Page { files, objects, flows, lang, .. } = *page;
    match lang {
        Lang::Vi => {
            format!("Tình hình chung ngày {day}, đếm từ {files} tệp mô tả với {objects} đối tượng, {flows} luồng")
        }
        Lang::En => {
            let plural = |number: usize| if number == 1 { "" } else { "s" };
            format!(
                "Status on {day}, counted from {files} description{} with {objects} object{}, {flows} flow{}",
                plural(files),
                plural(objects),
                plural(flows)
            )
        }
    }
}

/// That the descriptions have errors, if they have.
pub(super) fn errors(page: &Page<'_>) -> Option<String> {
    let number = page.errors;
    (number > 0).then(|| match page.lang {
        Lang::Vi => format!("{number} lỗi trong bản mô tả: chạy khung check"),
        Lang::En => format!("{number} error{}: run khung check", if number == 1 { "" } else { "s" }),
    })
}

/// All sections, in their order.
pub(super) fn sections(page: &Page<'_>, escape: fn(&str) -> String) -> Vec<Section> {
    let draft = &Draft { page, escape };
    let make = [databases, procedures, reuse, counts::levels, counts::ai, counts::objects, counts::tasks];
    let all = make.into_iter().zip(captions::TITLES).zip(definitions::DEFINITIONS);
    all.map(|((make, title), definitions)| {
        let (headline, tables, lists) = make(draft);
        let lists = lists.into_iter().filter(|list| !list.items.is_empty()).collect();
        Section { title: title.get(page.lang), headline, tables, lists, definitions }
    })
    .collect()
}

type Parts = (String, Vec<Table>, Vec<List>);

/// A sentence about a share, with the share in percent.
fn headline(lang: Lang, part: usize, whole: usize, vi: &str, en: &str) -> String {
    let said = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    format!("{} {said} ({})", captions::of(part, whole, lang), captions::share(part, whole))
}

fn list(head: &str, items: Vec<Item>, exception: bool) -> List {
    List { head: captions::headed(head, items.len()), items, exception }
}

fn plain<'n>(page: &Draft<'_>, objects: impl IntoIterator<Item = &'n Named>) -> Vec<Item> {
    objects.into_iter().map(|object| Item::of(page, object, Vec::new())).collect()
}

fn said(page: &Draft<'_>, reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| captions::reason(reason.why, &(page.escape)(&reason.on), page.lang)).collect()
}

fn numbers(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|number| number.to_string()).collect()
}

fn databases(page: &Draft<'_>) -> Parts {
    let (lang, databases) = (page.lang, &page.status.databases);
    let whole = databases.key.len();
    let met = databases.with(Truth::True).count();
    let head = match whole {
        0 => match lang {
            Lang::Vi => "chưa có cơ sở dữ liệu nào được mô tả là trọng yếu".to_owned(),
            Lang::En => "none is described".to_owned(),
        },
        _ => headline(
            lang,
            met,
            whole,
            "đã kết nối, chia sẻ trong vận hành và có khai báo độ mới",
            "are connected and shared in operation with declared freshness",
        ),
    };
    let row = |label: Words, truth: &dyn Fn(&KeyDatabase) -> Truth| {
        let count = |wanted: Truth| databases.key.iter().filter(|database| truth(database) == wanted).count();
        let counts = [Truth::True, Truth::False, Truth::Unknown].map(count);
        Row { cells: numbers(counts.into_iter().chain([whole])), label: (*label.get(lang)).to_owned() }
    };
    let mut rows: Vec<_> = (0..3)
        .map(|at| row(captions::CONDITIONS[at], &move |database: &KeyDatabase| database.conditions()[at].truth))
        .collect();
    rows.push(row(captions::CONDITIONS[3], &KeyDatabase::truth));
    let heads = [captions::YES, captions::NO, captions::UNDECLARED, captions::TOTAL].map(|head| *head.get(lang));
    let table = Table { label: captions::CONDITION.get(lang), heads: heads.to_vec(), rows };
    let items =
        |truth: Truth| databases.with(truth).map(|database| database_item(page, database)).collect::<Vec<_>>();
    let heads = match lang {
        Lang::Vi => [
            "Chưa đạt",
            "Chưa khai báo đủ để kết luận",
            "Đạt cả ba điều kiện",
            "Cơ sở dữ liệu chưa ghi có trọng yếu hay không",
        ],
        Lang::En => ["Fall short", "Not declared", "All three", "Databases that do not say whether they are key"],
    };
    let lists = vec![
        list(heads[0], items(Truth::False), true),
        list(heads[1], items(Truth::Unknown), true),
        list(heads[2], items(Truth::True), false),
        list(heads[3], plain(page, &databases.unsaid), true),
    ];
    (head, if whole == 0 { Vec::new() } else { vec![table] }, lists)
}

/// A database with what decides: for one that meets all conditions the flows that prove it and the freshness they
/// declare, otherwise what stands against it. What is the matter with several conditions is said once.
fn database_item(page: &Draft<'_>, database: &KeyDatabase) -> Item {
    let overall = database.truth();
    let mut notes: Vec<(Vec<&str>, String)> = Vec::new();
    for (answer, caption) in database.conditions().into_iter().zip(captions::SHORT_CONDITIONS) {
        if answer.truth == Truth::True && overall != Truth::True {
            continue;
        }
        for mut reason in said(page, &answer.because) {
            if let Some(freshness) = database.freshness.as_ref().filter(|_| std::ptr::eq(answer, &database.fresh)) {
                reason = format!("{} ({reason})", (page.escape)(freshness));
            }
            match notes.iter_mut().find(|(_, said)| *said == reason) {
                Some((captions, _)) => captions.push(caption.get(page.lang)),
                None => notes.push((vec![caption.get(page.lang)], reason)),
            }
        }
    }
    let notes = notes.into_iter().map(|(heads, said)| format!("{}: {said}", heads.join(", "))).collect();
    Item::of(page, &database.object, notes)
}

fn procedures(page: &Draft<'_>) -> Parts {
    let (lang, all) = (page.lang, &page.status.procedures);
    let of = |outlook: Outlook| all.iter().filter(move |procedure| procedure.outlook == outlook);
    let head = match (all.len(), lang) {
        (0, Lang::Vi) => "chưa có thủ tục nào được mô tả".to_owned(),
        (0, Lang::En) => "none is described".to_owned(),
        (whole, _) => headline(
            lang,
            of(Outlook::NoLongerAsks).count(),
            whole,
            "không còn yêu cầu thông tin mà cơ sở dữ liệu đã có",
            "no longer ask for what a database holds",
        ),
    };
    let row = |outlook| Row {
        cells: numbers([of(outlook).count()]),
        label: (*captions::outlook(outlook).get(lang)).to_owned(),
    };
    let rows = if all.is_empty() { Vec::new() } else { Outlook::ALL.map(row).into() };
    let lists = [Outlook::StillAsks, Outlook::Unknown, Outlook::NoLongerAsks, Outlook::NothingHeld].map(|outlook| {
        let items =
            of(outlook).map(|procedure| Item::of(page, &procedure.object, said(page, &procedure.because))).collect();
        let exception = matches!(outlook, Outlook::StillAsks | Outlook::Unknown);
        list(&capital(captions::outlook(outlook).get(lang)), items, exception)
    });
    (head, tables(lang, captions::GROUP, rows), lists.into())
}

fn reuse(page: &Draft<'_>) -> Parts {
    let (lang, reuse) = (page.lang, &page.status.reuse);
    let used: usize = reuse.authorities.iter().map(|rate| rate.used.len()).sum();
    let own: usize = reuse.authorities.iter().map(|rate| rate.own.len()).sum();
    let shares = format!("{} ({})", captions::of(used, used + own, lang), captions::share(used, used + own));
    let head = match (used + own, own, lang) {
        (0, _, Lang::Vi) => "chưa có nền tảng dùng chung nào được mô tả là đang dùng".to_owned(),
        (0, _, Lang::En) => "no use of a shared platform is described".to_owned(),
        (_, 0, Lang::Vi) => format!("{shares}; không có hệ thống riêng nào trùng chức năng với nền tảng dùng chung"),
        (_, 0, Lang::En) => format!("{shares}; no own system does what a shared platform does"),
        (_, _, Lang::Vi) => format!("{shares}; còn lại là hệ thống riêng trùng chức năng với nền tảng dùng chung"),
        (_, _, Lang::En) => format!("{shares}; the rest are own systems that do what a shared platform does"),
    };
    let rows = reuse.authorities.iter().map(|rate| {
        let (used, own) = (rate.used.len(), rate.own.len());
        let share = captions::share(used, used + own);
        let cells = vec![used.to_string(), own.to_string(), share, rate.unknown.len().to_string()];
        Row { cells, label: both(page, &rate.authority) }
    });
    let heads = [captions::USED, captions::OWN, captions::RATE, captions::UNDECLARED].map(|head| *head.get(lang));
    let table = Table { label: captions::AGENCY.get(lang), heads: heads.to_vec(), rows: rows.collect() };
    let own_systems = reuse.authorities.iter().flat_map(|rate| &rate.own).map(|own| {
        let shared: Vec<_> = own.shared.iter().map(|shared| both(page, shared)).collect();
        Item::of(page, &own.object, shared)
    });
    let each = |notes: &dyn Fn(&ReuseRate) -> Vec<String>| {
        let items = reuse.authorities.iter().map(|rate| Item::of(page, &rate.authority, notes(rate)));
        items.filter(|item| !item.notes.is_empty()).collect::<Vec<_>>()
    };
    let heads = match lang {
        Lang::Vi => [
            "Hệ thống riêng, kèm nền tảng dùng chung trùng chức năng",
            "Cơ quan còn nội dung chưa khai báo",
            "Nền tảng dùng chung đang dùng, theo cơ quan",
            "Hệ thống, nền tảng chưa rõ thuộc bộ, ngành, tỉnh, thành phố nào",
        ],
        Lang::En => [
            "Own systems, with the shared platforms that do the same",
            "Agencies with something not declared",
            "Shared platforms in use, by agency",
            "Systems and platforms of no known ministry or province",
        ],
    };
    let lists = vec![
        list(heads[0], own_systems.collect(), true),
        list(heads[1], each(&|rate| said(page, &rate.unknown)), false),
        list(heads[2], each(&|rate| rate.used.iter().map(|used| both(page, used)).collect()), false),
        list(heads[3], plain(page, &reuse.ownerless), true),
    ];
    (head, if reuse.authorities.is_empty() { Vec::new() } else { vec![table] }, lists)
}

/// One column of counts; no table without rows.
fn tables(lang: Lang, label: Words, rows: Vec<Row>) -> Vec<Table> {
    match rows.is_empty() {
        true => Vec::new(),
        false => vec![Table { label: label.get(lang), heads: vec![captions::COUNT.get(lang)], rows }],
    }
}

fn both(page: &Draft<'_>, object: &Named) -> String {
    let (name, title) = ((page.escape)(&object.name), (page.escape)(&object.title));
    if title.is_empty() { name } else { format!("{title} ({name})") }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
