//! Rules without a planter, and why.

/// Rules without a planter, and why.
pub const UNPLANTED: &[(&str, &str)] = &[
    (
        "data/state-secret-on-shared-cloud",
        "whatever keeps a state secret on the shared cloud is also a way of one step into it, which \
         state-secret-reaches-shared-cloud reports, so no single fact breaks this rule alone; its folder pins it",
    ),
    (
        "data/state-secret-reaches-low-level",
        "the last step of the way is a flow or a store below level 3, which state-secret-flow-below-level-3 or \
         state-secret-below-level-3 reports as well; its folder pins it",
    ),
];
