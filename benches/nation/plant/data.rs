//! Faults of the group data: classes, master data, where data go.

use super::{Planter, Site, any, level, ordinary, plain, secret, store};
use crate::nation::flows::flow;
use crate::nation::language::{Abroad, Flow, Record, Security};
use crate::nation::outline::{Stage, Whose};
use crate::nation::stores;
use crate::nation::traits::Store;

/// What watches an agency's systems.
const WATCH: &str = "trung-tam-an-ninh-mang.nghiep-vu";

/// What the procedure system sends, lawful so far.
fn received(to: String, data: &str) -> Flow {
    let mut flow = flow("mot-cua.nghiep-vu".to_owned(), to, data, "business");
    flow.kind = Some("data-exchange");
    flow.via = Some(vec!["lgsp".to_owned()]);
    flow
}

/// A flow out of the country, with the state of its assessment.
fn abroad(site: &Site<'_>, data: &str, assessment: Option<&'static str>) -> Flow {
    let mut flow = flow(site.part("nghiep-vu"), "doi-tac-nuoc-ngoai".to_owned(), data, "business");
    let country = Some("Nhật Bản");
    flow.cross_border = assessment.map(|state| Abroad { country, assessment: Some(state), document: None });
    flow
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "data/class-lowered-without-masking",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, site| {
            file.system().component("csdl").holds = Some(vec!["dl-ket-qua".to_owned()]);
            let mut lowered = site.to_near("csdl", "dl-bao-cao");
            lowered.kind = Some("data-exchange");
            lowered.data = None;
            lowered.protection = Some("Mã hóa trên đường truyền");
            file.flows().push(lowered);
        },
    },
    Planter {
        rule: "data/copy-of-master-data-undeclared",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Copy),
        plant: |file, _, _| file.database().copies = Some(Vec::new()),
    },
    Planter {
        rule: "data/cross-border-exemption-not-for-important-data",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, site| file.flows().push(abroad(site, "dl-quan-trong", Some("exempt"))),
    },
    Planter {
        rule: "data/cross-border-flow-not-assessed",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, site| file.flows().push(abroad(site, "dl-van-bang", None)),
    },
    Planter {
        rule: "data/data-owner-missing",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, _| {
            let database = file.database();
            database.data_owner = None;
            database.holds = Some(Vec::new());
        },
    },
    Planter {
        rule: "data/flow-class-below-its-data",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, site| {
            let mut lowered = site.to_near("nghiep-vu", "dl-ket-qua");
            lowered.classification = Some("internal");
            file.flows().push(lowered);
        },
    },
    Planter {
        rule: "data/flow-without-classification",
        whose: Whose::Any,
        // What citizens send to a public system would go on with the flow, and be a fault of its own where it arrives.
        shape: ordinary,
        plant: |file, _, site| {
            let mut silent = site.to_near("cong", "dl-bao-cao");
            silent.kind = Some("data-exchange");
            silent.data = None;
            silent.classification = None;
            silent.protection = Some("Mã hóa trên đường truyền");
            file.flows().push(silent);
        },
    },
    Planter {
        rule: "data/flow-without-protection-requirement",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut bare = site.to_near("cong", "dl-bao-cao");
            bare.kind = Some("data-exchange");
            file.flows().push(bare);
        },
    },
    Planter {
        rule: "data/important-data-not-encrypted",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Important),
        plant: |file, _, _| file.database().encrypted = Some(false),
    },
    Planter {
        rule: "data/important-data-risk-review-overdue",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Important),
        plant: |file, _, _| {
            let database = file.database();
            database.platform = None;
            let assessed = Record { date: Some("2025-09-01".to_owned()), document: None };
            database.security = Some(Security { risk_assessment: Some(assessed), ..Security::default() });
        },
    },
    Planter {
        rule: "data/important-data-sent-with-one-encryption-layer",
        whose: Whose::Any,
        shape: |traits, site| {
            level::<4>(traits, site);
            traits.stage = Stage::Building;
        },
        plant: |file, _, site| {
            // A system in use would also lack a safeguard of its level.
            let controls = file.system().security().controls.as_mut().expect("a generated system has safeguards");
            controls.retain(|control| control.as_str() != Some("double-encryption-in-transit"));
            let mut single = site.to_near("nghiep-vu", "dl-quan-trong");
            single.safeguards = Some(Vec::new());
            single.status = Some("planned");
            file.flows().push(single);
        },
    },
    Planter {
        rule: "data/master-data-with-several-sources",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Master),
        plant: |file, _, site| {
            file.data.as_mut().expect("a master store declares its data").0[0].1.master = None;
            let mut other = file.database().clone();
            other.name = Some(format!("Cơ sở dữ liệu song song {}", site.id));
            let databases = file.databases.as_mut().expect("the first is there");
            databases.push(format!("csdl-hai-{}", site.id), other);
        },
    },
    Planter {
        rule: "data/master-data-with-several-writers",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Master),
        plant: |file, _, site| {
            let near = site.near();
            file.database().writers.as_mut().expect("a master store has a writer").push(near);
        },
    },
    Planter {
        rule: "data/master-source-contradicted",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Master),
        plant: |file, _, _| {
            let data = &mut file.data.as_mut().expect("a master store declares its data").0[0].1;
            data.master = Some("csdl-dang-ky-doanh-nghiep".to_owned());
        },
    },
    Planter {
        rule: "data/open-data-not-published",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, _| file.database().published_on = None,
    },
    Planter {
        rule: "data/personal-data-flow-purpose-or-trace-missing",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, site| {
            let mut silent = site.to_near("nghiep-vu", "dl-ket-qua");
            silent.retention = None;
            file.flows().push(silent);
        },
    },
    Planter {
        rule: "data/personal-data-purpose-or-trace-missing",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Personal),
        plant: |file, _, _| file.database().purpose = None,
    },
    Planter {
        rule: "data/personal-data-reaches-level-1",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<1>(traits, site);
        },
        plant: |file, _, site| {
            file.system().data_subjects = None;
            file.flows().push(received(site.part("nghiep-vu"), "dl-ket-qua"));
        },
    },
    Planter {
        rule: "data/personal-data-to-analytics-not-masked",
        whose: Whose::Any,
        shape: |traits, site| {
            ordinary(traits, site);
            traits.kind = "analytics".to_owned();
            traits.place = ("data", "core-platform");
        },
        plant: |file, _, site| {
            file.system().data_subjects = None;
            file.flows().push(received(site.part("nghiep-vu"), "dl-ket-qua"));
        },
    },
    Planter {
        rule: "data/received-core-data-undeclared",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, site| {
            file.system().data_subjects = None;
            let mut received = received(stores::id(&site.id), "dl-ket-qua");
            received.from = Some(WATCH.to_owned());
            received.data = None;
            received.classification = Some("core");
            file.flows().push(received);
        },
    },
    Planter {
        rule: "data/received-important-data-undeclared",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, site| {
            file.system().data_subjects = None;
            let mut received = received(stores::id(&site.id), "dl-ket-qua");
            received.from = Some(WATCH.to_owned());
            received.data = None;
            received.classification = Some("important");
            file.flows().push(received);
        },
    },
    Planter {
        rule: "data/received-sensitive-data-undeclared",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Personal),
        plant: |file, _, site| {
            file.system().data_subjects = None;
            let mut received = received(stores::id(&site.id), "dl-ket-qua");
            received.from = Some(WATCH.to_owned());
            received.data = None;
            received.classification = Some("sensitive");
            file.flows().push(received);
        },
    },
    Planter {
        rule: "data/received-personal-data-undeclared",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, site| {
            file.system().data_subjects = None;
            file.flows().push(received(stores::id(&site.id), "dl-ket-qua"));
        },
    },
    Planter {
        rule: "data/received-state-secret-undeclared",
        whose: Whose::Any,
        shape: |traits, site| {
            store(traits, site, Store::Open);
            level::<3>(traits, site);
        },
        plant: |file, _, site| file.flows().push(secret("mot-cua.nghiep-vu".to_owned(), stores::id(&site.id))),
    },
    Planter {
        rule: "data/state-secret-on-common-platform",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, site| {
            let mut secret = secret(site.part("nghiep-vu"), WATCH.to_owned());
            secret.via = Some(vec!["lgsp".to_owned()]);
            file.flows().push(secret);
        },
    },
    Planter {
        rule: "data/state-secret-over-public-network",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, site| {
            let mut secret = secret(site.part("nghiep-vu"), WATCH.to_owned());
            secret.network = Some("internet");
            file.flows().push(secret);
        },
    },
    Planter {
        rule: "data/state-secret-reaches-shared-cloud",
        whose: Whose::Any,
        shape: |traits, site| {
            level::<3>(traits, site);
            traits.rented = true;
        },
        plant: |file, _, site| file.flows().push(secret(WATCH.to_owned(), site.part("nghiep-vu"))),
    },
    Planter {
        rule: "data/unsynced-copy-of-master-data",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Copy),
        plant: |file, _, _| {
            file.flows().remove(2);
        },
    },
];
