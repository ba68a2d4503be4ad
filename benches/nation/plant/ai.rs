//! Faults of the group ai: what AI components may do, and what must be on record about them.

use super::{Planter, thinking};
use crate::nation::outline::Whose;
use crate::nation::traits::Thinking;

/// The planters of the group.
pub const PLANTERS: &[Planter] = &[
    Planter {
        rule: "ai/ai-takes-final-decision",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| {
            let ai = file.ai();
            ai.automation = Some("advisory");
            ai.final_decision = Some(true);
        },
    },
    Planter {
        rule: "ai/decision-flow-without-human-approval",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.flows()[3].via = Some(Vec::new()),
    },
    Planter {
        rule: "ai/high-risk-without-conformity-assessment",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.ai().conformity = None,
    },
    Planter {
        rule: "ai/human-oversight-missing",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.ai().oversight = None,
    },
    Planter {
        rule: "ai/medium-or-high-not-notified",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Talk),
        plant: |file, _, _| file.ai().notification = None,
    },
    Planter {
        rule: "ai/model-drift-not-monitored",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Advice),
        plant: |file, _, _| file.ai().drift_monitoring = Some(false),
    },
    Planter {
        rule: "ai/operating-log-missing",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.ai().operating_log = None,
    },
    Planter {
        rule: "ai/risk-class-below-official-list",
        whose: Whose::Any,
        shape: |traits, _| {
            thinking(traits, Thinking::Control);
            traits.sector = Some("health");
        },
        plant: |file, _, _| file.ai().risk_class = Some("low"),
    },
    Planter {
        rule: "ai/risk-class-missing",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Advice),
        plant: |file, _, _| file.ai().risk_class = None,
    },
    Planter {
        rule: "ai/risk-class-without-basis",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Advice),
        plant: |file, _, _| file.ai().risk_basis = None,
    },
    Planter {
        rule: "ai/state-use-without-impact-assessment",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.ai().impact_assessment = None,
    },
    Planter {
        rule: "ai/technical-file-missing",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Decision),
        plant: |file, _, _| file.ai().technical_file = None,
    },
    Planter {
        rule: "ai/training-data-uncontrolled",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Advice),
        plant: |file, _, _| file.ai().training_data.as_mut().expect("the component was trained")[0].source = None,
    },
    Planter {
        rule: "ai/training-data-undeclared",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Advice),
        plant: |file, _, _| file.ai().training_data = None,
    },
    Planter {
        rule: "ai/transparency-label-missing",
        whose: Whose::Any,
        shape: |traits, _| thinking(traits, Thinking::Talk),
        plant: |file, _, _| file.ai().transparency_label = Some(false),
    },
];
