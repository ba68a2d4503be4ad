//! Faults of the group model: codes, layers, records.

use super::{Planter, Site, any, plain, store};
use crate::nation::language::{Agency, Map, Reference};
use crate::nation::outline::Whose;
use crate::nation::traits::Store;

/// One more unit of the agency, with a code.
fn unit(site: &Site<'_>, code: String) -> Agency {
    Agency {
        name: Some(format!("Đơn vị mới {}", site.index)),
        code: Some(code),
        level: Some("unit"),
        parent: Some(site.home().to_owned()),
        ..Agency::default()
    }
}

/// One more record about a national component.
fn reference(site: &Site<'_>, owner: String, layer: Option<&'static str>) -> Map<Reference> {
    let reference = Reference {
        name: Some("Nền tảng chia sẻ, điều phối dữ liệu quốc gia".to_owned()),
        object: Some("ndop"),
        owner: Some(owner),
        layer,
        usage: Some("in-use"),
        evidence: None,
    };
    Map::one(format!("ban-ghi-{}", site.id), reference)
}

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "model/closed-agency-code",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            let mut unit = unit(site, format!("{}.Z{}", site.home(), site.index));
            unit.former_codes = Some(vec![site.home().to_owned()]);
            file.agencies = Some(Map::one(format!("{}.Z{}", site.home(), site.index), unit));
        },
    },
    Planter {
        rule: "model/duplicate-code",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, _| {
            let code = file.system().code.clone();
            file.database().code = code;
        },
    },
    Planter {
        rule: "model/kind-in-wrong-layer",
        whose: Whose::Any,
        shape: |traits, _| {
            traits.kind = "iot-platform".to_owned();
            traits.place = ("application", "shared-application");
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "model/layer-component-mismatch",
        whose: Whose::Any,
        shape: |traits, _| plain(traits),
        plant: |file, _, _| file.system().layer_component = Some("digital-infrastructure"),
    },
    Planter {
        rule: "model/legacy-agency-code",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            file.agencies = Some(Map::one(
                format!("{}.Z{}", site.home(), site.index),
                unit(site, format!("000.{:02}.{:02}.H99", site.index / 100 % 100, site.index % 100)),
            ))
        },
    },
    Planter {
        rule: "model/malformed-agency-code",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| {
            file.agencies = Some(Map::one(
                format!("{}.Z{}", site.home(), site.index),
                unit(site, format!("{}-{}", site.home(), site.index)),
            ))
        },
    },
    Planter {
        rule: "model/model-code-outside-its-layer",
        whose: Whose::Any,
        shape: |traits, _| plain(traits),
        plant: |file, _, _| file.system().model_code = Some("HTS1"),
    },
    Planter {
        rule: "model/reference-in-another-layer",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| file.references = Some(reference(site, "bo-cong-an".to_owned(), Some("application"))),
    },
    Planter {
        rule: "model/reference-record-claims-ownership",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, site| file.references = Some(reference(site, site.home().to_owned(), Some("data"))),
    },
    Planter {
        rule: "model/same-asset-recorded-twice",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, _| {
            let name = file.system().name.clone();
            file.database().name = name;
        },
    },
    Planter {
        rule: "model/source-code-recorded-twice",
        whose: Whose::Any,
        shape: |traits, site| store(traits, site, Store::Open),
        plant: |file, _, site| {
            let code = Some(format!("QG.{:06}", site.index));
            file.system().source_code = code.clone();
            file.database().source_code = code;
        },
    },
];
