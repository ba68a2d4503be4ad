//! Faults of the group security-zones that lie in one record: the level, and what it wants.

use super::{Planter, any, drop_control, level, ordinary, plain};
use crate::nation::language::Map;
use crate::nation::outline::Whose;

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "security-zones/control-missing-at-level-1",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<1>(traits, site);
        },
        plant: |file, _, _| drop_control(file, "ntp"),
    },
    Planter {
        rule: "security-zones/control-missing-at-level-2",
        whose: Whose::Any,
        shape: ordinary,
        plant: |file, _, _| drop_control(file, "ntp"),
    },
    Planter {
        rule: "security-zones/control-missing-at-level-3",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<3>(traits, site);
        },
        plant: |file, _, _| drop_control(file, "ntp"),
    },
    Planter {
        rule: "security-zones/control-missing-at-level-4",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<4>(traits, site);
        },
        plant: |file, _, _| drop_control(file, "ntp"),
    },
    Planter {
        rule: "security-zones/control-missing-at-level-5",
        whose: Whose::Central,
        shape: |traits, site| {
            plain(traits);
            level::<5>(traits, site);
        },
        plant: |file, _, _| drop_control(file, "ntp"),
    },
    Planter {
        rule: "security-zones/level-1-beyond-public-information",
        whose: Whose::Any,
        shape: |traits, site| {
            plain(traits);
            level::<1>(traits, site);
        },
        plant: |file, _, _| file.system().data_subjects.as_mut().expect("level 1 counts people").basic = Some(10),
    },
    Planter {
        rule: "security-zones/level-dossier-status-missing",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| file.system().security().dossier = None,
    },
    Planter {
        rule: "security-zones/level-too-low-for-conditional-service",
        whose: Whose::Any,
        shape: level::<2>,
        plant: |file, _, _| file.system().criteria().conditional_service = Some(true),
    },
    Planter {
        rule: "security-zones/level-too-low-for-data-subjects",
        whose: Whose::Any,
        shape: |traits, site| {
            ordinary(traits, site);
            traits.public = true;
        },
        plant: |file, _, site| {
            let subjects = file.system().data_subjects.as_mut().expect("a public system counts people");
            match site.number % 2 {
                0 => subjects.basic = Some(100_000),
                _ => subjects.sensitive = Some(10_000),
            }
        },
    },
    Planter {
        rule: "security-zones/level-too-low-for-international-interconnection",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| file.system().criteria().infrastructure_for = Some("international"),
    },
    Planter {
        rule: "security-zones/level-too-low-for-national-data-store",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| file.system().criteria().especially_important_data = Some(true),
    },
    Planter {
        rule: "security-zones/level-too-low-for-national-system",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| {
            let criteria = file.system().criteria();
            criteria.national_e_government = Some(true);
            criteria.continuous = Some(true);
        },
    },
    Planter {
        rule: "security-zones/level-too-low-for-procedure-system",
        // A province's would also want the national portal and the shared component.
        whose: Whose::Central,
        shape: |traits, _| {
            plain(traits);
            traits.level = 2;
            traits.kind = "procedure-system".to_owned();
        },
        plant: |_, _, _| {},
    },
    Planter {
        rule: "security-zones/level-too-low-for-shared-infrastructure",
        whose: Whose::Any,
        shape: level::<2>,
        plant: |file, _, _| file.system().criteria().infrastructure_for = Some("province"),
    },
    Planter {
        rule: "security-zones/log-retention-too-short",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| file.system().logs().retention_months = Some(1),
    },
    Planter {
        rule: "security-zones/national-defence-beyond-its-scope",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| {
            let by = Map::one("pam", Map::one("provided-by", "he-thong-phong-ve-mang"));
            let control = serde_yaml::to_value(by).expect("names are values");
            file.system().security().controls.as_mut().expect("a generated system has safeguards").push(control);
        },
    },
    Planter {
        rule: "security-zones/national-monitoring-link-missing",
        whose: Whose::Any,
        shape: level::<3>,
        plant: |file, _, _| {
            file.system().security().monitoring.as_mut().expect("level 3 is watched").national_link = Some(false)
        },
    },
    Planter {
        rule: "security-zones/operating-without-approved-dossier",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| {
            file.system().security().dossier.as_mut().expect("a generated system has one").status = Some("submitted")
        },
    },
    Planter {
        rule: "security-zones/recovery-missing",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, _| file.system().recovery().standby = Some(false),
    },
    Planter {
        rule: "security-zones/restore-test-overdue",
        whose: Whose::Any,
        shape: level::<4>,
        plant: |file, _, _| file.system().recovery().last_restore_test = Some("2026-03-02".to_owned()),
    },
    Planter {
        rule: "security-zones/rented-hosting-without-logical-separation",
        whose: Whose::Any,
        shape: |traits, site| {
            level::<3>(traits, site);
            traits.rented = true;
        },
        plant: |file, _, _| {
            file.system().hosting.as_mut().expect("the system is hosted").zone_separation = Some("none")
        },
    },
    Planter {
        rule: "security-zones/rented-hosting-without-physical-separation",
        whose: Whose::Any,
        shape: |traits, site| {
            level::<5>(traits, site);
            traits.rented = true;
        },
        plant: |file, _, _| {
            file.system().hosting.as_mut().expect("the system is hosted").device_separation = Some("logical")
        },
    },
    Planter {
        rule: "security-zones/security-level-missing",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| file.system().security().level = None,
    },
    Planter {
        rule: "security-zones/security-regulation-after-approval",
        whose: Whose::Any,
        shape: any,
        plant: |file, _, _| file.system().security().regulation_issued = Some("2026-11-20".to_owned()),
    },
    Planter {
        rule: "security-zones/standby-site-too-near",
        whose: Whose::Central,
        shape: level::<5>,
        plant: |file, _, _| file.system().recovery().site_distance_km = Some(12),
    },
];
