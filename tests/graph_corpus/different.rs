//! The cases whose meaning differs from khung's, each with the reason.
//!
//! All of them are cases that the peer refuses to answer. Every case that has an answer agrees.

/// A case that khung answers otherwise, on purpose.
pub struct Different {
    /// Its line in the corpus, from 1.
    pub line: usize,
    /// A part of its name, so that a corpus with other lines is noticed.
    pub test: &'static str,
    pub why: Why,
}

/// Why the answers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The options name a module, a container or an outside package's part that is not there.
    NotThere,
    /// An ignored import that no import matches.
    StaleException,
    /// A package is asked about and skipped at once.
    Contradiction,
    /// The one end of the question lies within the other.
    Overlap,
}

impl Why {
    /// The reason in one line.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NotThere => {
                "a rule is written for every estate: a name in its condition that this estate lacks matches nothing"
            }
            Self::StaleException => "edges are left out by a condition, and one that no edge meets is no fault",
            Self::Contradiction => "each level is a picture of its own, and nobody draws one in order to skip it",
            Self::Overlap => "sources and targets may overlap: a walk from a package into a part of it is a walk",
        }
    }
}

const fn different(line: usize, test: &'static str, why: Why) -> Different {
    Different { line, test, why }
}

/// Of the contracts.
pub static IMPORT_LINTER: &[Different] = &[
    different(1, "test_acyclic_siblings.py::TestAcyclicSiblingsContractCheck::test_no_such_ancestor", Why::NotThere),
    different(2, "::test_skip_descendants[ancestors0-skip_descendants0-", Why::Contradiction),
    different(4, "::test_skip_descendants[ancestors5-skip_descendants5-", Why::NotThere),
    different(24, "_subpackages_of_external_packages_are_provided[requests.something-", Why::NotThere),
    different(25, "_subpackages_of_external_packages_are_provided[requests.something-", Why::NotThere),
    different(26, "_subpackages_of_external_packages_are_provided[google.protobuf-", Why::NotThere),
    different(37, "test_independence.py::test_missing_module", Why::NotThere),
    different(60, "::test_ignore_from_nonexistent_importer_raises_missing_import[", Why::StaleException),
    different(
        61,
        "_imported_raises_missing_import[mypackage.high -> mypackage.nonexistent.foo]",
        Why::StaleException,
    ),
    different(62, "_imported_raises_missing_import[mypackage.high -> mypackage.nonexistent.*]", Why::StaleException),
    different(66, "test_layers.py::test_invalid_container[notinpackage]", Why::NotThere),
    different(67, "test_layers.py::test_invalid_container[notinpackage.foo]", Why::NotThere),
    different(68, "test_layers.py::test_invalid_container[mypackagebeginscorrectly]", Why::NotThere),
    different(69, "test_layers.py::test_invalid_container_multiple_packages", Why::NotThere),
];

/// Of the questions.
pub static GRIMP: &[Different] =
    &[different(29, "test_chains.py::test_chain_exists[b-b.two-True-expected_result23]", Why::Overlap)];
