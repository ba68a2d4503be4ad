//! The services that a procedure system provides: procedures, and what each needs from the applicant.

use super::Nation;
use super::language::{File, Input, Map, Procedure, Service};
use super::words::{PROCEDURES, UNCONNECTED};

/// The id of an agency's service.
pub const SERVICE: &str = "dich-vu-cong";

/// Describes the services of the procedure system in the file.
pub fn add(file: &mut File, nation: &Nation, index: usize) {
    let agency = nation.plan.systems[index].agency;
    let mut procedures = Map(Vec::new());
    for (number, (id, name, data, lookup)) in PROCEDURES.into_iter().enumerate() {
        let asked = Input {
            name: Some("Giấy tờ xuất nhập cảnh"),
            data: Some(UNCONNECTED.1.to_owned()),
            source: Some("asked"),
            lookup: None,
        };
        let looked_up = Input {
            name: Some("Thông tin đã có trong cơ sở dữ liệu"),
            data: Some(data.to_owned()),
            source: Some("looked-up"),
            lookup: Some(lookup.to_owned()),
        };
        let mut inputs = Map::one("giay-to", asked);
        inputs.push("thong-tin", looked_up);
        let procedure = Procedure {
            name: Some(name.to_owned()),
            code: Some(format!("9.{:06}", 100 * agency + number)),
            centralised: Some(false),
            level: Some("full"),
            inputs: Some(inputs),
        };
        procedures.push(id, procedure);
    }
    file.system().procedures = Some(PROCEDURES.iter().map(|(id, ..)| format!("{SERVICE}.{id}")).collect());
    file.services = Some(Map::one(SERVICE, service(nation, index, procedures)));
}

/// A service without fault.
pub fn service(nation: &Nation, index: usize, procedures: Map<Procedure>) -> Service {
    Service {
        name: Some(format!("Dịch vụ công của {}", nation.agency_name(nation.plan.systems[index].agency))),
        layer: Some("channel"),
        layer_component: Some("interaction-channel"),
        lifecycle: Some("operating"),
        provided_by: Some(nation.plan.id(index)),
        channels: Some(vec!["cong-dich-vu-cong-quoc-gia"]),
        login: Some(vec!["national-identity"]),
        languages: Some(vec!["vi", "en"]),
        forms: Some(vec!["web", "mobile"]),
        accessibility: Some("WCAG 2.0 mức AA"),
        procedures: Some(procedures),
    }
}
