//! The Viet Nam catalogue, read back as plain YAML: is it whole, consistent in itself, and equal to the tables it
//! was made from?
//!
//! It never uses khung's own reader, so that a fault in the reader cannot hide one in the catalogue. The tables
//! stand beside a working copy only; where they are missing the comparisons are skipped with a line saying so.

mod framework;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;
use unicode_normalization::is_nfc;

/// One object of the catalogue.
struct Object {
    file: String,
    section: String,
    id: String,
    fields: Value,
}

impl Object {
    fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or("")
    }

    /// A field that may hold one text or a list of them.
    fn texts(&self, key: &str) -> Vec<&str> {
        match self.fields.get(key) {
            Some(Value::Sequence(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        }
    }
}

fn pack_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/vn")
}

/// The texts of the catalogue by file name.
fn files() -> BTreeMap<String, String> {
    let folder = pack_folder().join("catalogue");
    let entries = fs::read_dir(&folder).expect("the catalogue folder exists");
    entries
        .map(|entry| {
            let path = entry.expect("a readable folder entry").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a catalogue file is readable UTF-8"))
        })
        .collect()
}

fn objects() -> Vec<Object> {
    let mut found = Vec::new();
    for (file, text) in files() {
        let tree: Value = serde_yaml::from_str(&text).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        for (section, value) in tree.as_mapping().expect("a description is a map") {
            let Some(entries) = value.as_mapping() else { continue };
            for (id, fields) in entries {
                found.push(Object {
                    file: file.clone(),
                    section: section.as_str().expect("a section has a name").to_owned(),
                    id: id.as_str().expect("an id is text").to_owned(),
                    fields: fields.clone(),
                });
            }
        }
    }
    found
}

fn section<'a>(objects: &'a [Object], name: &str) -> Vec<&'a Object> {
    objects.iter().filter(|object| object.section == name).collect()
}

fn ids(objects: &[&Object]) -> BTreeSet<String> {
    objects.iter().map(|object| object.id.clone()).collect()
}

fn coded_platforms(objects: &[Object]) -> BTreeMap<String, &Object> {
    let platforms = section(objects, "platforms");
    let coded: Vec<_> = platforms.into_iter().filter(|platform| !platform.text("code").is_empty()).collect();
    let by_code: BTreeMap<_, _> =
        coded.iter().map(|platform| (platform.text("code").to_owned(), *platform)).collect();
    assert_eq!(by_code.len(), coded.len(), "two platforms with one code");
    by_code
}

/// The platforms of section II.3 that have no code.
fn other_platforms(objects: &[Object]) -> Vec<&Object> {
    section(objects, "platforms").into_iter().filter(|platform| platform.text("code").is_empty()).collect()
}

#[test]
fn files_are_common_descriptions_in_plain_form() {
    for (name, text) in files() {
        let first = text.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(first, Some("khung: 1"), "{name}: the version comes first");
        assert!(!text.lines().any(|line| line.starts_with("agency:")), "{name}: catalogue objects are common");
        assert!(is_nfc(&text), "{name}: not NFC");
        for (number, line) in text.lines().enumerate() {
            let place = format!("{name}:{}", number + 1);
            assert!(line.chars().count() <= 110, "{place}: longer than 110 columns");
            assert!(
                !line.contains(['\t', '\r', '\u{a0}', '\u{2011}', '\u{feff}']),
                "{place}: odd white space or hyphen"
            );
            assert_eq!(line.trim_end(), line, "{place}: trailing space");
        }
    }
}

#[test]
fn ids_are_unique_and_plain() {
    let mut seen = BTreeMap::new();
    for object in objects() {
        let plain = object.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(plain, "{}: {} is not a plain id", object.file, object.id);
        if let Some(before) = seen.insert(object.id.clone(), object.file.clone()) {
            panic!("{} stands in {before} and in {}", object.id, object.file);
        }
    }
}

#[test]
fn the_seventy_nine_platforms_are_there() {
    let objects = objects();
    let platforms = coded_platforms(&objects);
    let expected: BTreeSet<String> =
        (1..=17).map(|n| format!("A-{n:02}")).chain((1..=62).map(|n| format!("B-{n:02}"))).collect();
    assert_eq!(platforms.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (code, platform) in &platforms {
        let group = code[..1].to_ascii_lowercase();
        assert_eq!(platform.text("sharing"), format!("national-{group}"), "{code}");
        assert_eq!(platform.file, format!("platforms-{group}.yaml"), "{code}");
    }
    for platform in other_platforms(&objects) {
        assert_eq!(platform.text("sharing"), "national-other", "{}", platform.id);
        assert_eq!(platform.file, "platforms-other.yaml", "{}", platform.id);
    }
}

#[test]
fn each_platform_has_a_capability_of_its_own() {
    let objects = objects();
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for platform in section(&objects, "platforms") {
        let capabilities = platform.texts("capabilities");
        if platform.id == "bo-chi-so-kpi" {
            assert!(capabilities.is_empty(), "a set of indicators does nothing");
            continue;
        }
        assert_eq!(capabilities.len(), 1, "{}", platform.id);
        let code = platform.text("code");
        users.entry(capabilities[0]).or_default().push(if code.is_empty() { &platform.id } else { code });
    }
    let shared: Vec<_> = users.iter().filter(|(_, platforms)| platforms.len() > 1).collect();
    let ministries: Vec<String> = (2..=17).map(|n| format!("B-{n:02}")).collect();
    assert_eq!(shared.len(), 1);
    assert_eq!(*shared[0].0, "ministry-procedure-processing");
    assert_eq!(*shared[0].1, ministries);
}

#[test]
fn capabilities_are_used_or_local() {
    let objects = objects();
    let platforms = section(&objects, "platforms");
    let used: BTreeSet<&str> = platforms.iter().flat_map(|platform| platform.texts("capabilities")).collect();
    let capabilities = section(&objects, "capabilities");
    for capability in &capabilities {
        let local = capability.file == "capabilities-local.yaml";
        assert_ne!(used.contains(capability.id.as_str()), local, "{} in {}", capability.id, capability.file);
    }
    for capability in used {
        assert!(ids(&capabilities).contains(capability), "{capability} is not declared");
    }
}

#[test]
fn references_lead_somewhere() {
    let objects = objects();
    let agencies = ids(&section(&objects, "agencies"));
    let platforms = ids(&section(&objects, "platforms"));
    for object in &objects {
        for (key, targets) in [("owner", &agencies), ("parent", &agencies), ("platform", &platforms)] {
            let target = object.text(key);
            assert!(target.is_empty() || targets.contains(target), "{}: {key} {target} is unknown", object.id);
        }
    }
}

#[test]
fn every_entry_says_how_sure_it_is() {
    let standings = ["read", "paraphrase", "reported", "draft", "unverified"];
    for object in objects() {
        let id = &object.id;
        for key in ["name", "name-en"] {
            assert!(!object.text(key).is_empty(), "{id} has no {key}");
        }
        match object.section.as_str() {
            "agencies" => assert!(standings.contains(&object.text("standing")), "{id}: standing"),
            "platforms" | "databases" => {
                assert!(standings.contains(&object.text("standing")), "{id}: standing");
                let evidence = object.texts("evidence");
                assert!(!evidence.is_empty(), "{id} has no evidence");
                let lifecycle = object.text("lifecycle");
                assert!(lifecycle.is_empty() || evidence.len() > 1, "{id}: nothing supports {lifecycle}");
            }
            _ => {}
        }
    }
}

/// The decision names the class of key databases (trọng yếu), but no source names its members.
#[test]
fn no_database_is_called_key() {
    let objects = objects();
    for database in section(&objects, "databases") {
        assert!(database.fields.get("key").is_none(), "{}", database.id);
        let owned = !database.text("owner").is_empty();
        assert_eq!(owned, !database.text("owner-standing").is_empty(), "{}: owner and its standing", database.id);
        assert!(!database.text("name-standing").is_empty(), "{}: name-standing", database.id);
    }
}

#[test]
fn successors_of_repealed_documents_are_documents() {
    let text = fs::read_to_string(pack_folder().join("pack.yaml")).expect("the pack has a head");
    assert!(is_nfc(&text));
    let pack: Value = serde_yaml::from_str(&text).expect("the head is YAML");
    let documents = pack["documents"].as_mapping().expect("the head has documents");
    for (key, document) in documents {
        let status = document["status"].as_str().expect("a document has a status");
        assert!(["in-force", "repealed", "draft", "unclear"].contains(&status), "{key:?}");
        if let Some(successor) = document.get("replaced-by") {
            assert_eq!(status, "repealed", "{key:?}");
            assert_eq!(documents[successor]["status"].as_str(), Some("in-force"), "{key:?}");
        }
    }
}

// ── Against the tables ──────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_reader_of_tables_knows_quotes() {
    let rows = framework::records("a,\"b, \"\"c\"\"\"\r\n\"d\ne\",");
    assert_eq!(rows, [["a", "b, \"c\""], ["d\ne", ""]]);
}

/// The key of a layer or of a component in a layer, by the words of the tables.
fn place(printed: &str) -> &'static str {
    match printed {
        "1" => "infrastructure",
        "2" | "Dữ liệu" => "data",
        "3" => "application",
        "4" => "channel",
        "Hạ tầng số" => "digital-infrastructure",
        "An ninh mạng" => "cyber-security",
        "Nền tảng lõi" => "core-platform",
        "Ứng dụng và nghiệp vụ dùng chung" => "shared-application",
        "Kênh tương tác" => "interaction-channel",
        "Đo lường hiệu quả" => "performance-measurement",
        other => panic!("{other} is no layer and no component"),
    }
}

#[test]
fn platforms_and_owners_are_as_in_the_table() {
    let Some(rows) = framework::table("platforms.csv") else { return };
    let objects = objects();
    let platforms = coded_platforms(&objects);
    let agencies: BTreeMap<_, _> =
        section(&objects, "agencies").into_iter().map(|agency| (agency.id.as_str(), agency)).collect();
    assert_eq!(rows.len(), platforms.len());
    for row in rows {
        let platform = platforms[&row["code"]];
        assert_eq!(platform.id, row["id"]);
        assert_eq!(platform.text("name"), row["name_vi"]);
        assert_eq!(platform.text("name-en"), row["name_en"]);
        assert_eq!(platform.text("owner"), row["owner_id"]);
        assert_eq!(platform.text("standing"), row["standing"]);
        assert_eq!(platform.text("layer"), place(&row["layer"]), "{}", row["code"]);
        assert_eq!(platform.text("layer-component"), place(&row["component"]), "{}", row["code"]);
        let page = format!("trang {}", row["page"]);
        assert!(platform.texts("evidence")[0].ends_with(&page), "{}: {page}", row["code"]);
        let owner = agencies[row["owner_id"].as_str()];
        assert_eq!(owner.text("name"), row["owner_vi"]);
        assert_eq!(owner.text("name-en"), row["owner_en"]);
        assert_eq!(owner.text("abbreviation"), row["owner_abbr"]);
    }
}

#[test]
fn databases_are_as_in_the_table() {
    let Some(rows) = framework::table("databases.csv") else { return };
    let objects = objects();
    let databases: BTreeMap<_, _> =
        section(&objects, "databases").into_iter().map(|database| (database.id.clone(), database)).collect();
    let platforms = coded_platforms(&objects);
    let agencies = section(&objects, "agencies");
    // The shared data dictionary is in both tables; it is one object, the platform.
    let national = |row: &BTreeMap<String, String>| {
        row["scope"] == "national" && row["placeholder"] == "no" && row["platform_code"] != "A-05"
    };
    let rows: Vec<_> = rows.into_iter().filter(national).collect();
    assert_eq!(
        rows.iter().map(|row| row["id"].clone()).collect::<BTreeSet<_>>(),
        databases.keys().cloned().collect()
    );
    for row in rows {
        let database = databases[&row["id"]];
        let id = &database.id;
        // Printed inside a platform's name, one begins in lower case.
        assert_eq!(database.text("name").to_lowercase(), row["name_vi"].to_lowercase(), "{id}");
        assert_eq!(database.text("name-en"), row["name_en"], "{id}");
        for (key, column) in [("kind", "kind"), ("standing", "standing"), ("name-standing", "name_standing")] {
            assert_eq!(database.text(key), row[column], "{id}: {key}");
        }
        assert_eq!(database.text("owner-standing"), row["owner_standing"], "{id}");
        let owner = agencies.iter().find(|agency| agency.id == database.text("owner"));
        assert_eq!(owner.map_or("", |agency| agency.text("name")), row["owner_vi"], "{id}");
        let platform = platforms.get(&row["platform_code"]).map_or("", |platform| platform.id.as_str());
        assert_eq!(database.text("platform"), platform, "{id}");
    }
}

#[test]
fn components_without_a_code_are_as_in_the_table() {
    let Some(rows) = framework::table("components.csv") else { return };
    let objects = objects();
    let uncoded: Vec<_> = rows
        .into_iter()
        .filter(|row| row["model"] == "national" && row["platform_code"].is_empty() && row["catch_all"] == "no")
        .collect();
    assert_eq!(uncoded.len(), 23);
    let (data, systems): (Vec<_>, Vec<_>) = uncoded.into_iter().partition(|row| row["component"] == "Dữ liệu");

    let platforms: BTreeMap<_, _> =
        other_platforms(&objects).into_iter().map(|platform| (platform.text("name").to_owned(), platform)).collect();
    assert_eq!(systems.len(), platforms.len());
    let agencies = section(&objects, "agencies");
    for row in systems {
        let platform = platforms.get(&row["name_vi"]).unwrap_or_else(|| panic!("{} is missing", row["name_vi"]));
        assert_eq!(platform.text("layer"), place(&row["layer"]), "{}", platform.id);
        assert_eq!(platform.text("layer-component"), place(&row["component"]), "{}", platform.id);
        let owner = agencies.iter().find(|agency| agency.id == platform.text("owner"));
        assert_eq!(owner.map_or("", |agency| agency.text("name")), row["owner_vi"], "{}", platform.id);
    }

    let names: BTreeSet<_> = section(&objects, "databases").iter().map(|database| database.text("name")).collect();
    let missing: Vec<_> = data.iter().filter(|row| !names.contains(row["name_vi"].as_str())).collect();
    assert_eq!(missing.len(), 1, "only the class of databases is no object");
    assert_eq!(missing[0]["name_vi"], "Các CSDL quốc gia, trọng yếu, chuyên ngành dùng chung");
}
