//! Faults of the group security-zones that lie between parts and zones: what reaches what, who administers it.

use serde_yaml::Value;

use super::{Planter, any, drop_control, level, plain, secret, store};
use crate::nation::flows::{administration, flow};
use crate::nation::language::{Component, Data, Map, Record, Security};
use crate::nation::outline::Whose;
use crate::nation::security;
use crate::nation::traits::Store;

/// A shared system of level 3 that every agency has.
const SHARED: &str = "lgsp.nghiep-vu";

/// A zone is written as its name, or as its name with details.
fn is_zone(zone: &Value, kind: &str) -> bool {
    zone.as_str() == Some(kind) || zone.get(kind).is_some()
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "security-zones/backup-in-production-zone",
        whose: Whose::Any,
        shape: level::<2>,
        plant: |file, _, _| file.system().recovery().backup_zone = Some("dmz"),
    },
    Planter {
        rule: "security-zones/database-exposed-to-internet",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<1>(traits, site);
        },
        plant: |file, _, _| file.system().component("csdl").exposure = Some("internet"),
    },
    Planter {
        rule: "security-zones/database-reachable-from-outside",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "database"));
            zones.push(security::zone("database", &["internal-server", "dmz"]));
        },
    },
    Planter {
        rule: "security-zones/high-level-administered-from-lower-level",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, site| {
            let mut admin = flow(SHARED.to_owned(), site.part("nghiep-vu"), "dl-nhat-ky", "administration");
            admin.kind = Some("technical");
            file.flows().push(admin);
        },
    },
    Planter {
        rule: "security-zones/high-level-depends-on-lower-level",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, site| {
            let mut leaning = flow(site.part("nghiep-vu"), SHARED.to_owned(), "dl-nhat-ky", "logging");
            leaning.kind = Some("dependency");
            file.flows().push(leaning);
        },
    },
    Planter {
        rule: "security-zones/high-level-hosted-on-lower-level",
        whose: Whose::Province,
        shape: level::<5>,
        plant: |_, _, _| {},
    },
    Planter {
        rule: "security-zones/interconnection-without-risk-assessment",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| {
            let assessed = Record { date: Some("2026-01-05".to_owned()), document: Some("7/BC-ĐGRR".to_owned()) };
            file.system().security().risk_assessment = Some(assessed);
            file.flows()[0].evidence = Some("Biên bản kết nối".to_owned());
        },
    },
    Planter {
        rule: "security-zones/log-store-in-source-zone",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, _| file.system().logs().separate_system = Some(false),
    },
    Planter {
        rule: "security-zones/management-zone-on-internet",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "management"));
            zones.push(security::zone("management", &["internal", "internet"]));
        },
    },
    Planter {
        rule: "security-zones/one-way-gateway-missing",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, site| {
            let inner = Component {
                kind: Some("application"),
                zone: Some("operation"),
                exposure: Some("none"),
                holds: Some(Vec::new()),
                ..Component::default()
            };
            file.system().components.as_mut().expect("a generated system has parts").push("van-hanh", inner);
            file.flows().push(flow(site.part("cong"), site.part("van-hanh"), "dl-giam-sat", "business"));
        },
    },
    Planter {
        rule: "security-zones/public-endpoint-outside-dmz",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| {
            let component = file.system().component("cong");
            component.zone = Some("internal");
            component.exposure = Some("internet");
        },
    },
    Planter {
        rule: "security-zones/remote-administration-exposed",
        whose: Whose::Any,
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
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, site| file.flows().push(administration(&site.id, 3, true)),
    },
    Planter {
        rule: "security-zones/required-zone-missing",
        whose: Whose::Any,
        shape: level::<2>,
        plant: |file, _, _| {
            let zones = file.system().security().zones.as_mut().expect("a generated system has zones");
            zones.retain(|zone| !is_zone(zone, "internal"));
        },
    },
    Planter {
        rule: "security-zones/single-international-route",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, _| drop_control(file, "two-internet-routes"),
    },
    Planter {
        rule: "security-zones/state-secret-below-level-3",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Important),
        plant: |file, _, site| {
            let data = format!("dl-mat-{}", site.id);
            let kept = Data {
                name: Some("Tài liệu mật".to_owned()),
                classification: Some("state-secret"),
                ..Data::default()
            };
            file.data = Some(Map::one(data.clone(), kept));
            let database = file.database();
            database.platform = None;
            database.holds = Some(vec![data]);
            database.security = Some(Security { level: Some(2), ..Security::default() });
        },
    },
    Planter {
        rule: "security-zones/state-secret-flow-below-level-3",
        whose: Whose::Any,
        shape: level::<2>,
        plant: |file, _, site| {
            let mut told = secret("trung-tam-an-ninh-mang.nghiep-vu".to_owned(), site.part("nghiep-vu"));
            // Data exchange and services also make a way into the system, which another rule reports.
            told.kind = Some("technical");
            file.flows().push(told);
        },
    },
];
