//! What the files of systems refer to: agencies, capabilities, data, units, reference records.

use super::Nation;
use super::language::{Actor, Agency, Capability, Data, File, Framework, Map, Reference};
use super::plans;
use super::words::{DATA, NATIONAL, REFERENCED, SECTORS, TASKS, UNCONNECTED};

fn file() -> File {
    File { khung: Some(1), ..File::default() }
}

/// The agencies with a scope of their own, and who serves them from outside.
pub fn agencies(nation: &Nation) -> File {
    let mut agencies = Map(Vec::new());
    for (number, agency) in nation.plan.agencies.iter().enumerate() {
        let name = nation.agency_name(number);
        let described = Agency {
            name: Some(if agency.province { format!("Ủy ban nhân dân {name}") } else { name }),
            code: Some(agency.code.clone()),
            level: Some(if agency.province { "province" } else { "central" }),
            framework: Some(Framework {
                decision: Some(format!("{}/QĐ-KTS", 10 + number)),
                date: Some("2026-11-02".to_owned()),
                conforms_to: Some("1.0"),
                reviewed: Some("2026-10-30".to_owned()),
                basis: Some(vec!["1425/QĐ-TTg"]),
            }),
            ..Agency::default()
        };
        agencies.push(agency.code.clone(), described);
    }
    let actor = |name, kind| Actor { name: Some(name), kind: Some(kind), network: Some("internet") };
    let mut actors = Map::one("nha-thau-van-hanh", actor("Nhà thầu vận hành, bảo trì", "contractor"));
    actors.push("doi-tac-nuoc-ngoai", actor("Tổ chức hợp tác ở nước ngoài", "foreign"));
    File { agencies: Some(agencies), actors: Some(actors), ..file() }
}

/// What agencies do in each sector; the catalogue has the rest.
pub fn capabilities() -> File {
    let named = |name: &str| Capability { name: Some(name.to_owned()) };
    let mut all = Map::one("nl-ldop", named("Điều phối dữ liệu trong cơ quan"));
    all.push("nl-tthc-trung-uong", named("Giải quyết thủ tục hành chính của cơ quan trung ương"));
    for (sector, _, sector_name) in SECTORS {
        for (task, task_name) in TASKS {
            all.push(format!("nl-{sector}-{task}"), named(&format!("Năng lực {task_name} lĩnh vực {sector_name}")));
        }
    }
    File { capabilities: Some(all), ..file() }
}

/// The data that are exchanged, each with its entry in the shared dictionary.
pub fn data() -> File {
    let mut all = Map(Vec::new());
    for (id, name, class) in DATA {
        let mut mastered = NATIONAL.into_iter().chain([UNCONNECTED]);
        let master = mastered.find(|(_, known)| *known == id).map(|(database, _)| database);
        let data = Data {
            name: Some(name.to_owned()),
            classification: Some(class),
            data_layer: Some(match id {
                "dl-danh-muc" => "catalogue",
                _ if master.is_some() => "master",
                _ => "transaction",
            }),
            master: master.map(str::to_owned),
            dictionary_entry: Some(name.to_owned()),
            owner: Some("X01".to_owned()),
        };
        all.push(id, data);
    }
    File { data: Some(all), ..file() }
}

/// An agency's units and communes, and its records of national components that it uses.
pub fn units(nation: &Nation, agency: usize) -> File {
    let described = &nation.plan.agencies[agency];
    let below = |code: &str, name: String, level: &'static str| Agency {
        name: Some(name),
        code: Some(code.to_owned()),
        level: Some(level),
        parent: Some(described.code.clone()),
        ..Agency::default()
    };
    let mut agencies = Map(Vec::new());
    for unit in 0..described.units {
        let code = format!("{}.{:03}", described.code, unit + 1);
        let mut below = below(&code, nation.unit_name(agency, unit), "unit");
        // Units that were merged in 2025 keep the codes that were closed then.
        below.former_codes = (unit % 7 == 2).then(|| vec![format!("{code}.C1"), format!("{code}.C2")]);
        agencies.push(code, below);
    }
    for commune in 0..described.communes {
        let code = format!("{}.X{:03}", described.code, commune + 1);
        let name = format!("Ủy ban nhân dân {}", nation.commune_name(agency, commune));
        let commune = below(&code, name, "commune");
        agencies.push(code, commune);
    }
    let mut references = Map(Vec::new());
    for (object, owner, layer) in REFERENCED {
        let reference = Reference {
            name: Some(format!("Bản ghi tham chiếu {object}")),
            object: Some(object),
            owner: Some(owner.to_owned()),
            layer: Some(layer),
            usage: Some("in-use"),
            evidence: Some(format!("Biên bản kết nối {}/BB-CĐS", 1 + agency)),
        };
        references.push(format!("qg-{object}"), reference);
    }
    File {
        agency: Some(described.code.clone()),
        agencies: Some(agencies),
        references: Some(references),
        gaps: Some(plans::gaps()),
        tasks: Some(plans::tasks(nation, agency)),
        indicators: Some(plans::indicators()),
        ..file()
    }
}
