//! Faults of the group governance: owners, plans, instruments, lifecycles.

use super::{Planter, Site, any, plain, store};
use crate::nation::flows::flow;
use crate::nation::language::{Agency, Framework, Map};
use crate::nation::outline::{Stage, Whose};
use crate::nation::system::interface;
use crate::nation::traits::Store;
use crate::nation::{plans, security, stores};

/// One more central agency; its framework is what the fault is about.
fn agency(site: &Site<'_>, framework: Option<Framework>) -> Map<Agency> {
    let code = format!("Y{:06}", site.index);
    let agency = Agency {
        name: Some(format!("Cơ quan trung ương mới {}", site.index)),
        code: Some(code.clone()),
        level: Some("central"),
        framework,
        ..Agency::default()
    };
    Map::one(code, agency)
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "governance/cloud-not-considered",
        whose: Whose::Any,
        shape: |traits, _| traits.stage = Stage::Building,
        plant: |file, _, _| file.system().hosting = Some(security::hosting()),
    },
    Planter {
        rule: "governance/external-service-without-contact",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, site| {
            file.database().technical_contact = None;
            file.flows().push(site.asked_from_far(&stores::id(&site.id)));
        },
    },
    Planter {
        rule: "governance/flow-rests-on-repealed-instrument",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| file.flows()[0].legal_basis = Some("Nghị định số 47/2020/NĐ-CP"),
    },
    Planter {
        rule: "governance/framework-decision-missing",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| file.agencies = Some(agency(site, None)),
    },
    Planter {
        rule: "governance/framework-rests-on-repealed-instrument",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let framework = Framework {
                decision: Some("9/QĐ-KTS".to_owned()),
                date: Some("2026-11-02".to_owned()),
                basis: Some(vec!["Nghị định số 47/2024/NĐ-CP"]),
                ..Framework::default()
            };
            file.agencies = Some(agency(site, Some(framework)));
        },
    },
    Planter {
        rule: "governance/gap-without-task",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut gap = plans::gaps().0.swap_remove(0).1;
            gap.tasks = Some(Vec::new());
            file.gaps = Some(Map::one(format!("ND-{}", site.index), gap));
        },
    },
    Planter {
        rule: "governance/kpi-not-fed-from-operation",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut indicator = plans::indicators().0.swap_remove(0).1;
            indicator.source = Some(vec!["manual"]);
            file.indicators = Some(Map::one(format!("CS-{}", site.index), indicator));
        },
    },
    Planter {
        rule: "governance/lead-operator-missing",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| {
            let system = file.system();
            system.operator = Some(vec!["Văn phòng".to_owned(), "Trung tâm Dữ liệu".to_owned()]);
            system.lead_operator = None;
        },
    },
    Planter {
        rule: "governance/owner-not-unique",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| file.system().co_owners = Some(vec![site.far().0]),
    },
    Planter {
        rule: "governance/phase-out-without-route",
        whose: Whose::Any,
        shape: |traits, _| traits.stage = Stage::Replacing,
        plant: |file, _, site| {
            file.system().successor = None;
            let from = format!("{}.nghiep-vu", site.near());
            let mut used = flow(from, site.part("tra-cuu"), "dl-bao-cao", "business");
            used.via = Some(vec!["lgsp".to_owned()]);
            file.flows().push(used);
        },
    },
    Planter {
        rule: "governance/repealed-instrument-cited",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| file.system().basis = Some(vec!["13/2023/NĐ-CP"]),
    },
    Planter {
        rule: "governance/retired-system-still-used",
        whose: Whose::Any,
        shape: |traits, _| {
            plain(traits);
            traits.stage = Stage::Retired;
        },
        plant: |file, _, _| file.flows()[0].status = Some("operating"),
    },
    Planter {
        rule: "governance/task-without-criterion",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut task = plans::tasks(site.nation, site.agency()).0.swap_remove(0).1;
            task.verification = None;
            file.tasks = Some(Map::one(format!("NV-{}", site.index), task));
        },
    },
    Planter {
        rule: "governance/task-without-deadline",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut task = plans::tasks(site.nation, site.agency()).0.swap_remove(0).1;
            task.deadline = None;
            file.tasks = Some(Map::one(format!("NV-{}", site.index), task));
        },
    },
    Planter {
        rule: "governance/vendor-format-only",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut closed = interface("dl-bao-cao", site.index);
            closed.format = Some(vec!["proprietary"]);
            file.system().interfaces().push("dinh-dang-rieng", closed);
            file.flows().push(site.asked_from_far(&site.part("dinh-dang-rieng")));
        },
    },
];
