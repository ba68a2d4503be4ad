//! What decides how a system is described: level, openness, capability, owner, scope.
//!
//! A planter may change these before the description is written, so that a system of level 4 has everything that
//! level 4 wants before one thing is taken away.

use super::Nation;
use super::outline::{Role, Stage};
use super::random::Random;
use super::words::{COMMUNE_SYSTEMS, PUBLIC_TASKS, SECTORS, TASKS, UNIT_SYSTEMS};

/// The section a system is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// `systems`.
    Systems,
    /// `platforms`.
    Platforms,
}

/// What a database is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// It is the source of a list that others copy.
    Master,
    /// It copies the enterprises from the national database.
    Copy,
    /// It has data about people.
    Personal,
    /// It has important data.
    Important,
    /// It has open data.
    Open,
}

/// What an AI component may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thinking {
    /// It advises officials.
    Advice,
    /// It talks with people.
    Talk,
    /// It prepares decisions that an official approves.
    Decision,
    /// It decides about machines alone.
    Control,
}

/// What decides how a system is described.
#[derive(Debug, Clone)]
pub struct Traits {
    /// Its official name.
    pub name: String,
    /// Where it is written.
    pub section: Section,
    /// The kind of system.
    pub kind: String,
    /// The capability it lists.
    pub capability: String,
    /// The sector, for systems of one.
    pub sector: Option<&'static str>,
    /// Security level.
    pub level: u8,
    /// Whether everybody uses it.
    pub public: bool,
    /// Where it stands in its life.
    pub stage: Stage,
    /// Whether it has a database that is described by itself, and what that is for.
    pub store: Option<Store>,
    /// Whether it has an AI component, and what that may do.
    pub ai: Option<Thinking>,
    /// Whether it runs on rented infrastructure.
    pub rented: bool,
    /// Whether its record leaves out what may be left out.
    pub terse: bool,
    /// The owner, when it is not the agency of the file.
    pub owner: Option<String>,
    /// Its scope of use.
    pub scope: Vec<&'static str>,
    /// In which circle it is shared.
    pub sharing: &'static str,
    /// Layer and component of the layer.
    pub place: (&'static str, &'static str),
}

impl Traits {
    /// The traits of a system without fault.
    pub fn of(nation: &Nation, index: usize) -> Self {
        let outline = nation.plan.systems[index];
        let agency = &nation.plan.agencies[outline.agency];
        let province = agency.province;
        let of = nation.agency_name(outline.agency);
        let common = Self {
            name: String::new(),
            section: Section::Systems,
            kind: "other".to_owned(),
            capability: String::new(),
            sector: None,
            level: 3,
            public: false,
            stage: Stage::Operating,
            store: None,
            ai: None,
            rented: false,
            terse: false,
            owner: None,
            scope: vec![if province { "province" } else { "ministry" }],
            sharing: if province { "province" } else { "ministry" },
            place: ("application", "shared-application"),
        };
        match outline.role {
            Role::Sector { .. } | Role::Unit { .. } | Role::Commune { .. } => {
                common.ordinary(nation, index, &mut Random::of(nation.seed, index, 3))
            }
            role => common.shared(role, province, &of),
        }
    }

    /// Whether data are only analysed or shown here.
    fn analytical(&self) -> bool {
        matches!(self.kind.as_str(), "analytics" | "dashboard" | "ai-platform")
    }

    /// Whether it runs on the cloud: rented, or new.
    pub fn on_cloud(&self) -> bool {
        self.stage == Stage::Building || (self.rented && self.level < 4)
    }

    /// Whether it has no business with personal data.
    pub fn impersonal(&self) -> bool {
        self.level == 1 || self.analytical()
    }

    fn shared(self, role: Role, province: bool, of: &str) -> Self {
        let core = ("data", "core-platform");
        let (name, kind, capability, place) = match role {
            Role::Orchestration => ("Nền tảng điều phối dữ liệu (LDOP)", "orchestration-platform", "nl-ldop", core),
            Role::Integration => {
                ("Nền tảng tích hợp, chia sẻ dữ liệu (LGSP)", "service-platform", "data-sharing-platform", core)
            }
            Role::DataCentre => {
                ("Trung tâm dữ liệu", "data-centre", "data-centre", ("infrastructure", "digital-infrastructure"))
            }
            Role::SecurityCentre => {
                let place = ("infrastructure", "cyber-security");
                ("Trung tâm điều hành an ninh mạng", "security-operation", "security-monitoring", place)
            }
            _ => {
                let capability = if province { "procedure-processing" } else { "nl-tthc-trung-uong" };
                let name = "Hệ thống thông tin giải quyết thủ tục hành chính";
                (name, "procedure-system", capability, self.place)
            }
        };
        let level = match role {
            Role::DataCentre if province => 4,
            Role::DataCentre => 5,
            _ => 3,
        };
        let platform = matches!(role, Role::Orchestration | Role::Integration);
        Self {
            name: format!("{name} của {of}"),
            section: if platform { Section::Platforms } else { Section::Systems },
            kind: kind.to_owned(),
            capability: capability.to_owned(),
            public: role == Role::Procedures,
            level,
            place,
            ..self
        }
    }

    fn ordinary(self, nation: &Nation, index: usize, random: &mut Random) -> Self {
        let outline = nation.plan.systems[index];
        let agency = &nation.plan.agencies[outline.agency];
        let stage = nation.plan.stage(nation.seed, index);
        match outline.role {
            Role::Sector { sector, task } => self.sector(nation, index, (sector, task), random),
            Role::Unit { unit, which } => {
                let local = &UNIT_SYSTEMS[which];
                Self {
                    name: format!("{} của {}", local.name, nation.unit_name(outline.agency, unit)),
                    kind: local.kind.to_owned(),
                    capability: local.capability.to_owned(),
                    level: if local.kind == "meeting" { 1 } else { 2 },
                    public: local.kind == "portal",
                    stage,
                    terse: random.one_in(5),
                    owner: Some(format!("{}.{:03}", agency.code, unit + 1)),
                    scope: vec!["unit"],
                    sharing: "internal",
                    ..self
                }
                .placed()
            }
            Role::Commune { commune, which } => {
                let local = &COMMUNE_SYSTEMS[which];
                Self {
                    name: format!("{} của {}", local.name, nation.commune_name(outline.agency, commune)),
                    kind: local.kind.to_owned(),
                    capability: local.capability.to_owned(),
                    level: 2,
                    public: local.kind == "portal",
                    stage,
                    terse: random.one_in(5),
                    owner: Some(format!("{}.X{:03}", agency.code, commune + 1)),
                    scope: vec!["commune"],
                    sharing: "dedicated",
                    ..self
                }
                .placed()
            }
            _ => unreachable!("what every agency has is shared"),
        }
    }

    fn sector(self, nation: &Nation, index: usize, what: (usize, usize), random: &mut Random) -> Self {
        let outline = nation.plan.systems[index];
        let ((id, key, sector), (task_id, task_name)) = (SECTORS[what.0], TASKS[what.1]);
        let public = what.1 < PUBLIC_TASKS;
        let stage = nation.plan.stage(nation.seed, index);
        let ministry = !nation.plan.agencies[outline.agency].province;
        let national = ministry && stage == Stage::Operating && random.one_in(12);
        let level = match national {
            true => 4 + u8::from(random.one_in(3)),
            false => 2 + u8::from(public || random.one_in(4)),
        };
        // An AI platform of its own is rare; the science sector of a central agency has it.
        let thinks = ministry && (key, task_id) == ("science", "du-bao");
        let store = match task_id {
            "danh-muc" => Some(Store::Master),
            "thong-ke" => Some(Store::Copy),
            "chung-chi" => Some(Store::Personal),
            "ho-so" if level >= 3 => Some(Store::Important),
            "ban-do" => Some(Store::Open),
            _ => None,
        };
        let ai = match task_id {
            "phan-anh" if random.one_in(3) => Some(Thinking::Talk),
            "du-bao" if !thinks => Some(Thinking::Advice),
            "kiem-tra" if random.one_in(3) => Some(Thinking::Decision),
            "giam-sat" if ["health", "education", "transport"].contains(&key) => Some(Thinking::Control),
            _ => None,
        };
        Self {
            name: format!("Hệ thống {task_name} {sector} của {}", nation.agency_name(outline.agency)),
            kind: if thinks { "ai-platform" } else { "sector-application" }.to_owned(),
            capability: format!("nl-{id}-{task_id}"),
            sector: Some(key),
            level,
            public,
            stage,
            store: store.filter(|_| stage == Stage::Operating),
            ai: ai.filter(|_| stage == Stage::Operating),
            rented: level == 5 || random.one_in(8),
            ..self
        }
    }

    fn placed(mut self) -> Self {
        self.place = match self.kind.as_str() {
            "portal" => ("channel", "interaction-channel"),
            "dashboard" => ("channel", "performance-measurement"),
            "analytics" | "iot-platform" | "video-management" => ("data", "core-platform"),
            _ => self.place,
        };
        self
    }
}
