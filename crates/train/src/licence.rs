//! The folders of the data, one a licence.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

pub(crate) const ODBL: &str = "odbl-1.0";
pub(crate) const UNICODE: &str = "unicode-3.0";
pub(crate) const CC0: &str = "cc0-1.0";
pub(crate) const CC_BY: &str = "cc-by-4.0";
pub(crate) const CC_BY_SA: &str = "cc-by-sa-4.0";

/// Fails where a folder has no licence beside its data: data must not be shipped without.
pub(crate) fn write(out: &Path) -> Result<()> {
    for folder in [ODBL, UNICODE, CC0, CC_BY, CC_BY_SA] {
        let path = out.join(folder).join("LICENSE");
        fs::metadata(&path).with_context(|| format!("`{}` is missing", path.display()))?;
    }
    Ok(())
}
