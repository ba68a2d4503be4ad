//! Faults: for each rule of the Viet Nam pack, how to give a sound system exactly the fault that the rule looks for.
//!
//! A planter first shapes the system (its level, kind, scope …), the system is described without fault, and then the
//! planter breaks one thing. What it breaks must concern that one rule alone: the tests count the findings of every
//! rule. A new rule gets a row in [`PLANTERS`], or, where a fault cannot be planted, one in [`UNPLANTED`] with the
//! reason; a rule in neither table fails the tests.

use serde_yaml::Value;

use super::Nation;
use super::flows::{administration, flow, over_ndop};
use super::language::{Data, File, Flow, Map};
use super::random::Random;
use super::security;
use super::system::interface;
use super::traits::Traits;

/// How one rule's fault is planted.
pub struct Planter {
    /// The rule's id.
    pub rule: &'static str,
    /// Whether only a province's system can have the fault.
    pub province: bool,
    /// Makes the system one that can have the fault.
    pub shape: fn(&mut Traits, &Site<'_>),
    /// Breaks the description.
    pub plant: fn(&mut File, &Traits, &Site<'_>),
}

/// Rules without a planter, and why.
pub const UNPLANTED: &[(&str, &str)] = &[];

/// Where a fault is planted.
pub struct Site<'n> {
    /// The nation.
    pub nation: &'n Nation,
    /// The system, as an index.
    pub index: usize,
    /// How many faults of this rule were planted before.
    pub number: usize,
    /// The system's id.
    pub id: String,
}

impl Site<'_> {
    fn agency(&self) -> usize {
        self.nation.plan.systems[self.index].agency
    }

    fn random(&self) -> Random {
        Random::of(self.nation.seed, self.index, 5)
    }

    /// A sound system of the same agency.
    fn near(&self) -> String {
        let plan = &self.nation.plan;
        plan.id(plan.neighbour(self.nation.seed, self.agency(), self.index, &mut self.random()))
    }

    /// A sound system of another agency: its agency and its id.
    fn far(&self) -> (String, String) {
        self.nation.far(self.agency(), &mut self.random())
    }

    /// A part of this system.
    fn part(&self, part: &str) -> String {
        format!("{}.{part}", self.id)
    }

    /// A flow to a sound system of another agency over NDOP, lawful so far.
    fn to_far(&self) -> (Flow, String) {
        let (code, id) = self.far();
        let flow = flow(self.part("nghiep-vu"), format!("{code}/{id}.tra-cuu"), "dl-bao-cao", "business");
        (over_ndop(flow, Some(&code)), code)
    }
}

/// The system is fit as it is.
fn any(_: &mut Traits, _: &Site<'_>) {}

fn level<const LEVEL: u8>(traits: &mut Traits, _: &Site<'_>) {
    traits.level = LEVEL;
}

/// A system that does what a national component does. It names no scope, so that it is nobody's double at home.
fn repeats(traits: &mut Traits, capability: &str) {
    traits.capability = capability.to_owned();
    traits.scope = Vec::new();
}

/// A zone is written as its name, or as its name with details.
fn is_zone(zone: &Value, kind: &str) -> bool {
    zone.as_str() == Some(kind) || zone.get(kind).is_some()
}

/// Every rule that has a planter, by group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "interoperability/cross-agency-flow-bypasses-platform",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, _) = site.to_far();
            flow.via = Some(Vec::new());
            flow.mechanisms = None;
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/dictionary-mapping-missing",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let (code, id) = site.far();
            let data = format!("dl-rieng-{}", site.id);
            let mut unmapped = interface(&data, site.index);
            unmapped.dictionary_mapping = None;
            file.system().interfaces().push("chua-anh-xa", unmapped);
            let mut flow = flow(format!("{code}/{id}.nghiep-vu"), site.part("chua-anh-xa"), "dl-bao-cao", "business");
            flow = over_ndop(flow, None);
            let home = site.nation.code(site.index);
            flow.via = Some(vec![format!("{code}/ldop"), "ndop".to_owned(), format!("{home}/ldop")]);
            flow.data = Some(vec![data.clone()]);
            file.flows().push(flow);
            let described = Data {
                name: Some("Dữ liệu chuyên ngành chưa ánh xạ".to_owned()),
                classification: Some("internal"),
                data_layer: Some("transaction"),
                ..Data::default()
            };
            file.data = Some(Map::one(data, described));
        },
    },
    Planter {
        rule: "interoperability/direct-database-access",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, _) = site.to_far();
            flow.protocol = Some(["jdbc", "db-link", "db-replication"][site.number % 3]);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/insecure-transport",
        province: false,
        shape: any,
        plant: |file, _, site| {
            file.flows()[0].protocol = Some(["http", "ftp", "tls-1.0", "ldap"][site.number % 4]);
        },
    },
    Planter {
        rule: "interoperability/lgsp-used-across-agencies",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, code) = site.to_far();
            flow.via = Some(vec!["ldop".to_owned(), format!("{code}/ldop")]);
            flow.mechanisms = Some(vec!["ldop"]);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/retired-api-still-used",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let mut old = interface("dl-bao-cao", site.index);
            old.lifecycle = Some("retired");
            file.system().interfaces().push("api-cu", old);
            let mut flow = flow(format!("{}.nghiep-vu", site.near()), site.part("api-cu"), "dl-bao-cao", "business");
            flow.via = Some(vec!["lgsp".to_owned()]);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/shared-api-without-lifecycle",
        province: false,
        shape: any,
        plant: |file, _, site| {
            let mut unmanaged = interface("dl-bao-cao", site.index);
            unmanaged.lifecycle = None;
            file.system().interfaces().push("api-moi", unmanaged);
        },
    },
    Planter {
        rule: "security-zones/database-reachable-from-outside",
        province: false,
        shape: level::<3>,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "database"));
            zones.push(security::zone("database", &["internal-server", "dmz"]));
        },
    },
    Planter {
        rule: "security-zones/level-dossier-status-missing",
        province: false,
        shape: any,
        plant: |file, _, _| file.system().security().dossier = None,
    },
    Planter {
        rule: "security-zones/level-too-low-for-data-subjects",
        province: false,
        shape: |traits, _| {
            traits.level = 2;
            traits.public = true;
        },
        plant: |file, _, site| {
            let subjects = file.system().data_subjects.as_mut().expect("a public system counts people");
            match site.number % 2 {
                0 => subjects.basic = Some(100_000),
                _ => subjects.sensitive = Some(10_000),
            }
        },
    },
    Planter {
        rule: "security-zones/level-too-low-for-procedure-system",
        province: false,
        shape: |traits, _| {
            traits.level = 2;
            traits.kind = "procedure-system".to_owned();
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "security-zones/management-zone-on-internet",
        province: false,
        shape: level::<4>,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "management"));
            zones.push(security::zone("management", &["internal", "internet"]));
        },
    },
    Planter {
        rule: "security-zones/public-endpoint-outside-dmz",
        province: false,
        shape: level::<3>,
        plant: |file, _, _| {
            let component = file.system().component("cong");
            component.zone = Some("internal");
            component.exposure = Some("internet");
        },
    },
    Planter {
        rule: "security-zones/remote-administration-exposed",
        province: false,
        shape: any,
        plant: |file, traits, site| {
            let mut flow = administration(&site.id, traits.level, false);
            let missing = if site.number.is_multiple_of(2) { "mfa" } else { "vpn" };
            flow.safeguards.as_mut().expect("administration has safeguards").retain(|kind| *kind != missing);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "security-zones/remote-administration-without-jump-host",
        province: false,
        shape: level::<4>,
        plant: |file, _, site| file.flows().push(administration(&site.id, 3, true)),
    },
    Planter {
        rule: "security-zones/required-zone-missing",
        province: false,
        shape: any,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "internal"));
        },
    },
    Planter {
        rule: "security-zones/security-level-missing",
        province: false,
        shape: any,
        plant: |file, _, _| file.system().security().level = None,
    },
    Planter {
        rule: "shared-platforms/commune-operates-own-platform",
        province: true,
        shape: |traits, site| {
            traits.owner = Some(format!("{}.X001", site.nation.code(site.index)));
            traits.sharing = "province";
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-group-a-platform",
        province: false,
        shape: |traits, _| repeats(traits, "shared-data-dictionary"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-group-b-platform",
        province: false,
        shape: |traits, _| repeats(traits, "enterprise-management"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-national-component",
        province: false,
        shape: |traits, _| repeats(traits, "public-service-signature"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/new-build-without-reuse-analysis",
        province: false,
        shape: |traits, _| traits.lifecycle = "building",
        plant: |file, _, _| file.system().reuse_analysis = None,
    },
    Planter {
        rule: "shared-platforms/same-capability-twice-in-one-agency",
        province: false,
        shape: |traits, site| {
            let province = site.nation.plan.agencies[site.agency()].province;
            traits.capability = if province { "procedure-processing" } else { "nl-tthc-trung-uong" }.to_owned();
            traits.scope = vec![if province { "province" } else { "ministry" }];
        },
        plant: |_, _, _| {},
    },
];
