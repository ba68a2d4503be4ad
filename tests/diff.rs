//! `khung diff`: what a change does to the architecture, and that what moves only in text is no change.

mod history;

use std::fs;

use history::{Folder, Ran, commit, git, repository, run};
use serde_json::Value;

const OLD: &str = "khung: 1
agency: H99
agencies: { H99: { name: UBND tỉnh Minh Họa, level: province } }
actors: { nguoi-dan: { name: Người dân, kind: citizens, network: internet } }
platforms: { ldop: { name: Trục của tỉnh } }
systems:
  mot-cua:
    name: Hệ thống một cửa
    kind: procedure-system
    security: { level: 3 }
    components:
      cong: { kind: web, zone: dmz }
      nghiep-vu: { kind: application, zone: internal-server }
      csdl: { kind: database, zone: database }
    interfaces:
      tra-cuu: { on: nghiep-vu, protocol: https }
  kho: { name: Kho dữ liệu, kind: data-warehouse }
  dieu-hanh: { name: Bảng điều hành, kind: dashboard }
  bao-cao: { name: Báo cáo, kind: portal }
flows:
  - { from: mot-cua.cong, to: mot-cua.nghiep-vu, kind: technical, via: [] }
  - { from: mot-cua.nghiep-vu, to: mot-cua.csdl, kind: technical, via: [] }
  - { from: mot-cua.nghiep-vu, to: kho, kind: data-exchange, via: [ldop], data: [] }
  - { from: dieu-hanh, to: kho, kind: data-exchange, via: [], classification: [internal] }
  - { from: bao-cao, to: dieu-hanh, kind: service, via: [] }
";

/// Citizens reach the front end, the warehouse is gone, and a dashboard gets personal data from the database.
fn new() -> String {
    OLD.replace("level: 3", "level: 4")
        .replace("  kho: { name: Kho dữ liệu, kind: data-warehouse }\n", "  kenh: { name: Kênh số, kind: portal }\n")
        .replace("  - { from: mot-cua.nghiep-vu, to: kho, kind: data-exchange, via: [ldop], data: [] }\n", "")
        .replace(
            "  - { from: dieu-hanh, to: kho, kind: data-exchange, via: [], classification: [internal] }\n",
            "  - { from: dieu-hanh, to: mot-cua.csdl, kind: data-exchange, via: [ldop], classification: [personal] }\n  \
               - { from: nguoi-dan, to: mot-cua.cong, kind: service, via: [] }\n",
        )
        .replace("to: mot-cua.csdl, kind: technical, via: []", "to: mot-cua.csdl, kind: technical, via: [], protocol: https")
}

fn diff(folder: &Folder, more: &[&str]) -> Ran {
    let ran = run(folder, folder.path(), &[&["diff"], more].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    ran
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let page: Value = serde_json::from_str(&diff(folder, &[&["--format", "json"], more].concat()).out).expect("JSON");
    let schema = serde_json::from_str(include_str!("../docs/schema/diff-1.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let wrong: Vec<String> = validator.iter_errors(&page).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
    page
}

/// The names of things in a list of the page.
fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|each| each["name"].as_str().expect("text")).collect()
}

/// The new paths as `from → to`.
fn paths(page: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let paths = page["new_paths"].as_array().expect("a list").iter();
    paths.map(|path| format!("{} → {}", text(&path["from"]), text(&path["to"]))).collect()
}

fn changed() -> Option<Folder> {
    let folder = repository(&[("kien-truc.yaml", OLD)])?;
    folder.write("kien-truc.yaml", new());
    Some(folder)
}

fn scrubbed(folder: &Folder, text: &str) -> String {
    let commit = git(folder, folder.path(), &["rev-parse", "main"]);
    text.replace(commit.trim(), "<commit>").replace(&commit[..10], "<commit>")
}

#[test]
fn the_screens() {
    let Some(folder) = changed() else { return };
    for lang in ["en", "vi"] {
        for format in ["text", "markdown"] {
            let ran = diff(&folder, &["main", "--lang", lang, "--format", format]);
            insta::assert_snapshot!(format!("{format}_{lang}"), scrubbed(&folder, &ran.out));
            if format == "text" {
                assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
            }
        }
    }
    let _ = json(&folder, &["main"]);
    let ran = diff(&folder, &["main", "--format", "json"]);
    insta::assert_snapshot!("json", scrubbed(&folder, &ran.out).replace(env!("CARGO_PKG_VERSION"), "0.0.0"));
}

#[test]
fn the_head_may_be_a_commit_and_says_the_same() {
    let Some(folder) = changed() else { return };
    let mut tree = json(&folder, &["main"]);
    git(&folder, folder.path(), &["checkout", "--quiet", "-b", "thay-doi"]);
    commit(&folder, "the change");
    folder.write("kien-truc.yaml", "khung: 1\n");
    let head = json(&folder, &["main", "thay-doi", "--", "."]);
    assert_eq!(head["head"], "thay-doi");
    tree["head"] = "thay-doi".into();
    assert_eq!(tree, head);
    // The other way round there is nothing between where they parted and main.
    assert_eq!(names(&json(&folder, &["thay-doi", "main"])["objects"]["added"]), [""; 0]);
}

#[test]
fn what_moves_only_in_text_is_no_change() {
    let Some(folder) = repository(&[("kien-truc.yaml", OLD)]) else { return };
    fs::remove_file(folder.at("kien-truc.yaml")).expect("it is there");
    let (head, flows) = OLD.split_once("flows:\n").expect("it has flows");
    let mut lines: Vec<&str> = flows.lines().collect();
    lines.reverse();
    let kept = head.replace("classification: [internal]", "classification: internal");
    folder.write("Sở Thông tin/đã chuyển.yaml", format!("# Một dòng mới.\n{kept}\nflows:\n{}\n", lines.join("\n")));
    let ran = diff(&folder, &["main", "--lang", "en"]);
    assert!(ran.out.contains("The architecture did not change."), "{}", ran.out);
    let page = json(&folder, &["main"]);
    assert!(names(&page["objects"]["changed"]).is_empty() && paths(&page).is_empty());
}

#[test]
fn a_path_is_new_only_if_no_way_was_there() {
    let open = OLD.replace("flows:\n", "flows:\n  - { from: nguoi-dan, to: mot-cua.cong, kind: service, via: [] }\n");
    let Some(folder) = repository(&[("a.yaml", &open)]) else { return };
    // A second, shorter way between the same ends is no news; of a status that ended there is no way.
    let flow = |to: &str, status: &str| {
        open.replace(
            "flows:\n",
            &format!("flows:\n  - {{ from: nguoi-dan, to: {to}, kind: service, status: {status} }}\n"),
        )
    };
    folder.write("a.yaml", flow("mot-cua.nghiep-vu", "operating"));
    assert_eq!(paths(&json(&folder, &["main"])), [""; 0]);
    folder.write("a.yaml", OLD);
    commit(&folder, "closed");
    folder.write(
        "a.yaml",
        flow("mot-cua.tra-cuu", "ended").replace("mot-cua.cong, kind: service", "kho, kind: service"),
    );
    assert_eq!(paths(&json(&folder, &["main"])), [""; 0]);
    folder.write(
        "a.yaml",
        flow("mot-cua.tra-cuu", "operating").replace("mot-cua.cong, kind: service", "kho, kind: service"),
    );
    let page = json(&folder, &["main"]);
    assert_eq!(paths(&page), ["H99/nguoi-dan → H99/mot-cua.csdl"]);
    let hops = page["new_paths"][0]["hops"].as_array().expect("a list");
    let hops: Vec<_> = hops.iter().map(|hop| (hop["edge"].as_str().expect("text"), hop["new"].as_bool())).collect();
    assert_eq!(hops, [("flow", Some(true)), ("exposes", Some(false)), ("flow", Some(false))]);
}

#[test]
fn becoming_reachable_or_a_database_opens_paths_too() {
    let Some(folder) = repository(&[("a.yaml", OLD)]) else { return };
    folder.write("a.yaml", OLD.replace("zone: dmz", "zone: dmz, exposure: internet"));
    assert_eq!(paths(&json(&folder, &["main"])), ["H99/mot-cua.cong → H99/mot-cua.csdl"]);
    let store = OLD.replace("cong: { kind: web, zone: dmz }", "cong: { kind: web, zone: dmz, exposure: internet }");
    folder.write("a.yaml", store.replace("csdl: { kind: database", "csdl: { kind: file-store"));
    commit(&folder, "a store");
    folder.write("a.yaml", store);
    assert_eq!(paths(&json(&folder, &["main"])), ["H99/mot-cua.cong → H99/mot-cua.csdl"]);
}

#[test]
fn a_zone_that_moves_makes_its_flows_cross() {
    let Some(folder) = repository(&[("a.yaml", OLD)]) else { return };
    folder.write("a.yaml", OLD.replace("kind: application, zone: internal-server", "kind: application, zone: dmz"));
    let page = json(&folder, &["main"]);
    let crossings = page["crossings"].as_array().expect("a list");
    assert_eq!(crossings.len(), 1, "{crossings:?}");
    assert_eq!(crossings[0]["flow"], "H99/mot-cua.nghiep-vu → H99/mot-cua.csdl");
    assert_eq!(crossings[0]["zones"], serde_json::json!(["dmz", "database"]));
    assert_eq!(crossings[0]["zones_before"], serde_json::json!(["internal-server", "database"]));
    assert_eq!(names(&page["objects"]["changed"]), ["H99/mot-cua.nghiep-vu"]);
}

#[test]
fn dependents_are_followed_hop_by_hop_and_no_further_than_said() {
    let chain = |extra: &str| {
        let systems: String = (0..8).map(|at| format!("  s{at}: {{ name: S{at}, kind: portal }}\n")).collect();
        let flows: String =
            (1..8).map(|at| format!("  - {{ from: s{at}, to: s{}, kind: service, via: [] }}\n", at - 1)).collect();
        format!("khung: 1\nsystems:\n{systems}{extra}flows:\n{flows}")
    };
    let Some(folder) = repository(&[("a.yaml", &chain(""))]) else { return };
    let text = chain("").replace("name: S0", "name: Tên mới").replace("name: S6", "name: Tên khác");
    folder.write("a.yaml", text);
    let page = json(&folder, &["main"]);
    let rings = |at: usize| page["dependents"][at]["hops"].clone();
    assert_eq!(page["dependents"][0]["name"], "s0");
    assert_eq!(rings(0), serde_json::json!([["s1"], ["s2"], ["s3"], ["s4"]]));
    assert_eq!((&page["dependents"][0]["more"], &page["dependents"][1]["more"]), (&true.into(), &false.into()));
    assert_eq!(rings(1), serde_json::json!([["s7"]]));
    // Of what is gone the base still knows who leaned on it.
    folder.write("a.yaml", "khung: 1\n");
    let page = json(&folder, &["main"]);
    assert_eq!(page["dependents"].as_array().map(Vec::len), Some(7));
    assert_eq!(page["dependents"][0]["removed"], true);
}

#[test]
fn flows_alike_are_matched_in_pairs_and_stops_have_an_order() {
    let flows =
        |flows: &[&str]| format!("{}flows:\n{}", OLD.split_once("flows:\n").expect("flows").0, flows.concat());
    let one = "  - { from: kho, to: dieu-hanh, kind: data-exchange, via: [ldop, bao-cao], note: một }\n";
    let two = "  - { from: kho, to: dieu-hanh, kind: data-exchange, via: [bao-cao, ldop], note: hai }\n";
    let Some(folder) = repository(&[("a.yaml", &flows(&[one, two]))]) else { return };
    folder.write("a.yaml", flows(&[two, one]));
    assert!(diff(&folder, &["main", "--lang", "en"]).out.contains("did not change"));
    folder.write("a.yaml", flows(&[two, &one.replace("ldop, bao-cao", "bao-cao, ldop")]));
    let page = json(&folder, &["main"]);
    let fields = &page["flows"]["changed"][0]["fields"];
    assert_eq!((&fields[0]["field"], fields.as_array().map(Vec::len)), (&"via".into(), Some(1)));
    folder.write("a.yaml", flows(&[two]));
    assert_eq!(names(&json(&folder, &["main"])["flows"]["removed"]).len(), 1);
}

#[test]
fn names_from_strangers_break_no_form_and_secrets_are_not_repeated() {
    let Some(folder) = repository(&[("a.yaml", "khung: 1\n")]) else { return };
    let hostile = "x\\u202e\\\"]:::a; click n1 \\\"`</script>|%%\\n```\\n# y";
    let id = "a|b<i>\\\"]:::xau; `%%";
    let secret = "postgres://app:Tr0ng5uot9@10.0.0.1/kho";
    let text = format!(
        "khung: 1\nsystems:\n  \"{id}\": {{ name: \"{hostile}\", kind: portal, note: \"{secret}\" }}\n  b: {{ kind: portal }}\n\
         flows: [{{ from: \"{id}\", to: b, kind: service, note: \"{secret}\" }}]\n"
    );
    folder.write("a.yaml", &text);
    commit(&folder, "a stranger's");
    folder.write("a.yaml", text.replace("Tr0ng5uot9", "Kh4cHan8xyz").replace("kind: portal,", "kind: dashboard,"));
    for base in ["main~1", "main"] {
        for lang in ["vi", "en"] {
            for format in ["text", "markdown", "json"] {
                let out = diff(&folder, &[base, "--format", format, "--lang", lang, "-v"]).out;
                assert!(!out.contains('\u{202e}'), "{out}");
                assert!(!out.contains("Tr0ng5uot9") && !out.contains("Kh4cHan8xyz"), "{out}");
                if format == "markdown" {
                    let fences = out.lines().filter(|line| line.trim_start().starts_with("```")).count();
                    assert_eq!(fences, 2, "{out}");
                    let drawing = out.split_once("```mermaid").expect("a drawing").1;
                    let quotes = |line: &str| line.matches('"').count();
                    assert!(drawing.lines().all(|line| matches!(quotes(line), 0 | 2)), "{out}");
                    assert!(!out.contains("</script>") && !drawing.contains("b<i>"), "{out}");
                }
            }
        }
    }
    assert!(diff(&folder, &["main", "--lang", "en"]).out.contains("note: *** → ***"));
}

#[test]
fn faults_and_refusals_are_told() {
    let Some(folder) = repository(&[("a.yaml", OLD)]) else { return };
    folder.write("a.yaml", OLD.replace("name: Báo cáo", "name: [Báo cáo]"));
    let ran = diff(&folder, &["main", "--lang", "en"]);
    assert!(ran.out.contains("have faults (0 at the base, 1 at the head)"), "{}", ran.out);
    let refused = |arguments: &[&str]| run(&folder, folder.path(), &[&["diff"], arguments].concat());
    refused(&["khong-co"]).is_refused(&["`khong-co` names no commit here"]);
    refused(&["main", "khong-co"]).is_refused(&["`khong-co` names no commit here"]);
    refused(&["main", "--", "-"]).is_refused(&["standard input has no past"]);
    refused(&["main", "--", "khong-co.yaml"]).is_refused(&["no such file"]);
}
