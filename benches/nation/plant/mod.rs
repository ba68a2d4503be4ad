//! Faults: for each rule of the Viet Nam pack, how to give a sound system exactly the fault that the rule looks for.
//!
//! A planter first shapes the system (its level, kind, scope …), the system is described without fault, and then the
//! planter breaks one thing. What it breaks must concern that one rule alone: the tests count the findings of every
//! rule. A new rule gets a row in the table of its group, one file each, or one in [`UNPLANTED`] with the reason why
//! no fault is planted; a rule in neither table fails the tests.

mod ai;
mod data;
mod governance;
mod interoperability;
mod model;
mod public_services;
mod security_levels;
mod security_zones;
mod shared_platforms;
mod unplanted;

use std::sync::LazyLock;

use super::Nation;
use super::flows::{flow, over_ndop};
use super::language::{File, Flow};
use super::outline::Whose;
use super::random::Random;
use super::traits::{Store, Thinking, Traits};
use super::words::class_of;

pub use unplanted::UNPLANTED;

/// How one rule's fault is planted.
pub struct Planter {
    /// The rule's id.
    pub rule: &'static str,
    /// Whose system can have the fault.
    pub whose: Whose,
    /// Makes the system one that can have the fault.
    pub shape: fn(&mut Traits, &Site<'_>),
    /// Breaks the description.
    pub plant: fn(&mut File, &Traits, &Site<'_>),
}

/// Every rule that has a planter, group by group.
pub static PLANTERS: LazyLock<Vec<&Planter>> = LazyLock::new(|| {
    let groups: [&'static [Planter]; 9] = [
        ai::PLANTERS,
        data::PLANTERS,
        governance::PLANTERS,
        interoperability::PLANTERS,
        model::PLANTERS,
        public_services::PLANTERS,
        security_levels::PLANTERS,
        security_zones::PLANTERS,
        shared_platforms::PLANTERS,
    ];
    groups.into_iter().flatten().collect()
});

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

    /// The code of the system's agency.
    fn home(&self) -> &str {
        self.nation.code(self.index)
    }

    /// A part of this system.
    fn part(&self, part: &str) -> String {
        format!("{}.{part}", self.id)
    }

    /// A flow from a part to a sound system of the same agency, lawful so far. Data about people are asked of the
    /// procedure system, which has them.
    fn to_near(&self, part: &str, data: &str) -> Flow {
        let near = if class_of(data) == "personal" { "mot-cua".to_owned() } else { self.near() };
        let mut flow = flow(self.part(part), format!("{near}.tra-cuu"), data, "business");
        flow.via = Some(vec!["lgsp".to_owned()]);
        flow
    }

    /// A flow from a sound system of another agency over NDOP, lawful so far.
    fn asked_from_far(&self, to: &str) -> Flow {
        let (code, id) = self.far();
        let mut flow = flow(format!("{code}/{id}.nghiep-vu"), to.to_owned(), "dl-bao-cao", "business");
        let theirs = format!("{code}/ldop");
        flow.via = Some(vec![theirs.clone(), format!("{theirs}.agent-node"), "ndop".to_owned(), "ldop".to_owned()]);
        flow
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

/// An ordinary application that nobody outside uses, without database or AI component of its own.
fn plain(traits: &mut Traits) {
    traits.kind = "internal-application".to_owned();
    traits.place = ("application", "business-operation");
    traits.public = false;
    traits.store = None;
    traits.ai = None;
}

/// A plain application that may have personal data.
fn ordinary(traits: &mut Traits, site: &Site<'_>) {
    plain(traits);
    level::<2>(traits, site);
}

/// A system of a level.
fn level<const LEVEL: u8>(traits: &mut Traits, _: &Site<'_>) {
    traits.level = LEVEL;
    // What level 4 and 5 want of rented infrastructure is the matter of two rules alone.
    traits.rented = false;
    traits.terse = false;
}

/// An ordinary system with a database.
fn store(traits: &mut Traits, site: &Site<'_>, store: Store) {
    ordinary(traits, site);
    traits.store = Some(store);
}

/// A system with an AI component.
fn thinking(traits: &mut Traits, thinking: Thinking) {
    traits.ai = Some(thinking);
}

/// Takes a safeguard away.
fn drop_control(file: &mut File, kind: &str) {
    let controls = file.system().security().controls.as_mut().expect("a generated system has safeguards");
    controls.retain(|control| control.as_str() != Some(kind));
}

/// A state secret on its way, lawful so far.
fn secret(from: String, to: String) -> Flow {
    let mut flow = flow(from, to, "dl-bao-cao", "reporting");
    flow.kind = Some("data-exchange");
    flow.data = None;
    flow.classification = Some("state-secret");
    flow.protection = Some("Mật mã cơ yếu, mạng riêng");
    flow.mechanisms = Some(vec!["secret-document-axis"]);
    flow.network = Some("private-line");
    flow
}
