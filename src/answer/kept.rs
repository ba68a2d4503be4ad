//! Which values an answer is made of. A record is taken apart whole, so that a new field does not compile before it is
//! kept, too.
//!
//! Nothing else stands here: how bytes are written is `bytes.rs`.

use jiff::civil::Date;

use super::Answer;
use super::bytes::{In, Kept, Out};
use crate::diagnostic::{
    Citation, Diagnostic, Edit, Fix, Inconclusive, Label, MissingFact, PathHop, Severity, Standing,
};
use crate::finding::{Exception, Granted, Safety};
use crate::graph::EdgeKind;
use crate::lang::Localized;
use crate::linter::Counts;
use crate::rule::hop_label;
use crate::source::Span;

/// A record by its fields, all of them.
macro_rules! record {
    ($name:ty { $($field:ident),* }) => {
        impl Kept for $name {
            fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
                let Self { $($field),* } = self;
                $($field.put(out)?;)*
                Some(())
            }

            fn take(from: &mut In<'_>) -> Option<Self> {
                Some(Self { $($field: Kept::take(from)?),* })
            }
        }
    };
}

/// One of a few, by its number among all of them.
macro_rules! one_of {
    ($name:ty, $all:expr) => {
        impl Kept for $name {
            fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
                let number = $all.iter().position(|each| each == self)?;
                out.raw(&[u8::try_from(number).ok()?]);
                Some(())
            }

            fn take(from: &mut In<'_>) -> Option<Self> {
                let [number] = from.raw()?;
                $all.into_iter().nth(number.into())
            }
        }
    };
}

record!(Answer { diagnostics, inconclusive, counts, secrets });
record!(Diagnostic {
    rule,
    severity,
    title,
    message,
    why,
    help,
    at,
    labels,
    path,
    basis,
    subjects,
    values,
    fix,
    accepted
});
record!(Label { at, text });
record!(Citation { document, number, title, at, standing, note });
record!(Fix { safety, edits });
record!(Edit { at, with });
record!(Exception { by, reason, approver, until, at });
record!(Inconclusive { rule, subject, at, missing });
record!(MissingFact { object, field, pattern });
record!(Counts { files, skipped, objects, flows, rules, decided });
record!(Localized<String> { vi, en });

one_of!(Severity, Severity::ALL);
one_of!(Standing, Standing::ALL);
one_of!(Granted, Granted::ALL);
one_of!(Safety, [Safety::Safe, Safety::Unsafe]);
one_of!(EdgeKind, EdgeKind::ALL);
one_of!(bool, [false, true]);

/// The words of a hop are the program's own: written is which edge it is and which way it is walked.
impl Kept for PathHop {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        let Self { from, to, edge, label, at } = self;
        let kind = EdgeKind::ALL.iter().find(|kind| kind.key() == *edge)?;
        let back = [false, true].iter().find(|back| hop_label(*kind, **back) == *label)?;
        from.put(out)?;
        to.put(out)?;
        out.raw(&[EdgeKind::ALL.iter().position(|each| each == kind)? as u8, u8::from(*back)]);
        at.put(out)
    }

    fn take(input: &mut In<'_>) -> Option<Self> {
        let (from, to) = (Kept::take(input)?, Kept::take(input)?);
        let (kind, back) = (EdgeKind::take(input)?, bool::take(input)?);
        Some(Self { from, to, edge: kind.key(), label: hop_label(kind, back), at: Kept::take(input)? })
    }
}

impl Kept for String {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.word(self)
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        from.word().map(str::to_owned)
    }
}

impl Kept for Span {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.place(*self)
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        from.place()
    }
}

impl Kept for usize {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.number(u32::try_from(*self).ok()?);
        Some(())
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Kept for Date {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.raw(&self.year().to_le_bytes());
        out.raw(&[self.month().to_le_bytes(), self.day().to_le_bytes()].concat());
        Some(())
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        let year = i16::from_le_bytes(from.raw()?);
        Self::new(year, i8::from_le_bytes(from.raw()?), i8::from_le_bytes(from.raw()?)).ok()
    }
}

impl<T: Kept> Kept for Option<T> {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.raw(&[u8::from(self.is_some())]);
        self.iter().try_for_each(|value| value.put(out))
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        match bool::take(from)? {
            true => T::take(from).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        out.number(u32::try_from(self.len()).ok()?);
        self.iter().try_for_each(|value| value.put(out))
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        let count = from.number()?;
        let mut all = Self::with_capacity(from.room(count, size_of::<T>()));
        for _ in 0..count {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()> {
        self.0.put(out)?;
        self.1.put(out)
    }

    fn take(from: &mut In<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}
