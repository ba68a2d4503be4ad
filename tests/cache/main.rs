//! The cache changes how long a run takes, and nothing else.

mod answer;
mod answered;
mod damage;
mod estate;
mod folder;
mod said;
mod same;
