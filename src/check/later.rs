//! What is only needed once something was found, made when it is first looked at.

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

/// A value that may still have to be made.
pub struct Later<T> {
    value: OnceLock<T>,
    make: Option<Box<dyn Fn() -> T + Send + Sync>>,
}

impl<T> Later<T> {
    /// A value to be made when it is first looked at.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self { value: OnceLock::new(), make: Some(Box::new(make)) }
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        let Self { value, make } = self;
        value.into_inner().unwrap_or_else(|| made(make.as_deref()))
    }
}

fn made<T>(make: Option<&(dyn Fn() -> T + Send + Sync)>) -> T {
    make.expect("what is not there yet can be made")()
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { value: value.into(), make: None }
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| made(self.make.as_deref()))
    }
}

impl<T> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        self.value.get_mut().expect("it was made just now")
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}
