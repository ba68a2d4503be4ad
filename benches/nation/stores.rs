//! Databases that are described by themselves, beside the one that every system keeps as a part.

use super::Nation;
use super::language::{Copied, Data, Database, File, Map};
use super::security;
use super::traits::{Store, Traits};

/// The id of a system's database.
pub fn id(system: &str) -> String {
    format!("csdl-{system}")
}

/// The data that a master store masters; the id is known in the agency only.
pub fn mastered(system: &str) -> String {
    format!("dl-goc-{system}")
}

/// Describes the database of a system, and the data that only it masters.
pub fn add(file: &mut File, nation: &Nation, index: usize, traits: &Traits, store: Store) {
    let system = nation.plan.id(index);
    let code = nation.code(index).to_owned();
    let operator = file.system().operator.as_ref().and_then(|all| all.first().cloned());
    let mut database = Database {
        name: Some(format!("Cơ sở dữ liệu của {}", traits.name)),
        owner: traits.owner.clone(),
        kind: Some("sector"),
        layer: Some("data"),
        layer_component: Some("data"),
        sharing: Some(traits.sharing),
        operator,
        technical_contact: Some("Bộ phận trực vận hành"),
        data_owner: Some(code.clone()),
        lifecycle: Some("operating"),
        role: Some("transactional"),
        platform: Some(system.clone()),
        classification: Some("internal"),
        masters: Some(Vec::new()),
        copies: Some(Vec::new()),
        hosting: (store == Store::Important).then(security::hosting),
        ..Database::default()
    };
    match store {
        Store::Master => {
            let data = mastered(&system);
            database.role = Some("master");
            database.holds = Some(vec![data.clone()]);
            database.masters = Some(vec![data.clone()]);
            database.writers = Some(vec![system.clone()]);
            file.data = Some(Map::one(data, own_data(id(&system), code)));
        }
        Store::Copy => {
            let data = "dl-doanh-nghiep".to_owned();
            database.role = Some("copy");
            database.classification = Some("public");
            database.holds = Some(vec![data.clone()]);
            database.copies = Some(vec![Copied {
                data: Some(data),
                source: Some("csdl-dang-ky-doanh-nghiep".to_owned()),
                freshness: Some("Hằng ngày"),
            }]);
        }
        Store::Personal => {
            database.classification = Some("personal");
            database.purpose = Some("Tra cứu theo yêu cầu của chủ thể dữ liệu");
            database.retention = Some("10 năm");
            database.access_log = Some(true);
            database.holds = Some(vec!["dl-ket-qua".to_owned()]);
        }
        Store::Important => {
            database.classification = Some("important");
            database.encrypted = Some(true);
            database.holds = Some(vec!["dl-quan-trong".to_owned()]);
        }
        Store::Open => {
            database.classification = Some("open");
            database.published_on = Some("cong-du-lieu-quoc-gia");
            database.holds = Some(vec!["dl-danh-muc".to_owned()]);
        }
    }
    file.databases = Some(Map::one(id(&system), database));
}

fn own_data(master: String, owner: String) -> Data {
    Data {
        name: Some("Danh mục chuyên ngành của cơ quan".to_owned()),
        classification: Some("internal"),
        data_layer: Some("master"),
        master: Some(master),
        dictionary_entry: Some("Danh mục chuyên ngành".to_owned()),
        owner: Some(owner),
    }
}
