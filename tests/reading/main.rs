//! From bytes on disk to findings, through the program itself: what is read, what is passed over, what is refused.
//!
//! Each test makes a folder, runs `khung check` in it, and looks at the places, the streams and the exit code.
//! Whatever lies in a folder, a run ends soon, by itself, with 0, 1 or 2. What rules decide is proved elsewhere;
//! here the faults are those of the texts.

mod bytes;
mod endings;
mod folders;
mod fuzz;
mod links;
mod mutate;
mod settings;
mod support;
mod texts;
