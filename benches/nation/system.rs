//! One system as its agency describes it: identity, responsibility, parts, interfaces. Without fault.

use super::language::{Component, Criteria, File, Hosting, Interface, Map, Mapping, Reuse, Subjects, System};
use super::outline::{Role, Stage};
use super::random::Random;
use super::security::{database_zone, hosting, recovery, rented, security, server_zone};
use super::traits::{Section, Thinking, Traits};
use super::words::EXCHANGED;
use super::{Nation, ai, flows, services, stores};

/// The whole file of a system without fault.
pub fn file(nation: &Nation, index: usize, traits: &Traits) -> File {
    let outline = nation.plan.systems[index];
    let random = &mut Random::of(nation.seed, index, 4);
    let id = nation.plan.id(index);
    let shared = random.pick(&EXCHANGED);
    let system = Map::one(id, system(nation, index, traits, shared, random));
    let (systems, platforms) = match traits.section {
        Section::Systems => (Some(system), None),
        Section::Platforms => (None, Some(system)),
    };
    let mut file = File {
        khung: Some(1),
        agency: Some(nation.plan.agencies[outline.agency].code.clone()),
        systems,
        platforms,
        flows: Some(flows::of(nation, index, traits, random)),
        ..File::default()
    };
    if outline.role == Role::Procedures {
        services::add(&mut file, nation, index);
    }
    if let Some(store) = traits.store {
        stores::add(&mut file, nation, index, traits, store);
    }
    if let Some(thinking) = traits.ai {
        ai::add(&mut file, nation, index, traits, thinking);
    }
    file
}

fn system(nation: &Nation, index: usize, traits: &Traits, data: &str, random: &mut Random) -> System {
    let outline = nation.plan.systems[index];
    let agency = &nation.plan.agencies[outline.agency];
    let number = index - agency.systems.start + 1;
    let building = traits.stage == Stage::Building;
    let public = traits.public;
    let full = !traits.terse;
    let shared = traits.owner.is_none();
    let impersonal = traits.impersonal();
    let counted = public || impersonal || (shared && matches!(outline.role, Role::Sector { .. }));
    let basic = match traits.level {
        _ if impersonal => 0,
        1 | 2 => 20_000,
        _ => 120_000 + random.below(500_000) as u32,
    };
    let mut system = System {
        name: Some(traits.name.clone()),
        code: Some(format!("KT-{number:04}")),
        owner: traits.owner.clone(),
        kind: Some(traits.kind.clone()),
        layer: Some(traits.place.0),
        layer_component: Some(traits.place.1),
        state: Some(if building { "target" } else { "both" }),
        scope: Some(traits.scope.clone()),
        sharing: Some(traits.sharing),
        operator: full.then(|| vec![operator(nation, outline.agency, outline.role)]),
        technical_contact: shared.then_some("Bộ phận trực vận hành"),
        lifecycle: Some(match traits.stage {
            Stage::Building => "building",
            Stage::Operating => "operating",
            Stage::Replacing => "replacing",
            Stage::Retired => "retired",
        }),
        capabilities: Some(vec![traits.capability.clone()]),
        sectors: traits.sector,
        serves_public: Some(public),
        accepts_applications: public.then_some(false),
        login: Some(if public { vec!["national-identity"] } else { vec!["staff-sso"] }),
        languages: public.then(|| vec!["vi", "en"]),
        forms: public.then(|| vec!["web", "mobile"]),
        accessibility: public.then_some("WCAG 2.0 mức AA"),
        data_subjects: counted.then_some(Subjects { basic: Some(basic), sensitive: Some(0) }),
        level_criteria: full.then(|| criteria(traits, agency.province)),
        networks: (traits.level >= 4).then(|| vec!["dedicated", "internet"]),
        procedures: (full && agency.province).then(Vec::new),
        security: Some(security(traits.level, number, random)),
        hosting: (outline.role != Role::DataCentre).then(|| host(nation, outline.agency, traits)),
        recovery: Some(recovery(traits.level, random)),
        components: Some(components(outline.role, traits, data)),
        interfaces: Some(Map::one("tra-cuu", interface(data, number))),
        ..System::default()
    };
    staged(&mut system, nation, index, traits, random);
    by_role(&mut system, nation, index);
    system
}

fn operator(nation: &Nation, agency: usize, role: Role) -> String {
    match role {
        Role::Unit { .. } => "Tổ công nghệ thông tin".to_owned(),
        Role::Commune { .. } => "Bộ phận văn hóa - xã hội".to_owned(),
        _ => nation.unit_name(agency, 1),
    }
}

/// What decides the level besides people's data.
fn criteria(traits: &Traits, province: bool) -> Criteria {
    let reach = if province { "province" } else { "ministry" };
    Criteria {
        infrastructure_for: Some(if traits.level >= 3 { reach } else { "organisation" }),
        national_e_government: (traits.level >= 4).then_some(true),
        continuous: Some(traits.level >= 4),
        especially_important_data: Some(traits.level >= 5),
        conditional_service: (traits.level <= 2).then_some(false),
    }
}

fn host(nation: &Nation, agency: usize, traits: &Traits) -> Hosting {
    if traits.on_cloud() {
        rented("dien-toan-dam-may-ndc".to_owned(), traits.level)
    } else if traits.rented {
        rented(nation.central_data_centre(agency), traits.level)
    } else {
        hosting()
    }
}

/// What follows from where it stands in its life.
fn staged(system: &mut System, nation: &Nation, index: usize, traits: &Traits, random: &mut Random) {
    match traits.stage {
        Stage::Building => {
            system.plan = Some("add-new");
            system.reuse_analysis = Some(Reuse {
                considered: Some(vec!["lgsp", "ldop"]),
                reason: Some("Các thành phần dùng chung không có nghiệp vụ chuyên ngành này."),
                date: Some(random.day(2026, 3..6)),
            });
            if random.one_in(3) {
                system.sandbox = Some(true);
                system.agency_platform = Some("lgsp");
            }
        }
        Stage::Replacing => {
            let agency = nation.plan.systems[index].agency;
            let successor = nation.plan.neighbour(nation.seed, agency, index, random);
            system.plan = Some("replace-retire");
            system.successor = Some(nation.plan.id(successor));
        }
        Stage::Operating | Stage::Retired => {}
    }
    if traits.kind == "ai-platform" {
        system.reuse_analysis = Some(Reuse {
            considered: Some(vec!["nen-tang-ai-dung-chung", "tinh-toan-hieu-nang-cao-ndc"]),
            reason: Some("Mô hình chuyên ngành chạy trên dữ liệu không được đưa ra khỏi cơ quan."),
            date: Some(random.day(2026, 3..6)),
        });
    }
}

/// What follows from what it is to its agency.
fn by_role(system: &mut System, nation: &Nation, index: usize) {
    let outline = nation.plan.systems[index];
    let code = &nation.plan.agencies[outline.agency].code;
    let platform = matches!(outline.role, Role::Orchestration | Role::Integration);
    if platform {
        system.co_owners = Some(Vec::new());
    }
    if platform || outline.role == Role::Procedures {
        let number = index - nation.plan.agencies[outline.agency].systems.start;
        system.basis = Some(vec!["1425/QĐ-TTg", "331/2026/NĐ-CP"]);
        system.source_code = Some(format!("{code}.HT{number:03}"));
    }
    match outline.role {
        Role::Procedures => system.shared_component_reuse = Some("thanh-phan-dung-chung-tthc"),
        Role::DataCentre => {
            system.hosting = Some(Hosting { rented: Some(false), ..Hosting::default() });
            if outline.agency % 4 == 1 {
                system.plan = Some("add-new");
                system.necessity = Some("Cơ sở dự phòng cho các hệ thống cấp độ 4, 5 không đặt được trên đám mây.");
                system.reuse_analysis = Some(Reuse {
                    considered: Some(vec!["dien-toan-dam-may-ndc"]),
                    reason: Some("Thiết bị chuyên dụng không chạy được trên đám mây."),
                    date: Some("2026-08-11".to_owned()),
                });
            }
        }
        Role::Commune { .. } => {
            system.model_code = Some(if system.layer == Some("channel") { "KTT1" } else { "ƯDKTS1" });
        }
        Role::Sector { task, .. } if task % 8 == 5 => {
            let lead = nation.unit_name(outline.agency, 1);
            system.operator = Some(vec![lead.clone(), nation.unit_name(outline.agency, 9)]);
            system.lead_operator = Some(lead);
        }
        Role::Sector { task: 2, .. } => system.login = Some(vec!["national-identity", "own-account"]),
        _ => {}
    }
}

fn components(role: Role, traits: &Traits, data: &str) -> Map<Component> {
    let part = |kind, zone, exposure| Component {
        kind: Some(kind),
        zone: Some(zone),
        exposure: Some(exposure),
        holds: Some(Vec::new()),
        ..Component::default()
    };
    let servers = server_zone(traits.level);
    let outside = if traits.public { "internet" } else { "agency" };
    let mut components = Map::one("cong", part("web", "dmz", outside));
    components.push("nghiep-vu", part("application", servers, "none"));
    let store = part("database", database_zone(traits.level), "none");
    components.push("csdl", Component { holds: Some(vec![data.to_owned()]), ..store });
    if role == Role::Orchestration {
        components.push("agent-node", part("agent-node", "perimeter", "dedicated"));
    }
    if traits.level >= 4 {
        components.push("jump-host", part("jump-host", "management", "agency"));
        components.push("cong-an-toan", part("security-gateway", "perimeter", "agency"));
    }
    if role == Role::DataCentre {
        components.push("van-hanh", part("application", "operation", "none"));
    }
    if traits.ai == Some(Thinking::Decision) {
        components.push("phe-duyet", part("approval", servers, "none"));
    }
    components
}

/// An interface that other agencies may call.
pub fn interface(data: &str, number: usize) -> Interface {
    Interface {
        on: Some("nghiep-vu"),
        protocol: Some("https"),
        style: Some("rest"),
        format: Some(if number.is_multiple_of(8) { vec!["proprietary", "json"] } else { vec!["json"] }),
        version: Some(format!("{}.{}", 1 + number % 3, number % 10)),
        lifecycle: Some("published"),
        auth: Some("oauth2"),
        authorisation: Some("scope"),
        access_log: Some(true),
        registration: Some(format!("API-{number:04}")),
        exposure: Some("dedicated"),
        shares: Some(vec![data.to_owned()]),
        dictionary_mapping: number
            .is_multiple_of(4)
            .then(|| vec![Mapping { data: Some(data.to_owned()), entry: Some(format!("Mục {data}")) }]),
        ..Interface::default()
    }
}
