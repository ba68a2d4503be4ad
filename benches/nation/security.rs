//! Zones, safeguards, hosting and recovery as each level wants them.

use serde_yaml::Value;

use super::language::{Dossier, Hosting, Logs, Map, Monitoring, Record, Recovery, Security};
use super::random::Random;

/// The zones of a level, each with the zones that may connect to it; the last two columns say at which levels.
const ZONES: [(&str, &[&str], u8, u8); 10] = [
    ("perimeter", &["internet"], 1, 5),
    ("dmz", &["perimeter"], 1, 5),
    ("internal", &[], 1, 5),
    ("server", &["dmz", "internal"], 1, 2),
    ("internal-server", &["dmz", "internal"], 3, 5),
    ("database", &["internal-server"], 3, 5),
    ("management", &["internal"], 3, 5),
    ("device-management", &["management"], 4, 5),
    ("backup", &[], 2, 5),
    ("log", &["management"], 4, 5),
];

/// The safeguards first wanted at each level.
const CONTROLS: [(u8, &[&str]); 5] = [
    (1, &["network-diagram", "firewall-ips", "vpn", "mfa", "ntp"]),
    (2, &["separate-backup", "encryption-at-rest", "secure-protocols", "restricted-administration"]),
    (
        3,
        &[
            "data-flow-diagram",
            "database-firewall",
            "nac",
            "egress-control",
            "central-accounts",
            "encryption-in-transit",
            "backup-3-2-1",
            "hot-standby",
            "separate-teams",
            "pentest",
        ],
    ),
    (
        4,
        &[
            "pam",
            "dlp",
            "micro-segmentation",
            "one-way-gateway",
            "jump-host",
            "isolated-management",
            "monitoring-24-7",
            "immutable-logs",
            "double-encryption-in-transit",
            "two-internet-routes",
            "sbom",
        ],
    ),
    (5, &["zero-trust", "standby-site", "crypto-hardware"]),
];

/// Safeguards that a shared system provides: the level they are wanted from, and who provides them.
const PROVIDED: [(u8, &str, &str); 4] = [
    (2, "waf", "he-thong-phong-ve-mang"),
    (3, "anti-ddos", "he-thong-phong-ve-mang"),
    (3, "siem", "trung-tam-an-ninh-mang"),
    (3, "edr", "trung-tam-an-ninh-mang"),
];

/// The zone of the applications.
pub fn server_zone(level: u8) -> &'static str {
    if level <= 2 { "server" } else { "internal-server" }
}

/// The zone of the data.
pub fn database_zone(level: u8) -> &'static str {
    if level <= 2 { "server" } else { "database" }
}

/// One zone and what may connect to it; one that states no origin is written as its name alone.
pub fn zone(kind: &str, reachable_from: &[&str]) -> Value {
    if reachable_from.is_empty() {
        return Value::from(kind);
    }
    let reach = Map::one("reachable-from", reachable_from.to_vec());
    serde_yaml::to_value(Map::one(kind, reach)).expect("names and lists are values")
}

/// Everything that a level wants.
pub fn security(level: u8, number: usize, random: &mut Random) -> Security {
    let zones = ZONES.iter().filter(|(.., from, to)| (*from..=*to).contains(&level));
    let plain = CONTROLS.iter().filter(|(from, _)| *from <= level).flat_map(|(_, kinds)| kinds.iter());
    let provided = PROVIDED.iter().filter(|(from, ..)| *from <= level).map(|(_, kind, by)| {
        let detail = Map::one("provided-by", *by);
        serde_yaml::to_value(Map::one(*kind, detail)).expect("names are values")
    });
    Security {
        level: Some(level),
        dossier: Some(Dossier {
            status: Some("approved"),
            date: Some(random.day(2026, 9..11)),
            decision: Some(format!("{}/QĐ-HSCĐ", 100 + number)),
            ..Dossier::default()
        }),
        regulation_issued: Some(format!("2026-08-{:02}", 20 + random.below(9))),
        zones: Some(zones.map(|(kind, from, ..)| zone(kind, from)).collect()),
        controls: Some(provided.chain(plain.map(|kind| Value::from(*kind))).collect()),
        logs: Some(Logs {
            retention_months: Some([1, 1, 1, 3, 6, 12][usize::from(level)]),
            zone: (level >= 4).then_some("log"),
            separate_system: (level >= 4).then_some(true),
        }),
        risk_assessment: Some(Record { date: Some(random.day(2026, 10..11)), document: None }),
        monitoring: (level >= 3)
            .then_some(Monitoring { national_link: Some(true), by: Some("trung-tam-an-ninh-mang") }),
    }
}

/// Hosting in the agency's own data centre.
pub fn hosting() -> Hosting {
    Hosting { on: Some("trung-tam-du-lieu".to_owned()), rented: Some(false), ..Hosting::default() }
}

/// Rented hosting, separated from others there as the level wants it.
pub fn rented(on: String, level: u8) -> Hosting {
    let how = Some(if level >= 5 { "physical" } else { "logical" });
    Hosting {
        on: Some(on),
        rented: Some(true),
        separation: how,
        zone_separation: how,
        storage_separation: how,
        device_separation: (level >= 5).then_some("physical"),
    }
}

/// Backup, and from level 3 on standby and recovery.
pub fn recovery(level: u8, random: &mut Random) -> Recovery {
    Recovery {
        backup: Some(true),
        backup_zone: Some(if level == 1 { "internal" } else { "backup" }),
        standby: (level >= 3).then_some(true),
        disaster_recovery: (level >= 3).then_some(true),
        site_distance_km: (level >= 5).then(|| 40 + random.below(200) as u16),
        last_restore_test: (level >= 3).then(|| random.day(2026, if level >= 4 { 9..11 } else { 6..11 })),
    }
}
