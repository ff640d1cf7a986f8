//! How a publication date is known, as a column keeps it.

use article::{Confidence, Precision};

/// How exactly and how surely a date is known, beside the date itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateQuality {
    /// How exactly.
    pub precision: Precision,
    /// How surely.
    pub confidence: Confidence,
}

const PRECISIONS: [Precision; 4] = [Precision::Minute, Precision::Day, Precision::Month, Precision::Year];
const CONFIDENCES: [Confidence; 3] = [Confidence::Certain, Confidence::Likely, Confidence::Guess];

impl DateQuality {
    /// As one small number.
    pub fn to_column(self) -> u64 {
        let precision = PRECISIONS.iter().position(|one| *one == self.precision).unwrap_or_default();
        let confidence = CONFIDENCES.iter().position(|one| *one == self.confidence).unwrap_or_default();
        (precision * CONFIDENCES.len() + confidence) as u64
    }

    /// What [`Self::to_column`] gave; `None` for any other number.
    pub fn from_column(number: u64) -> Option<Self> {
        let number = usize::try_from(number).ok()?;
        let precision = *PRECISIONS.get(number / CONFIDENCES.len())?;
        Some(Self { precision, confidence: CONFIDENCES[number % CONFIDENCES.len()] })
    }
}

#[cfg(test)]
mod tests {
    use super::{CONFIDENCES, DateQuality, PRECISIONS};

    #[test]
    fn every_quality_has_its_number() {
        for precision in PRECISIONS {
            for confidence in CONFIDENCES {
                let quality = DateQuality { precision, confidence };
                assert_eq!(DateQuality::from_column(quality.to_column()), Some(quality));
            }
        }
        assert_eq!(DateQuality::from_column(12), None);
    }
}
