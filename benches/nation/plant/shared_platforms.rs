//! Faults of the group shared-platforms: what repeats others, what was built without looking around.

use super::{Planter, any, level, ordinary, plain};
use crate::nation::flows::{flow, over_ndop};
use crate::nation::outline::{Stage, Whose};
use crate::nation::traits::Traits;

/// A system that does what a national component does. It names no scope, so that it is nobody's double at home,
/// and is shared with nobody, so that no other is its double.
fn repeats(traits: &mut Traits, capability: &str) {
    traits.capability = capability.to_owned();
    traits.scope = Vec::new();
    traits.sharing = "dedicated";
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "shared-platforms/commune-operates-own-platform",
        whose: Whose::Province,
        shape: |traits, site| {
            plain(traits);
            repeats(traits, "digital-twin");
            traits.owner = Some(format!("{}.X001", site.home()));
            traits.sharing = "province";
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-group-a-platform",
        whose: Whose::Any,
        shape: |traits, _| repeats(traits, "shared-data-dictionary"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-group-b-platform",
        whose: Whose::Any,
        shape: |traits, _| repeats(traits, "enterprise-management"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/duplicates-national-component",
        whose: Whose::Any,
        shape: |traits, _| repeats(traits, "public-service-signature"),
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/new-build-without-reuse-analysis",
        whose: Whose::Any,
        shape: |traits, _| traits.stage = Stage::Building,
        plant: |file, _, _| file.system().reuse_analysis = None,
    },
    Planter {
        rule: "shared-platforms/same-capability-twice-in-one-agency",
        whose: Whose::Any,
        shape: |traits, site| {
            let province = site.nation.plan.agencies[site.agency()].province;
            traits.capability = if province { "procedure-processing" } else { "nl-tthc-trung-uong" }.to_owned();
            traits.sharing = if province { "province" } else { "ministry" };
            traits.scope = vec![if province { "province" } else { "ministry" }];
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/agency-ai-platform-without-national-first",
        whose: Whose::Any,
        shape: |traits, site| {
            ordinary(traits, site);
            traits.kind = "ai-platform".to_owned();
        },
        plant: |file, _, _| {
            file.system().reuse_analysis.as_mut().expect("an AI platform has one").considered = Some(vec!["lgsp"])
        },
    },
    Planter {
        rule: "shared-platforms/duplicates-provincial-component",
        whose: Whose::Province,
        shape: |traits, _| {
            repeats(traits, "data-sharing-platform");
            traits.sharing = "internal";
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/new-data-centre-not-justified",
        whose: Whose::Any,
        shape: |traits, _| {
            plain(traits);
            traits.kind = "data-centre".to_owned();
            traits.place = ("infrastructure", "digital-infrastructure");
            traits.stage = Stage::Building;
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "shared-platforms/procedure-system-without-shared-component",
        whose: Whose::Province,
        shape: |traits, site| {
            plain(traits);
            level::<3>(traits, site);
            traits.kind = "procedure-system".to_owned();
        },
        plant: |file, _, site| {
            file.system().shared_component_reuse = Some("lgsp");
            let portal = || "cong-dich-vu-cong-quoc-gia".to_owned();
            let mut intake = flow(portal(), site.part("tra-cuu"), "dl-bao-cao", "application-intake");
            intake.via = Some(["ndop", "ldop.agent-node", "ldop"].map(str::to_owned).to_vec());
            file.flows().push(intake);
            let results = flow(site.part("nghiep-vu"), portal(), "dl-bao-cao", "result-sync");
            file.flows().push(over_ndop(results, None));
        },
    },
    Planter {
        rule: "shared-platforms/sandbox-without-safeguards",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| {
            let system = file.system();
            system.sandbox = Some(true);
            system.agency_platform = Some("lgsp");
            let flow = &mut file.flows()[0];
            flow.data = None;
            flow.classification = None;
        },
    },
];
