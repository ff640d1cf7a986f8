//! Why a search gives no answer.

use std::path::PathBuf;

use schema::Fingerprints;

use crate::engine::EngineError;
use crate::syntax::SyntaxError;

/// Why a search, or the opening of an index, failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The asker's fault: the query cannot be honoured.
    #[error(transparent)]
    Query(#[from] SyntaxError),
    /// There is no index, or its folder is damaged.
    #[error(transparent)]
    Home(#[from] schema::HomeError),
    /// The index was built by other rules for words.
    #[error(
        "the index in `{}` was built by {} with {}, this program uses {} with {}",
        home.display(), found.schema, found.analysis, expected.schema, expected.analysis
    )]
    Incompatible {
        /// The folder of the index.
        home: PathBuf,
        /// Its rules.
        found: Box<Fingerprints>,
        /// Ours.
        expected: Box<Fingerprints>,
    },
    /// The commit's payload is none of ours.
    #[error("the index in `{}` was not written by this program, or by a newer one", .0.display())]
    Foreign(PathBuf),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The user's names file cannot be used.
    #[error("cannot use `{}`", file.display())]
    Names {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        source: entities::Error,
    },
}

impl Error {
    /// Whether the asker can mend it by asking otherwise.
    pub fn is_askers_fault(&self) -> bool {
        matches!(self, Self::Query(_))
    }

    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query(error) => Some(error.hint()),
            Self::Home(schema::HomeError::Absent(_)) => {
                Some("run `depeche index FOLDER` first, or name another index with --index".to_owned())
            }
            Self::Home(_) => Some("run `depeche index --full` to build it again".to_owned()),
            Self::Incompatible { found, expected, .. } if found.newer_than(expected).is_some() => {
                Some("use the newer program that wrote it, or another folder with --index".to_owned())
            }
            Self::Incompatible { .. } => Some("run `depeche index` to build it again beside the old one".to_owned()),
            Self::Foreign(_) => Some("use the program that wrote it, or another folder with --index".to_owned()),
            Self::Names { .. } => Some("mend the file; its keys are same, not_same and hide".to_owned()),
            Self::Engine(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Fingerprints;

    use super::Error;

    #[test]
    fn an_index_of_a_newer_version_is_not_to_be_built_again() {
        let rules = |schema: &str, analysis: &str| {
            Box::new(Fingerprints { schema: schema.into(), analysis: analysis.into(), ..Fingerprints::default() })
        };
        let hint = |found| {
            Error::Incompatible { home: "index".into(), found, expected: rules("schema-4", "analysis-2-ab") }.hint()
        };
        assert!(hint(rules("schema-5", "analysis-2-ab")).unwrap().contains("newer program"));
        assert!(hint(rules("schema-4", "analysis-10-cd")).unwrap().contains("newer program"));
        assert!(hint(rules("schema-3", "analysis-2-ab")).unwrap().contains("depeche index"));
        assert!(hint(rules("schema-4", "analysis-2-xy")).unwrap().contains("depeche index"));
    }
}
