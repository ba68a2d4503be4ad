//! Faults of the group interoperability: ways between agencies, and the interfaces that they share.

use super::{Planter, any, plain};
use crate::nation::flows::flow;
use crate::nation::language::{Data, Map, Refusal};
use crate::nation::outline::Whose;
use crate::nation::system::interface;

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "interoperability/cross-agency-flow-bypasses-platform",
        whose: Whose::Any,
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
        whose: Whose::Any,
        shape: |traits, _| plain(traits),
        plant: |file, _, site| {
            let data = format!("dl-rieng-{}", site.id);
            let mut unmapped = interface(&data, site.index);
            unmapped.dictionary_mapping = None;
            file.system().interfaces().push("chua-anh-xa", unmapped);
            let mut flow = site.asked_from_far(&site.part("chua-anh-xa"));
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
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, _) = site.to_far();
            flow.protocol = Some(["jdbc", "db-link", "db-replication"][site.number % 3]);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/insecure-transport",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            file.flows()[0].protocol = Some(["http", "ftp", "tls-1.0", "ldap"][site.number % 4]);
        },
    },
    Planter {
        rule: "interoperability/lgsp-used-across-agencies",
        whose: Whose::Any,
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
        whose: Whose::Any,
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
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut unmanaged = interface("dl-bao-cao", site.index);
            unmanaged.lifecycle = None;
            file.system().interfaces().push("api-moi", unmanaged);
        },
    },
    Planter {
        rule: "interoperability/intra-agency-flow-bypasses-lgsp",
        whose: Whose::Any,
        shape: |traits, site| {
            traits.owner.get_or_insert_with(|| format!("{}.001", site.home()));
        },
        plant: |file, _, site| {
            file.flows().push(flow(site.part("nghiep-vu"), "mot-cua.tra-cuu".to_owned(), "dl-bao-cao", "business"))
        },
    },
    Planter {
        rule: "interoperability/mandatory-link-past-deadline",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut late = site.to_near("nghiep-vu", "dl-bao-cao");
            late.compulsory = Some(true);
            late.status = Some("planned");
            late.started = None;
            late.target_date = Some("2026-10-01");
            file.flows().push(late);
        },
    },
    Planter {
        rule: "interoperability/ndop-link-without-agent-node",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, code) = site.to_far();
            flow.via = Some(vec!["ldop".to_owned(), "ndop".to_owned(), format!("{code}/ldop")]);
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/official-document-bypasses-axis",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, _) = site.to_far();
            flow.purpose = Some("official-document");
            file.flows().push(flow);
        },
    },
    Planter {
        rule: "interoperability/shared-api-not-registered",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut hidden = interface("dl-bao-cao", site.index);
            hidden.registration = None;
            file.system().interfaces().push("chua-dang-ky", hidden);
        },
    },
    Planter {
        rule: "interoperability/shared-api-without-access-control-or-trace",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut untraced = interface("dl-bao-cao", site.index);
            untraced.access_log = Some(false);
            file.system().interfaces().push("khong-nhat-ky", untraced);
        },
    },
    Planter {
        rule: "interoperability/sharing-refusal-without-basis",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let (mut flow, _) = site.to_far();
            flow.status = Some("refused");
            flow.refusal = Some(Refusal {
                date: Some("2026-10-05".to_owned()),
                document: Some("12/CV-TC".to_owned()),
                basis: None,
            });
            file.flows().push(flow);
        },
    },
];
