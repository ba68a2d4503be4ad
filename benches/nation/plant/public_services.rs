//! Faults of the group public-services: channels, and what applicants are asked for.

use super::{Planter, Site, any, level, ordinary, plain};
use crate::nation::flows::{flow, over_ndop};
use crate::nation::language::{File, Input, Map, Procedure, Service};
use crate::nation::outline::Whose;
use crate::nation::services;

fn procedure(centralised: bool) -> Procedure {
    Procedure {
        name: Some("Thủ tục mới".to_owned()),
        code: Some("9.999999".to_owned()),
        centralised: Some(centralised),
        ..Procedure::default()
    }
}

/// One more service, provided by the system.
fn service(site: &Site<'_>, procedures: Map<Procedure>) -> Service {
    services::service(site.nation, site.index, procedures)
}

fn offer(file: &mut File, site: &Site<'_>, service: Service) {
    file.services = Some(Map::one(format!("dich-vu-{}", site.id), service));
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "public-services/accessibility-not-declared",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut service = service(site, Map(Vec::new()));
            service.accessibility = None;
            offer(file, site, service);
        },
    },
    Planter {
        rule: "public-services/asks-for-data-already-held",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, site| {
            let asked = Input { data: Some("dl-cong-dan".to_owned()), source: Some("asked"), ..Input::default() };
            let mut procedure = procedure(false);
            procedure.inputs = Some(Map::one("thong-tin", asked));
            offer(file, site, service(site, Map::one("thu-tuc", procedure)));
            let lookup = flow(site.part("nghiep-vu"), "csdl-dan-cu".to_owned(), "dl-cong-dan", "business");
            file.flows().push(over_ndop(lookup, None));
        },
    },
    Planter {
        rule: "public-services/channel-not-on-web-and-mobile",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut service = service(site, Map(Vec::new()));
            service.forms = Some(vec!["web"]);
            offer(file, site, service);
        },
    },
    Planter {
        rule: "public-services/citizen-login-without-national-identity",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut service = service(site, Map(Vec::new()));
            service.login = Some(vec!["own-account"]);
            offer(file, site, service);
        },
    },
    Planter {
        rule: "public-services/local-system-takes-centralised-procedure",
        whose: Whose::Province,
        shape: any,
        plant: |file, _, site| {
            offer(file, site, service(site, Map::one("thu-tuc", procedure(true))));
            file.system().procedures = Some(vec![format!("dich-vu-{}.thu-tuc", site.id)]);
        },
    },
    Planter {
        rule: "public-services/procedure-system-not-linked-to-national-portal",
        whose: Whose::Province,
        shape: |traits, site| {
            plain(traits);
            level::<3>(traits, site);
            traits.kind = "procedure-system".to_owned();
        },
        plant: |file, _, _| file.system().shared_component_reuse = Some("thanh-phan-dung-chung-tthc"),
    },
    Planter {
        rule: "public-services/separate-public-service-portal",
        whose: Whose::Any,
        shape: |traits, _| {
            plain(traits);
            traits.kind = "portal".to_owned();
        },
        plant: |file, _, _| file.system().accepts_applications = Some(true),
    },
];
