//! The functions of conditions: one table with name, signature, meaning, types and work.
//!
//! "Did you mean", the docs and the checker read this table; there is no second list. A function never
//! sees an unknown or not-applicable argument: the evaluators answer *unknown* before calling it.

use super::types::{NOUN_NAMES, Type, containers, referrers, tops};
use super::value::{Env, List, Val};
use crate::graph::{ObjectId, STANDING};
use crate::lang::{Words, words as w};
use crate::model::flow::ENDS;
use crate::schema::Noun;

/// A function that conditions can call.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub signature: &'static str,
    /// What it gives.
    pub about: Words,
    pub(super) style: Style,
    pub(super) takes: &'static [Takes],
    pub(super) gives: fn(&Type) -> Type,
    pub(super) work: Work,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.signature)
    }
}

/// Whether a function is called `f(x)`, `x.f()`, or either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Method,
    Either,
}

/// What an argument must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Text,
    TextOrList,
    TextOrTexts,
    AnyObject,
    ObjectOf(Noun),
    /// A text in quotes that is a date.
    DateText,
    /// A text in quotes that is a regular expression.
    RegexText,
    /// A text in quotes that is the name of a noun.
    NounText,
}

/// How the result is found.
pub(super) enum Work {
    /// The argument in quotes is read when the condition is compiled: `date`, `matches`, `all`.
    Compiled,
    /// The number of items or characters.
    Size,
    /// A test of a text by another one.
    Text(fn(&str, &str) -> bool),
    /// A question to the graph about one object.
    Graph(for<'v> fn(&Env<'v>, ObjectId) -> Val<'v>),
    /// The objects that the graph has for a text, or for any text of a list.
    Named(for<'v> fn(&Env<'v>, &str) -> &'v [ObjectId]),
}

/// All functions, in the order in which the docs list them.
pub static FUNCTIONS: &[Function] = &[
    Function {
        style: Style::Either,
        takes: &[Takes::TextOrList],
        ..function("size", "size(list or text)", Work::Size, |_| Type::Integer)
    }
    .about("Số phần tử của danh sách hoặc số ký tự.", "How many items, or how many characters."),
    Function {
        style: Style::Method,
        takes: &[Takes::Text, Takes::RegexText],
        ..function("matches", "text.matches(\"regex\")", Work::Compiled, |_| Type::Bool)
    }
    .about(
        "Văn bản có chỗ khớp với biểu thức chính quy.",
        "Whether some part of the text matches the regular expression.",
    ),
    text("startsWith", "text.startsWith(part)", |text, part| text.starts_with(part))
        .about("Văn bản bắt đầu bằng phần đã cho.", "Whether the text begins with the part."),
    text("endsWith", "text.endsWith(part)", |text, part| text.ends_with(part))
        .about("Văn bản kết thúc bằng phần đã cho.", "Whether the text ends with the part."),
    text("contains", "text.contains(part)", |text, part| text.contains(part))
        .about("Văn bản có chứa phần đã cho.", "Whether the text has the part in it."),
    Function {
        takes: &[Takes::DateText],
        ..function("date", "date(\"YYYY-MM-DD\")", Work::Compiled, |_| Type::Date)
    }
    .about("Một ngày trong lịch.", "A calendar date."),
    graph("id", "id(x)", |_| Type::Text, |env, x| Val::Text(&env.graph.object(x).id.value))
        .about("Định danh của đối tượng.", "The id of the object."),
    graph("noun", "noun(x)", |_| Type::Choice(vec![&NOUN_NAMES]), |env, x| noun_name(env.graph.noun(x)))
        .about("Loại đối tượng: \"system\", \"database\" …", "The noun of the object: \"system\", \"database\" …"),
    graph("owner", "owner(x)", agency, |env, x| known(env.graph.owner(x))).about(
        "Cơ quan chủ quản: ghi tại đối tượng, tại đối tượng chứa nó, hoặc ở đầu tệp.",
        "The agency that owns it: its own owner, else its parent's, else the file's agency.",
    ),
    graph("authority", "authority(x)", agency, |env, x| known(env.graph.authority(x))).about(
        "Bộ, tỉnh hoặc cơ quan trung ương đứng đầu chuỗi cơ quan cấp trên của cơ quan chủ quản.",
        "The ministry, province or central agency at the top of the owner's chain of parents.",
    ),
    graph("system", "system(x)", |x| related(x, tops), |env, x| Val::Object(env.graph.system(x))).about(
        "Hệ thống, nền tảng, cơ sở dữ liệu, dịch vụ hoặc thành phần AI chứa đối tượng, hoặc chính nó.",
        "The system, platform, database, service or AI component that contains it, or the object itself.",
    ),
    graph(
        "parent",
        "parent(x)",
        |x| related(x, containers),
        |env, x| env.graph.parent(x).map_or(Val::NotApplicable, Val::Object),
    )
    .about(
        "Đối tượng trực tiếp chứa nó; không áp dụng với đối tượng không nằm trong đối tượng nào.",
        "The object that directly contains it; not applicable to one that stands alone.",
    ),
    graph("flows_from", "flows_from(x)", flows, |env, x| Val::List(List::Objects(env.graph.flows_from(x))))
        .about("Các luồng bắt đầu từ đối tượng hoặc phần của nó.", "The flows that start at it or a part of it."),
    graph("flows_to", "flows_to(x)", flows, |env, x| Val::List(List::Objects(env.graph.flows_to(x))))
        .about("Các luồng kết thúc tại đối tượng hoặc phần của nó.", "The flows that end at it or a part of it."),
    graph("flows_at", "flows_at(x)", flows, |env, x| Val::List(List::Objects(env.graph.flows_at(x)))).about(
        "Các luồng bắt đầu hoặc kết thúc tại đối tượng hay phần của nó, hoặc đi qua nó.",
        "The flows that start or end at it or a part of it, or go through it.",
    ),
    Function {
        takes: &[Takes::ObjectOf(Noun::Flow)],
        ..graph("through", "through(flow)", ends, |env, x| {
            env.graph.through(x).map_or(Val::Unknown, |all| Val::List(List::Objects(all)))
        })
    }
    .about("Các đối tượng của from, via và to theo thứ tự.", "The objects of from, via and to, in order."),
    Function {
        takes: &[Takes::ObjectOf(Noun::Capability)],
        ..graph(
            "providers",
            "providers(capability)",
            |_| Type::Object(referrers(Noun::Capability)).list(),
            |env, x| Val::List(List::Objects(env.graph.providers(x))),
        )
    }
    .about("Các đối tượng khai báo năng lực này.", "The objects that list the capability."),
    Function {
        takes: &[Takes::ObjectOf(Noun::Capability)],
        ..graph(
            "national_providers",
            "national_providers(capability)",
            |_| Type::Object(referrers(Noun::Capability)).list(),
            |env, x| Val::List(List::Objects(env.graph.national_providers(x))),
        )
    }
    .about(
        "Các đối tượng dùng chung quốc gia khai báo năng lực này.",
        "The nationally shared objects that list the capability.",
    ),
    graph(
        "peers",
        "peers(x)",
        |_| Type::Object(referrers(Noun::Capability)).list(),
        |env, x| match env.graph.peers(x) {
            Some(peers) => List::of(peers),
            // What can list no capability has no peers, and no fact is missing.
            None if env.graph.object(x).fields.record.find("capabilities").is_none() => Val::NotApplicable,
            None => Val::Unknown,
        },
    )
    .about(
        "Các đối tượng khác của cùng bộ hoặc cùng tỉnh có chung ít nhất một năng lực.",
        "The other objects of the same ministry or province that share a capability with it.",
    ),
    Function {
        takes: &[Takes::ObjectOf(Noun::Agency)],
        ..graph(
            "systems_of",
            "systems_of(agency)",
            |_| Type::Object(STANDING.to_vec()).list(),
            |env, x| Val::List(List::Objects(env.graph.systems_of(x))),
        )
    }
    .about(
        "Các hệ thống, nền tảng, cơ sở dữ liệu, dịch vụ và thành phần AI thuộc bộ, tỉnh hoặc cơ quan trung ương này.",
        "The systems, platforms, databases, services and AI components that belong to the ministry, province or central \
         agency.",
    ),
    graph(
        "references_to",
        "references_to(x)",
        |_| Type::Object(vec![Noun::Reference]).list(),
        |env, x| Val::List(List::Objects(env.graph.references_to(x))),
    )
    .about("Các bản ghi tham chiếu về đối tượng.", "The reference records about the object."),
    graph("users", "users(x)", ends, |env, x| Val::List(List::Objects(env.graph.users(x)))).about(
        "Các đối tượng có luồng đến đối tượng hoặc phần của nó, hoặc đi qua nó.",
        "The objects that have a flow to it or a part of it, or go via it.",
    ),
    Function {
        takes: &[Takes::TextOrTexts],
        ..function(
            "agencies_coded",
            "agencies_coded(text or list of texts)",
            Work::Named(|env, code| env.graph.agencies_coded(code)),
            |_| Type::Object(vec![Noun::Agency]).list(),
        )
    }
    .about(
        "Các cơ quan có mã định danh hiện hành này hoặc một trong các mã này.",
        "The agencies whose present code this is, or one of these.",
    ),
    Function { takes: &[Takes::NounText], ..function("all", "all(\"noun\")", Work::Compiled, |_| Type::Any) }
        .about("Mọi đối tượng của một loại.", "All objects of a noun."),
];

const fn function(name: &'static str, signature: &'static str, work: Work, gives: fn(&Type) -> Type) -> Function {
    Function { name, signature, about: w("", ""), style: Style::Plain, takes: &[Takes::AnyObject], gives, work }
}

const fn text(name: &'static str, signature: &'static str, test: fn(&str, &str) -> bool) -> Function {
    let plain = function(name, signature, Work::Text(test), |_| Type::Bool);
    Function { style: Style::Method, takes: &[Takes::Text, Takes::Text], ..plain }
}

const fn graph(
    name: &'static str,
    signature: &'static str,
    gives: fn(&Type) -> Type,
    ask: for<'v> fn(&Env<'v>, ObjectId) -> Val<'v>,
) -> Function {
    function(name, signature, Work::Graph(ask), gives)
}

impl Function {
    const fn about(self, vi: &'static str, en: &'static str) -> Self {
        Self { about: w(vi, en), ..self }
    }

    /// The function of a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }

    /// The result for arguments that were evaluated.
    pub(super) fn call<'v>(&self, env: &Env<'v>, arguments: &[Val<'v>]) -> Val<'v> {
        match (&self.work, arguments) {
            (Work::Size, [Val::List(list)]) => whole(list.len()),
            (Work::Size, [text]) => text.text().map_or(Val::Unknown, |text| whole(text.chars().count())),
            (Work::Text(test), [text, part]) => match (text.text(), part.text()) {
                (Some(text), Some(part)) => Val::Bool(test(text, part)),
                _ => Val::Unknown,
            },
            (Work::Graph(ask), [Val::Object(id)]) => ask(env, *id),
            (Work::Named(ask), [Val::List(texts)]) => named(texts, |text| ask(env, text)),
            (Work::Named(ask), [text]) => {
                text.text().map_or(Val::Unknown, |text| Val::List(List::Objects(ask(env, text))))
            }
            _ => Val::Unknown,
        }
    }
}

/// The objects of any of the texts in the graph's order, each once; open where one of the texts is.
fn named<'v>(texts: &List<'v>, ask: impl Fn(&str) -> &'v [ObjectId]) -> Val<'v> {
    let mut all = Vec::new();
    for item in texts.iter() {
        let Some(text) = item.text() else { return Val::Unknown };
        all.extend_from_slice(ask(text));
    }
    all.sort_unstable();
    all.dedup();
    List::of(all)
}

fn whole<'v>(count: usize) -> Val<'v> {
    Val::Integer(i64::try_from(count).expect("a length fits into 63 bits"))
}

fn known<'v>(object: Option<ObjectId>) -> Val<'v> {
    object.map_or(Val::Unknown, Val::Object)
}

fn noun_name<'v>(noun: Noun) -> Val<'v> {
    Val::Choice(&NOUN_NAMES, noun as u16)
}

fn agency(_: &Type) -> Type {
    Type::Object(vec![Noun::Agency])
}

fn flows(_: &Type) -> Type {
    Type::Object(vec![Noun::Flow]).list()
}

fn ends(_: &Type) -> Type {
    Type::Object(ENDS.to_vec()).list()
}

fn related(of: &Type, nouns: fn(&[Noun]) -> Vec<Noun>) -> Type {
    match of {
        Type::Object(of) => Type::Object(nouns(of)),
        _ => Type::Any,
    }
}
