//! Four lawful flows of each system: inside the agency, to another agency, to the national databases and platforms,
//! and one of people, administration or monitoring.

use super::Nation;
use super::language::Flow;
use super::outline::Role;
use super::random::Random;
use super::traits::Traits;
use super::words::{EXCHANGED, NATIONAL, class_of};

/// The flows of a system.
pub fn of(nation: &Nation, index: usize, traits: &Traits, random: &mut Random) -> Vec<Flow> {
    let agency = nation.plan.systems[index].agency;
    let writer = Writer { nation, index, id: nation.plan.id(index), agency, traits };
    let near = writer.near(random);
    let mut flows = match nation.plan.systems[index].role {
        Role::Procedures => vec![near, writer.intake(), writer.results(), writer.identity()],
        Role::Orchestration => vec![near, writer.administration(random), writer.monitoring(), writer.uplink("ndop")],
        Role::Integration => vec![near, writer.administration(random), writer.monitoring(), writer.uplink("ndxp")],
        Role::DataCentre => vec![near, writer.administration(random), writer.monitoring(), writer.national(random)],
        Role::SecurityCentre => vec![near, writer.administration(random), writer.national(random), writer.identity()],
        _ if traits.public => vec![near, writer.national(random), writer.people(), writer.identity()],
        _ => {
            let last = if random.one_in(3) { writer.administration(random) } else { writer.monitoring() };
            vec![near, writer.far(random), writer.national(random), last]
        }
    };
    if traits.lifecycle == "building" {
        for flow in &mut flows {
            flow.status = Some("planned");
            flow.started = None;
            flow.target_date = Some("2026-12-20");
        }
    }
    flows
}

struct Writer<'n> {
    nation: &'n Nation,
    index: usize,
    id: String,
    agency: usize,
    traits: &'n Traits,
}

fn texts(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|item| (*item).to_owned()).collect())
}

/// What all flows have.
pub fn flow(from: String, to: String, data: &str, purpose: &'static str) -> Flow {
    let class = class_of(data);
    let personal = class == "personal";
    Flow {
        from: Some(from),
        to: Some(to),
        via: Some(Vec::new()),
        kind: Some("service"),
        data: texts(&[data]),
        classification: Some(class),
        protection: personal.then_some("Mã hóa trên đường truyền"),
        status: Some("operating"),
        purpose: Some(purpose),
        protocol: Some("https"),
        started: Some("2026-05-12".to_owned()),
        data_purpose: personal.then_some("Giải quyết công việc được giao"),
        retention: personal.then_some("Không lưu kết quả"),
        access_log: personal.then_some(true),
        ..Flow::default()
    }
}

/// The same over the agency's platform and NDOP.
pub fn over_ndop(mut flow: Flow, receiver: Option<&str>) -> Flow {
    let mut via = vec!["ldop".to_owned(), "ldop.agent-node".to_owned(), "ndop".to_owned()];
    via.extend(receiver.map(|code| format!("{code}/ldop")));
    flow.via = Some(via);
    flow.mechanisms = Some(vec!["ndop"]);
    flow.protocol = Some("mtls");
    flow
}

impl Writer<'_> {
    fn worker(&self) -> String {
        format!("{}.nghiep-vu", self.id)
    }

    fn near(&self, random: &mut Random) -> Flow {
        let other = self.nation.plan.neighbour(self.nation.seed, self.agency, self.index, random);
        let to = format!("{}.tra-cuu", self.nation.plan.id(other));
        let mut flow = flow(self.worker(), to, random.pick(&EXCHANGED), "business");
        if self.nation.plan.systems[self.index].role != Role::Integration {
            flow.via = texts(&["lgsp"]);
        }
        flow
    }

    fn far(&self, random: &mut Random) -> Flow {
        let (code, id) = self.nation.far(self.agency, random);
        let to = format!("{code}/{id}.tra-cuu");
        let mut flow = flow(self.worker(), to, random.pick(&EXCHANGED), "business");
        flow.evidence = Some(format!("Văn bản thỏa thuận {}/TT", 1 + random.below(400)));
        over_ndop(flow, Some(&code))
    }

    fn national(&self, random: &mut Random) -> Flow {
        let (database, data) = random.pick(&NATIONAL);
        let flow = flow(self.worker(), database.to_owned(), data, "business");
        if self.nation.plan.systems[self.index].role == Role::Orchestration {
            return flow;
        }
        over_ndop(flow, None)
    }

    fn intake(&self) -> Flow {
        let to = format!("{}.tra-cuu", self.id);
        let mut flow = flow("cong-dich-vu-cong-quoc-gia".to_owned(), to, "dl-ho-so", "application-intake");
        flow.kind = Some("data-exchange");
        flow.via = texts(&["ndop", "ldop.agent-node", "ldop"]);
        flow.mechanisms = Some(vec!["ndop"]);
        flow
    }

    fn results(&self) -> Flow {
        let to = "cong-dich-vu-cong-quoc-gia".to_owned();
        let mut flow = over_ndop(flow(self.worker(), to, "dl-ket-qua", "result-sync"), None);
        flow.kind = Some("data-exchange");
        flow
    }

    fn people(&self) -> Flow {
        let mut flow = flow("cong-dan".to_owned(), format!("{}.cong", self.id), "dl-ket-qua", "business");
        flow.network = Some("internet");
        flow
    }

    fn identity(&self) -> Flow {
        flow(self.worker(), "dinh-danh-va-xac-thuc-dien-tu".to_owned(), "dl-tai-khoan", "authentication")
    }

    fn monitoring(&self) -> Flow {
        let mut flow = flow(self.worker(), "trung-tam-an-ninh-mang".to_owned(), "dl-nhat-ky", "monitoring");
        flow.kind = Some("technical");
        flow
    }

    fn administration(&self, random: &mut Random) -> Flow {
        administration(&self.id, self.traits.level, random.one_in(2))
    }

    fn uplink(&self, platform: &str) -> Flow {
        let mut flow = flow(self.worker(), platform.to_owned(), "dl-danh-muc", "business");
        flow.kind = Some("technical");
        flow
    }
}

/// Administration of a system from outside.
pub fn administration(id: &str, level: u8, restricted: bool) -> Flow {
    let mut flow = flow("nha-thau-van-hanh".to_owned(), format!("{id}.nghiep-vu"), "dl-nhat-ky", "administration");
    flow.kind = Some("technical");
    flow.network = Some("internet");
    let mut safeguards = vec!["vpn", "mfa"];
    safeguards.extend(restricted.then_some("restricted-administration"));
    if level >= 4 {
        safeguards.push("jump-host");
        flow.via = Some(vec![format!("{id}.jump-host")]);
    }
    flow.safeguards = Some(safeguards);
    flow
}
