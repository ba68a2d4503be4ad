//! Tasks against the day: late, due soon, later, undated, closed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Named, facts};
use crate::graph::{Graph, ObjectId};
use crate::lang::Words;
use crate::model::choices::TASK_STATUS;
use crate::schema::Noun;

/// A deadline within so many days from today is near.
pub const SOON_DAYS: i32 = 90;

/// How a task stands to the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// The deadline has passed, and it is not done.
    Late,
    /// The deadline has passed, and the task does not say where it stands.
    PerhapsLate,
    /// The deadline is today or within [`SOON_DAYS`] days.
    Soon,
    /// The deadline is farther away.
    Later,
    /// It is not done, and has no deadline.
    Undated,
    /// It is done, verified or awaiting verification.
    Done,
    /// It was stopped for good.
    Stopped,
}

impl Timing {
    /// Every timing, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Late, Self::PerhapsLate, Self::Soon, Self::Later, Self::Undated, Self::Done, Self::Stopped];

    /// The word in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::PerhapsLate => "perhaps-late",
            Self::Soon => "due-soon",
            Self::Later => "due-later",
            Self::Undated => "undated",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }
}

/// A task and how it stands to the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub object: Named,
    /// How it stands.
    pub timing: Timing,
    /// The day it must be done.
    pub deadline: Option<Date>,
    /// What it says about its status: the word and its name in the model.
    pub status: Option<(&'static str, Words)>,
}

/// Looks at every task of the estate.
pub(super) fn tasks(graph: &Graph, today: Date) -> Vec<Task> {
    let mut all: Vec<_> = graph.subjects(Noun::Task).iter().map(|id| task(graph, *id, today)).collect();
    all.sort_by(|a, b| {
        (a.deadline.is_none(), a.deadline, &a.object).cmp(&(b.deadline.is_none(), b.deadline, &b.object))
    });
    all
}

fn task(graph: &Graph, id: ObjectId, today: Date) -> Task {
    let deadline = graph.object(id).fields.get_date("deadline");
    let status = facts::word(graph, id, "status");
    let horizon = today.saturating_add(SOON_DAYS.days());
    let timing = match (status, deadline) {
        (Some("done-verified" | "done-awaiting-verification"), _) => Timing::Done,
        (Some("stopped"), _) => Timing::Stopped,
        (_, None) => Timing::Undated,
        (Some(_), Some(day)) if day < today => Timing::Late,
        (None, Some(day)) if day < today => Timing::PerhapsLate,
        (_, Some(day)) if day <= horizon => Timing::Soon,
        (_, Some(_)) => Timing::Later,
    };
    let named = |word| TASK_STATUS.options.iter().find(|item| item.key == word).map(|item| (word, item.label));
    Task { object: Named::of(graph, id), timing, deadline, status: status.and_then(named) }
}
