//! One system as its agency describes it: identity, responsibility, parts, interfaces, flows. Without fault.

use super::Nation;
use super::flows;
use super::language::{Component, File, Interface, Map, Mapping, Reuse, Subjects, System};
use super::outline::Role;
use super::random::Random;
use super::security::{database_zone, hosting, recovery, security, server_zone};
use super::traits::{Section, Traits};
use super::words::EXCHANGED;

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
    File {
        khung: Some(1),
        agency: Some(nation.plan.agencies[outline.agency].code.clone()),
        systems,
        platforms,
        flows: Some(flows::of(nation, index, traits, random)),
        ..File::default()
    }
}

fn system(nation: &Nation, index: usize, traits: &Traits, data: &str, random: &mut Random) -> System {
    let outline = nation.plan.systems[index];
    let number = index - nation.plan.agencies[outline.agency].systems.start + 1;
    let building = traits.lifecycle == "building";
    let public = traits.public;
    let shared = traits.owner.is_none();
    System {
        name: Some(traits.name.clone()),
        code: Some(format!("KT-{number:04}")),
        owner: traits.owner.clone(),
        kind: Some(traits.kind.clone()),
        layer: Some(traits.place.0),
        layer_component: Some(traits.place.1),
        state: Some(if building { "target" } else { "both" }),
        scope: Some(traits.scope.clone()),
        sharing: Some(traits.sharing),
        operator: shared.then(|| nation.unit_name(outline.agency, 1)),
        technical_contact: shared.then_some("Bộ phận trực vận hành"),
        lifecycle: Some(traits.lifecycle),
        plan: building.then_some("add-new"),
        capabilities: Some(vec![traits.capability.clone()]),
        sectors: traits.sector,
        serves_public: Some(public),
        accepts_applications: public.then_some(false),
        login: Some(if public { vec!["national-identity"] } else { vec!["staff-sso"] }),
        languages: public.then(|| vec!["vi", "en"]),
        forms: public.then(|| vec!["web", "mobile"]),
        accessibility: public.then_some("WCAG 2.0 mức AA"),
        data_subjects: public.then(|| Subjects {
            basic: Some(if traits.level >= 3 { 120_000 + random.below(500_000) as u32 } else { 20_000 }),
            sensitive: Some(0),
        }),
        reuse_analysis: building.then(|| Reuse {
            considered: Some(vec!["lgsp", "ldop"]),
            reason: Some("Các thành phần dùng chung không có nghiệp vụ chuyên ngành này."),
            date: Some(random.day(2026, 3..6)),
        }),
        security: Some(security(traits.level, number, random)),
        hosting: (outline.role != Role::DataCentre).then(hosting),
        recovery: Some(recovery(traits.level, random)),
        components: Some(components(outline.role, traits, data)),
        interfaces: Some(Map::one("tra-cuu", interface(data, number))),
        ..System::default()
    }
}

fn components(role: Role, traits: &Traits, data: &str) -> Map<Component> {
    let part = |kind, zone, exposure| Component {
        kind: Some(kind),
        zone: Some(zone),
        exposure: Some(exposure),
        ..Component::default()
    };
    let outside = if traits.public { "internet" } else { "agency" };
    let mut components = Map::one("cong", part("web", "dmz", outside));
    components.push("nghiep-vu", part("application", server_zone(traits.level), "none"));
    let store = part("database", database_zone(traits.level), "none");
    components.push("csdl", Component { holds: Some(vec![data.to_owned()]), ..store });
    if role == Role::Orchestration {
        components.push("agent-node", part("agent-node", "perimeter", "dedicated"));
    }
    if traits.level >= 4 {
        components.push("jump-host", part("jump-host", "management", "agency"));
    }
    components
}

/// An interface that other agencies may call.
pub fn interface(data: &str, number: usize) -> Interface {
    Interface {
        on: Some("nghiep-vu"),
        protocol: Some("https"),
        style: Some("rest"),
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
