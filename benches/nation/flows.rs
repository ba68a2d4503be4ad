//! Four lawful flows of each system: inside the agency, to another agency, to the national databases and platforms,
//! and one of people, administration or monitoring.

use super::language::{Abroad, Flow, Refusal};
use super::outline::{Role, Stage};
use super::random::Random;
use super::traits::{Store, Thinking, Traits};
use super::words::{EXCHANGED, NATIONAL, NATIONAL_IMPERSONAL, class_of};
use super::{Nation, ai, stores};

/// The flows of a system.
pub fn of(nation: &Nation, index: usize, traits: &Traits, random: &mut Random) -> Vec<Flow> {
    let agency = nation.plan.systems[index].agency;
    let writer = Writer { nation, index, id: nation.plan.id(index), agency, traits };
    let near = writer.near(random);
    let mut flows = match nation.plan.systems[index].role {
        Role::Procedures => vec![near, writer.intake(), writer.results(), writer.identity()],
        Role::Orchestration => vec![near, writer.administration(random), writer.monitoring(), writer.uplink("ndop")],
        Role::Integration => vec![near, writer.administration(random), writer.monitoring(), writer.uplink("ndxp")],
        Role::DataCentre => {
            vec![writer.dependency(), writer.inner_administration(), writer.monitoring(), writer.operation_inside()]
        }
        Role::SecurityCentre => vec![near, writer.administration(random), writer.national(random), writer.identity()],
        Role::Unit { which: ANALYTICS, .. } => {
            vec![near, writer.masked(), writer.national(random), writer.last(random)]
        }
        _ if traits.public => vec![near, writer.national(random), writer.people(), writer.identity()],
        role => vec![near, writer.beyond(role, random), writer.national(random), writer.last(random)],
    };
    match traits.ai {
        Some(Thinking::Talk) => flows[3] = writer.talk(),
        Some(Thinking::Decision) => flows[3] = writer.decision(),
        _ => {}
    }
    if traits.store == Some(Store::Copy) {
        flows[2] = writer.copy();
    }
    for flow in &mut flows {
        match traits.stage {
            Stage::Building => {
                flow.status = Some("planned");
                flow.started = None;
                flow.target_date = Some("2026-12-20");
            }
            Stage::Retired => flow.status = Some("ended"),
            Stage::Operating | Stage::Replacing => {}
        }
    }
    flows
}

/// The analytics among the systems of units.
const ANALYTICS: usize = 9;

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
        flow.evidence = random.one_in(3).then(|| format!("Văn bản thỏa thuận {}/TT", 1 + random.below(400)));
        over_ndop(flow, Some(&code))
    }

    /// To another agency, as the system's task wants it; most look something up.
    fn beyond(&self, role: Role, random: &mut Random) -> Flow {
        let task = if let Role::Sector { task, .. } = role { task } else { usize::MAX };
        let often = random.one_in(3);
        match task {
            _ if self.traits.impersonal() => self.far(random),
            _ if self.traits.level >= 4 => self.important(random),
            8 if often => self.document(random),
            10 if often => self.refused(random),
            15 if often => self.abroad(random.one_in(2)),
            14 if self.traits.level >= 3 && !self.traits.on_cloud() => self.secret(),
            _ => self.far(random),
        }
    }

    fn important(&self, random: &mut Random) -> Flow {
        let (code, id) = self.nation.far(self.agency, random);
        let mut flow = flow(self.worker(), format!("{code}/{id}.tra-cuu"), "dl-quan-trong", "business");
        flow.protection = Some("Mã hóa hai lớp trên đường truyền");
        flow.safeguards = Some(vec!["double-encryption-in-transit"]);
        over_ndop(flow, Some(&code))
    }

    fn document(&self, random: &mut Random) -> Flow {
        let mut flow = self.far(random);
        flow.purpose = Some("official-document");
        flow.via = texts(&["truc-lien-thong-van-ban-quoc-gia"]);
        flow.mechanisms = Some(vec!["interconnection-axis"]);
        flow
    }

    fn refused(&self, random: &mut Random) -> Flow {
        let mut flow = self.far(random);
        flow.status = Some("refused");
        flow.started = None;
        flow.refusal = Some(Refusal {
            date: Some("2026-10-05".to_owned()),
            document: Some(format!("{}/CV-TC", 1 + random.below(400))),
            basis: Some("Khoản 3 Điều 12 Luật Dữ liệu"),
        });
        flow
    }

    fn abroad(&self, exempt: bool) -> Flow {
        let mut flow = flow(self.worker(), "doi-tac-nuoc-ngoai".to_owned(), "dl-van-bang", "business");
        flow.network = Some("internet");
        flow.cross_border = Some(Abroad {
            country: Some("Nhật Bản"),
            assessment: Some(if exempt { "exempt" } else { "dossier" }),
            document: (!exempt).then(|| "12/HS-CXB".to_owned()),
        });
        flow
    }

    /// A secret report to the agency's own security centre.
    fn secret(&self) -> Flow {
        let to = "trung-tam-an-ninh-mang.nghiep-vu".to_owned();
        let mut flow = flow(self.worker(), to, "dl-bao-cao", "reporting");
        flow.kind = Some("data-exchange");
        flow.data = None;
        flow.classification = Some("state-secret");
        flow.protection = Some("Mật mã cơ yếu, mạng riêng");
        flow.mechanisms = Some(vec!["secret-document-axis"]);
        flow.network = Some("private-line");
        flow
    }

    /// What analytics receive of the procedure system, without names.
    fn masked(&self) -> Flow {
        let mut flow = flow("mot-cua.nghiep-vu".to_owned(), self.worker(), "dl-ket-qua", "reporting");
        flow.kind = Some("data-exchange");
        flow.via = texts(&["lgsp"]);
        flow.masking = Some("anonymise");
        flow
    }

    fn copy(&self) -> Flow {
        let to = stores::id(&self.id);
        let mut flow = flow("csdl-dang-ky-doanh-nghiep".to_owned(), to, "dl-doanh-nghiep", "synchronisation");
        flow.kind = Some("data-exchange");
        flow.via = texts(&["ndop", "ldop.agent-node", "ldop"]);
        flow.mechanisms = Some(vec!["ndop"]);
        flow
    }

    fn talk(&self) -> Flow {
        let mut flow = flow("cong-dan".to_owned(), ai::id(&self.id), "dl-ket-qua", "business");
        flow.network = Some("internet");
        flow
    }

    fn decision(&self) -> Flow {
        let mut flow = flow(ai::id(&self.id), self.worker(), "dl-bao-cao", "decision");
        flow.via = Some(vec![format!("{}.phe-duyet", self.id)]);
        flow
    }

    /// A data centre leans on the security centre through a gateway.
    fn dependency(&self) -> Flow {
        let mut flow = flow(self.worker(), "trung-tam-an-ninh-mang.nghiep-vu".to_owned(), "dl-nhat-ky", "logging");
        flow.kind = Some("dependency");
        flow.via = Some(vec![format!("{}.cong-an-toan", self.id)]);
        flow
    }

    fn inner_administration(&self) -> Flow {
        let from = "trung-tam-an-ninh-mang.nghiep-vu".to_owned();
        let mut flow = flow(from, self.worker(), "dl-nhat-ky", "administration");
        flow.kind = Some("technical");
        flow.via = Some(vec![format!("{}.jump-host", self.id)]);
        flow.safeguards = Some(vec!["vpn", "mfa"]);
        flow
    }

    fn operation_inside(&self) -> Flow {
        let (from, to) = (format!("{}.cong", self.id), format!("{}.van-hanh", self.id));
        let mut flow = flow(from, to, "dl-giam-sat", "business");
        flow.kind = Some("technical");
        flow.via = Some(vec![format!("{}.cong-an-toan", self.id)]);
        flow
    }

    fn last(&self, random: &mut Random) -> Flow {
        if random.one_in(3) { self.administration(random) } else { self.monitoring() }
    }

    fn national(&self, random: &mut Random) -> Flow {
        let (database, data) = match self.traits.impersonal() {
            true => random.pick(&NATIONAL_IMPERSONAL),
            false => random.pick(&NATIONAL),
        };
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
        flow.kind = Some("data-exchange");
        flow.via = Some(if platform == "ndop" { vec!["ldop.agent-node".to_owned()] } else { Vec::new() });
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
