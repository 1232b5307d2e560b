//! Whether figures in two phrases are one value, told more or less exactly: what is exact needs no opinion.
//!
//! For rows that did not come through the finders of this room. A bound that allows the other figure, a figure rounded to
//! hundreds or more, a range that holds it, and one measure in two units are one value; everything else may differ.

use crate::extract::{Bound, Findings, Quantity, Unit};
use crate::text::Span;

/// A figure as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its bound.
    pub span: Span,
    value: f64,
    low: f64,
    high: f64,
    is_plain: bool,
    unit: Option<String>,
    /// What one of the unit is in the measure's base unit.
    factor: f64,
}

/// "About 50" may be 45 and 55: reports that say "about" round to the nearest ten or five.
const ABOUT: f64 = 0.1;
/// One measure in two units, each rounded.
const CONVERTED: f64 = 0.03;
/// Figures that are multiples of this are taken for rounded ones; of smaller ones "40" beside "41" is a difference.
const ROUND: f64 = 100.0;

/// The figures of an article.
pub fn figures(findings: &Findings) -> Vec<Figure> {
    let of = |one: &Quantity| Figure::new(one.span.join(one.number), (one.value, one.upper), one.bound, &one.unit);
    findings.quantities.iter().map(of).collect()
}

impl Figure {
    /// A figure with its upper end, where it is a range.
    fn new(span: Span, (value, upper): (f64, Option<f64>), bound: Bound, unit: &Unit) -> Self {
        let (low, high) = match bound {
            Bound::Exact | Bound::Between => (value, upper.unwrap_or(value)),
            Bound::About => (value * (1.0 - ABOUT), upper.unwrap_or(value) * (1.0 + ABOUT)),
            Bound::AtLeast | Bound::Over => (value, f64::INFINITY),
            Bound::AtMost | Bound::Under | Bound::UpTo => (0.0, value),
        };
        let (unit, factor) = match unit {
            Unit::Count | Unit::Other => (None, 1.0),
            Unit::Percent => (Some("percent".to_owned()), 1.0),
            Unit::Age => (Some("age".to_owned()), 1.0),
            Unit::Rank => (Some("rank".to_owned()), 1.0),
            Unit::Money(code) => (Some(code.clone()), 1.0),
            Unit::Measure(symbol, factor) => (Some(symbol.clone()), factor.unwrap_or(1.0)),
        };
        let is_plain = bound == Bound::Exact && upper.is_none();
        Self { span, value, low, high, is_plain, unit, factor }
    }

    /// Whether the two are one value, told more or less exactly.
    pub fn is_one(&self, other: &Self) -> bool {
        if self.unit != other.unit {
            let (one, two) = (self.value * self.factor, other.value * other.factor);
            let are_measures =
                self.unit.is_some() && other.unit.is_some() && (self.factor - other.factor).abs() > f64::EPSILON;
            return are_measures && (one - two).abs() <= CONVERTED * one.abs().max(two.abs());
        }
        if self.is_plain && other.is_plain {
            return is_rounded(self.value, other.value) || is_rounded(other.value, self.value);
        }
        self.low <= other.high && other.low <= self.high
    }
}

/// Whether `round` is the other figure, rounded to a power of ten from a hundred on, or the same.
fn is_rounded(round: f64, other: f64) -> bool {
    if (round - other).abs() < 1e-9 {
        return true;
    }
    let mut step = ROUND;
    let mut is_step = round > 0.0 && round % step == 0.0;
    while is_step && round % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    is_step = is_step && other % step != 0.0;
    is_step && (round - other).abs() <= step / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, bound: Bound, unit: &Unit) -> Figure {
        Figure::new(Span::default(), (value, None), bound, unit)
    }

    fn count(value: f64, bound: Bound) -> Figure {
        figure(value, bound, &Unit::Count)
    }

    #[test]
    fn bounds_roundings_and_conversions_are_one_value() {
        assert!(count(40.0, Bound::AtLeast).is_one(&count(57.0, Bound::Exact)));
        assert!(count(57.0, Bound::Exact).is_one(&count(60.0, Bound::UpTo)));
        assert!(count(50.0, Bound::About).is_one(&count(53.0, Bound::Exact)));
        assert!(count(1_300.0, Bound::Exact).is_one(&count(1_287.0, Bound::Exact)));
        let (feet, metres) = (Unit::Measure("ft".into(), Some(0.3048)), Unit::Measure("m".into(), Some(1.0)));
        assert!(figure(200.0, Bound::Exact, &feet).is_one(&figure(61.0, Bound::Exact, &metres)));
    }

    #[test]
    fn figures_that_exclude_one_another_are_two() {
        assert!(!count(41.0, Bound::Exact).is_one(&count(57.0, Bound::Exact)));
        assert!(!count(40.0, Bound::Exact).is_one(&count(41.0, Bound::Exact)));
        assert!(!count(60.0, Bound::AtLeast).is_one(&count(57.0, Bound::Exact)));
        assert!(!count(1_300.0, Bound::Exact).is_one(&count(1_200.0, Bound::Exact)));
        assert!(!figure(5.0, Bound::Exact, &Unit::Percent).is_one(&count(5.0, Bound::Exact)));
    }
}
