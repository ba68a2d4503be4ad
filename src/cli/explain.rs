//! `khung explain`.

use super::args::{Common, ExplainArgs};
use super::{Ending, Trouble};

pub(super) fn run(_common: &Common, _arguments: &ExplainArgs) -> Result<Ending, Trouble> {
    Ok(Ending::Failed)
}
