//! The findings of an article as a few thousand bytes, for the time in which nobody looks at them.
//!
//! What is found in an article is a thousand small pieces of memory that lie between what finding them took; kept so, ten
//! thousand articles hold gigabytes that nobody uses. In: findings. Out: one stretch of bytes, and the findings again,
//! equal in every part.

use super::{Findings, Limit};
use std::sync::Arc;

/// Findings in a form of about a tenth of their size. A clone shares the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Arc<[u8]>);

impl Packed {
    /// Bytes that were kept; whether they hold findings shows when they are unpacked.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(Arc::from(bytes))
    }

    /// The bytes, to be kept. They hold for one form of [`Findings`] only: keep the version of the rules with them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Where not everything was taken in, without unpacking the rest.
    pub fn limits(&self) -> Vec<Limit> {
        postcard::take_from_bytes(&self.0).map_or_else(|_| Vec::new(), |(limits, _)| limits)
    }

    /// The findings, or `None` where the bytes hold none.
    pub fn unpack(&self) -> Option<Findings> {
        if self.0.is_empty() {
            return Some(Findings::default());
        }
        match postcard::take_from_bytes(&self.0) {
            Ok((findings, [])) => Some(findings),
            _ => None,
        }
    }
}

impl From<&Findings> for Packed {
    fn from(findings: &Findings) -> Self {
        if *findings == Findings::default() {
            return Self::default();
        }
        // Lists, texts and numbers can all be written.
        Self(postcard::to_allocvec(findings).unwrap_or_default().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Article, Block, BlockKind, Span};
    use crate::understand::Engine;

    fn findings(text: &str) -> Findings {
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let reading = Engine::shared().read(Arc::from(text), &blocks);
        super::super::extract(&Article { text: text.to_owned(), blocks, ..Article::default() }, &reading)
    }

    #[test]
    fn findings_come_out_as_they_went_in() {
        let text = "Mayor Ana Ruiz said on Monday, 3 May 2021, that at least 25 km of road and €3 million were lost. \
                    “Nobody was hurt,” her brother told reporters in Toledo at 5.10am.";
        for findings in [findings(text), Findings::default()] {
            assert_eq!(Packed::from(&findings).unpack(), Some(findings));
        }
    }

    #[test]
    fn limits_are_known_without_unpacking() {
        let mut findings = findings("Ana Ruiz met two ministers in Lima.");
        assert_eq!(Packed::from(&findings).limits(), []);
        findings.limits.push(Limit { first: 7, of: "figures".to_owned() });
        assert_eq!(Packed::from(&findings).limits(), findings.limits);
    }

    #[test]
    fn bytes_that_hold_no_findings_give_none() {
        let whole = Packed::from(&findings("Ana Ruiz met two ministers in Lima."));
        assert!(whole.bytes().len() > 20, "something was found");
        assert_eq!(Packed::from_bytes(&whole.bytes()[..whole.bytes().len() / 2]).unpack(), None);
        assert_eq!(Packed::from_bytes(&[whole.bytes(), b"x"].concat()).unpack(), None);
    }
}
