//! The nation in outline: how many agencies and units there are, which system is whose, and which systems carry a
//! planted fault.
//!
//! Everything here is numbers; names and fields come when a file is written, so that a nation of a hundred thousand
//! systems fits into little memory. The shape follows published counts: 34 provinces and 22 central agencies, about
//! four systems of a central agency to three of a province, 14 departments, 3,321 communes.

use std::ops::Range;

use super::random::Random;
use super::words::{COMMUNE_SYSTEMS, SECTORS, TASKS, UNIT_SYSTEMS};

/// How many agencies the whole nation has; the first letter and number of their codes.
const AGENCIES: usize = 56;
const PROVINCES: usize = 34;
/// Communes of a province of the whole nation: 3,321 in 34 provinces.
const COMMUNES: usize = 98;
/// The size at which the nation is whole; smaller ones have fewer agencies and communes.
const WHOLE: usize = 10_000;

/// An agency that has a scope of its own.
#[derive(Debug)]
pub struct Agency {
    /// Its electronic identification code, fictitious.
    pub code: String,
    /// Whether it is a province; else a central agency.
    pub province: bool,
    /// How many units report to it.
    pub units: usize,
    /// How many communes it has.
    pub communes: usize,
    /// Its systems.
    pub systems: Range<usize>,
}

/// What a system is to its agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The data orchestration platform.
    Orchestration,
    /// The service integration platform.
    Integration,
    /// The data centre.
    DataCentre,
    /// The security operation centre.
    SecurityCentre,
    /// The administrative procedure system.
    Procedures,
    /// A task in a sector, for the whole agency.
    Sector { sector: usize, task: usize },
    /// An application of one unit.
    Unit { unit: usize, which: usize },
    /// An application of one commune.
    Commune { commune: usize, which: usize },
}

/// Where a system stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is being built.
    Building,
    /// It runs.
    Operating,
    /// It runs and will be replaced.
    Replacing,
    /// It was shut down.
    Retired,
}

/// Whose system a planter wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's.
    Any,
    /// A province's.
    Province,
    /// A central agency's.
    Central,
}

/// The systems every agency has.
pub const COMMON: [Role; 5] =
    [Role::Orchestration, Role::Integration, Role::DataCentre, Role::SecurityCentre, Role::Procedures];

/// One system.
#[derive(Debug, Clone, Copy)]
pub struct Outline {
    /// Its agency, as an index.
    pub agency: usize,
    /// What it is.
    pub role: Role,
    /// The fault it carries: the planter, as an index, and how many of its faults were planted before.
    pub fault: Option<(usize, usize)>,
}

/// Who has what.
#[derive(Debug)]
pub struct Plan {
    /// The agencies, provinces first.
    pub agencies: Vec<Agency>,
    /// The systems, agency by agency.
    pub systems: Vec<Outline>,
}

impl Plan {
    /// The plan of a nation of so many systems, with so many faults of each planter; `whose` says for each planter
    /// what system it wants.
    pub fn new(seed: u64, size: usize, whose: &[Whose], faults: usize) -> Self {
        let count = (size / 15).clamp(2, AGENCIES);
        let provinces = (count * PROVINCES / AGENCIES).max(1);
        let weight = |agency: usize| if agency < provinces { 3 } else { 4 };
        let total: usize = (0..count).map(weight).sum();
        let mut plan = Self { agencies: Vec::new(), systems: Vec::with_capacity(size) };
        let mut passed = 0;
        for agency in 0..count {
            passed += weight(agency);
            let end = size * passed / total;
            plan.agency(agency, agency < provinces, size, end);
        }
        plan.plant(seed, whose, faults);
        plan
    }

    fn agency(&mut self, agency: usize, province: bool, size: usize, end: usize) {
        let first = self.systems.len();
        let others = (end - first).checked_sub(COMMON.len()).expect("an agency has room for what all have");
        let sector = (others / 2).min(SECTORS.len() * TASKS.len());
        let commune = if province { others / 8 } else { 0 };
        let unit = others - sector - commune;
        let units = unit.div_ceil(UNIT_SYSTEMS.len()).max(14);
        let scaled = (COMMUNES * size / WHOLE).clamp(2, COMMUNES);
        let communes = if province { scaled.max(commune.div_ceil(COMMUNE_SYSTEMS.len())) } else { 0 };
        let roles = COMMON.into_iter();
        let roles = roles.chain((0..sector).map(|number| {
            // Sectors and tasks together differ for every number below 16 times 16, and small agencies have some of each.
            let (sector, round) = (number % SECTORS.len(), number / SECTORS.len());
            Role::Sector { sector, task: (sector + round + 5 * agency) % TASKS.len() }
        }));
        let roles = roles.chain((0..unit).map(|number| {
            let (unit, round) = (number % units, number / units);
            Role::Unit { unit, which: (round + unit + agency) % UNIT_SYSTEMS.len() }
        }));
        let roles = roles.chain((0..commune).map(|number| {
            let (commune, which) = (number % communes, number / communes);
            Role::Commune { commune, which: (commune + which) % COMMUNE_SYSTEMS.len() }
        }));
        self.systems.extend(roles.map(|role| Outline { agency, role, fault: None }));
        let code = format!("X{:02}", agency + 1);
        self.agencies.push(Agency { code, province, units, communes, systems: first..end });
    }

    /// Gives each fault a system of its own: one of a sector or unit, on which nobody else depends.
    fn plant(&mut self, seed: u64, whose: &[Whose], faults: usize) {
        let free = |index: &usize| self.ordinary(*index) && !self.kept(*index);
        let mut fields: Vec<usize> = (0..self.systems.len()).filter(free).collect();
        Random::of(seed, 0, 1).shuffle(&mut fields);
        assert!(fields.len() >= whose.len() * faults, "so many faults want a larger nation");
        let mut planters: Vec<usize> = (0..whose.len()).collect();
        // Those who want a system of their own kind choose first.
        planters.sort_by_key(|planter| whose[*planter] == Whose::Any);
        for planter in planters {
            for number in 0..faults {
                let fits = |index: &usize| match whose[planter] {
                    Whose::Any => true,
                    Whose::Province => self.agencies[self.systems[*index].agency].province,
                    Whose::Central => !self.agencies[self.systems[*index].agency].province,
                };
                let at = fields.iter().rposition(fits).expect("the nation has ordinary systems of each kind");
                let index = fields.swap_remove(at);
                self.systems[index].fault = Some((planter, number));
            }
        }
    }

    /// Whether a system is one of the two of its agency that always run and never carry a fault.
    fn kept(&self, index: usize) -> bool {
        index < self.agencies[self.systems[index].agency].systems.start + COMMON.len() + 2
    }

    fn ordinary(&self, index: usize) -> bool {
        matches!(self.systems[index].role, Role::Sector { .. } | Role::Unit { .. })
    }

    /// A system of an agency that others may lean on: ordinary, without fault, in operation, not `but`.
    pub fn neighbour(&self, seed: u64, agency: usize, but: usize, random: &mut Random) -> usize {
        let range = self.agencies[agency].systems.clone();
        let good = |index: usize| {
            index != but
                && self.ordinary(index)
                && self.systems[index].fault.is_none()
                && self.stage(seed, index) == Stage::Operating
        };
        let start = random.below(range.len());
        let around = range.clone().skip(start).chain(range.clone().take(start));
        around.into_iter().find(|index| good(*index)).expect("an agency has a system without fault")
    }

    /// Where a system stands in its life.
    pub fn stage(&self, seed: u64, index: usize) -> Stage {
        let outline = &self.systems[index];
        if outline.fault.is_some() || self.kept(index) {
            return Stage::Operating;
        }
        let mut random = Random::of(seed, index, 2);
        match outline.role {
            Role::Sector { .. } if random.one_in(16) => Stage::Building,
            Role::Sector { .. } if random.one_in(32) => Stage::Replacing,
            Role::Unit { .. } if random.one_in(32) => Stage::Retired,
            _ => Stage::Operating,
        }
    }

    /// The id of a system in its agency.
    pub fn id(&self, index: usize) -> String {
        match self.systems[index].role {
            Role::Orchestration => "ldop".to_owned(),
            Role::Integration => "lgsp".to_owned(),
            Role::DataCentre => "trung-tam-du-lieu".to_owned(),
            Role::SecurityCentre => "trung-tam-an-ninh-mang".to_owned(),
            Role::Procedures => "mot-cua".to_owned(),
            Role::Sector { sector, task } => format!("{}-{}", SECTORS[sector].0, TASKS[task].0),
            Role::Unit { unit, which } => format!("{}-{:02}", UNIT_SYSTEMS[which].id, unit + 1),
            Role::Commune { commune, which } => format!("{}-xa-{:03}", COMMUNE_SYSTEMS[which].id, commune + 1),
        }
    }
}
