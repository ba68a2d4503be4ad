//! The cache changes how long a run takes, and nothing else.

mod damage;
mod estate;
mod folder;
mod said;
mod same;
