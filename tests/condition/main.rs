//! The condition language: what is refused and where, what every form means, and whether the compiled
//! form, the naive interpreter and CEL itself agree.

mod cel;
mod faults;
mod places;
mod properties;
mod random;
mod random_yaml;
mod support;
mod values;
