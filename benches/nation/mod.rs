//! The national estate: a made-up nation of any size, without fault but for those planted on purpose.
//!
//! Pure: the same seed and size give the same files and the same faults. The agencies are fictitious (codes X01 to
//! X56); the national platforms and databases that flows lead to are those of the shipped catalogue. One file for
//! each system, with four flows, about 4 kB; every fourth file is written as a program writes YAML, the rest as people
//! do. Used by the benchmarks and by the tests, which both check the answer: every planted fault is found, by its own
//! rule alone, and nothing else is. It reads no file and no rule; `plant.rs` says what each rule looks for.

mod ai;
mod flows;
mod handwriting;
mod language;
mod outline;
mod plans;
mod plant;
mod proof;
mod random;
mod security;
mod services;
mod shared;
mod stores;
mod system;
mod traits;
mod words;

use std::collections::BTreeMap;

#[allow(unused_imports)] // the tests alone ask for the tables, the benchmark alone for the day
pub use plant::{PLANTERS, UNPLANTED};
#[allow(unused_imports)]
pub use proof::{TODAY, found, lint, rules};
pub use random::Random;

use outline::{Plan, Whose};
use traits::Traits;
use words::{DEPARTMENTS, DIVISIONS};

/// A nation, ready to be written down file by file.
#[derive(Debug)]
pub struct Nation {
    seed: u64,
    plan: Plan,
    faults: usize,
}

impl Nation {
    /// A nation of so many systems, with so many faults for each rule that has a planter.
    pub fn new(seed: u64, size: usize, faults: usize) -> Self {
        let whose: Vec<Whose> = PLANTERS.iter().map(|planter| planter.whose).collect();
        Self { seed, plan: Plan::new(seed, size, &whose, faults), faults }
    }

    /// How many faults of each rule a nation of a size is usually given.
    pub fn usual_faults(size: usize) -> usize {
        1 + size / 1000
    }

    /// How many files it has: three for the nation, one for each agency, one for each system.
    pub fn len(&self) -> usize {
        3 + self.plan.agencies.len() + self.plan.systems.len()
    }

    /// One of its files: path and text.
    pub fn file(&self, number: usize) -> (String, String) {
        let agencies = self.plan.agencies.len();
        let (path, title, file) = match number {
            0 => ("agencies.yaml".to_owned(), "Cơ quan của quốc gia giả định", shared::agencies(self)),
            1 => ("nang-luc.yaml".to_owned(), "Năng lực chuyên ngành", shared::capabilities()),
            2 => ("du-lieu.yaml".to_owned(), "Nhóm dữ liệu dùng chung", shared::data()),
            _ if number < 3 + agencies => {
                let agency = number - 3;
                let path = format!("{}/don-vi.yaml", self.plan.agencies[agency].code);
                (path, "Đơn vị trực thuộc và bản ghi tham chiếu", shared::units(self, agency))
            }
            _ => {
                let index = number - 3 - agencies;
                let path = format!("{}/he-thong/{}.yaml", self.code(index), self.plan.id(index));
                (path, "Hồ sơ hệ thống", self.system(index))
            }
        };
        let tree = handwriting::tree(&file);
        let text = match number % 4 {
            0 => serde_yaml::to_string(&tree).expect("a tree of plain values is YAML"),
            _ => handwriting::text(&tree),
        };
        (path, format!("# {title}. Dữ liệu giả định.\n\n{text}"))
    }

    /// All of its files.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> + '_ {
        (0..self.len()).map(|number| self.file(number))
    }

    /// How many faults were planted, by rule.
    pub fn planted(&self) -> BTreeMap<String, usize> {
        let planted = PLANTERS.iter().filter(|_| self.faults > 0);
        planted.map(|planter| (planter.rule.to_owned(), self.faults)).collect()
    }

    fn system(&self, index: usize) -> language::File {
        let mut traits = Traits::of(self, index);
        let Some((planter, number)) = self.plan.systems[index].fault else {
            return system::file(self, index, &traits);
        };
        let site = plant::Site { nation: self, index, number, id: self.plan.id(index) };
        (PLANTERS[planter].shape)(&mut traits, &site);
        let mut file = system::file(self, index, &traits);
        (PLANTERS[planter].plant)(&mut file, &traits, &site);
        file
    }

    fn code(&self, index: usize) -> &str {
        &self.plan.agencies[self.plan.systems[index].agency].code
    }

    /// A sound system of another agency: the agency's code and the system's id.
    fn far(&self, agency: usize, random: &mut Random) -> (String, String) {
        let count = self.plan.agencies.len();
        let other = (agency + 1 + random.below(count - 1)) % count;
        let index = self.plan.neighbour(self.seed, other, usize::MAX, random);
        (self.plan.agencies[other].code.clone(), self.plan.id(index))
    }

    /// The data centre of the next central agency, as other agencies refer to it.
    fn central_data_centre(&self, agency: usize) -> String {
        let agencies = &self.plan.agencies;
        let others = (1..=agencies.len()).map(|step| &agencies[(agency + step) % agencies.len()]);
        let central = others.into_iter().find(|other| !other.province).expect("a nation has a central agency");
        format!("{}/trung-tam-du-lieu", central.code)
    }

    fn agency_name(&self, agency: usize) -> String {
        match self.plan.agencies[agency].province {
            true => format!("tỉnh Minh Họa {:02}", agency + 1),
            false => format!("Cơ quan trung ương Minh Họa {:02}", agency + 1),
        }
    }

    fn unit_name(&self, agency: usize, unit: usize) -> String {
        let province = self.plan.agencies[agency].province;
        let names = if province { &DEPARTMENTS } else { &DIVISIONS };
        let head = names[unit % names.len()];
        let of = self.agency_name(agency);
        match unit / names.len() {
            0 => format!("{head} {of}"),
            number => format!("Đơn vị số {number} thuộc {head} {of}"),
        }
    }

    fn commune_name(&self, agency: usize, commune: usize) -> String {
        let kind = if commune.is_multiple_of(3) { "phường" } else { "xã" };
        format!("{kind} Mẫu {:02}-{:03}", agency + 1, commune + 1)
    }
}
