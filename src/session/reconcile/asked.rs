//! Checks claims: they must share one period, name known figures and known units, and have unambiguous
//! numbers.

use super::names::ClaimUnits;
use crate::dossier::NO_DAY;
use crate::measure::{Dimension, Filter, Question};
use crate::order::filled;
use crate::reconcile::{ClaimFigure, Claimed, Published, Space, StatedWay, Unread, Way};
use crate::report::{Claim, ClaimValue, dmy};
use crate::session::Session;
use crate::session::options::{Query, bad_query, day};
use crate::{Error, ErrorDetail};

/// Maximum number of claims per call.
const CLAIMS: usize = 100_000;

/// Checked claims.
#[derive(Debug)]
pub struct AskedClaims {
    /// Our own rules and the period.
    pub space: Space,
    /// The filter, without units.
    pub filter: Filter,
    /// The units to which the query is restricted. Claims about all units together are about these.
    pub units: Option<Vec<String>>,
    /// The units claimed about, in order of their first claims.
    pub slots: Vec<Slot>,
}

/// The claims about one unit.
#[derive(Debug)]
pub struct Slot {
    /// The unit's key; None = all together.
    pub unit: Option<String>,
    /// Each claim as stated, and checked.
    pub claims: Vec<(Claim, Claimed)>,
}

impl AskedClaims {
    /// Checks claims. Fails with [`crate::ErrorCode::BadQuery`], whose detail says what to correct.
    pub fn new(session: &Session, claims: &[Claim], query: &Query) -> Result<Self, Error> {
        if claims.len() > CLAIMS {
            return Err(bad_query(ErrorDetail::TooManyClaims));
        }
        let question = session.question(query)?;
        let (from, to) = period(claims, &question)?;
        let Setting { space, filter, units } = setting(session, question, from, to)?;
        let mut asked = Self { space, filter, units, slots: Vec::new() };
        let names = ClaimUnits::of(session);
        for claim in claims {
            let unit = claim.unit.as_deref().map(|unit| names.key_of(unit)).transpose()?;
            let claimed = checked(claim)?;
            let slot = asked.slots.iter_mut().find(|slot| slot.unit == unit);
            let claim = (claim.clone(), claimed);
            match slot {
                Some(slot) => slot.claims.push(claim),
                None => asked.slots.push(Slot { unit, claims: vec![claim] }),
            }
        }
        Ok(asked)
    }

    /// For each unit of a list of names, the slots that its dossiers belong to.
    pub fn slots_of(&self, units: &[String]) -> Vec<Vec<u32>> {
        let is_asked = |unit: &String| self.units.as_ref().is_none_or(|units| units.contains(unit));
        let slots = |unit: &String| {
            let takes = |slot: &Slot| slot.unit.as_ref().map_or_else(|| is_asked(unit), |own| own == unit);
            (0..).zip(&self.slots).filter(|(_, slot)| takes(slot)).map(|(place, _)| place).collect()
        };
        units.iter().map(slots).collect()
    }
}

/// The other parts of a question with claims.
pub struct Setting {
    /// Our own rules and the period.
    pub space: Space,
    /// The filter, without units.
    pub filter: Filter,
    /// The units to which the question is restricted.
    pub units: Option<Vec<String>>,
}

/// Splits a question into these parts. Fails if it filters by outcome, because ways of counting differ in
/// outcomes.
pub fn setting(session: &Session, question: Question, from: i32, to: i32) -> Result<Setting, Error> {
    let Question { mut filter, rules, .. } = question;
    if !filter.outcomes.is_empty() || !filter.stops.is_empty() {
        return Err(bad_query(ErrorDetail::ClaimsByOutcome));
    }
    let units = filter.keys.get(&Dimension::Unit).cloned();
    filter.keys = filled(filter.keys.into_iter().filter(|(dimension, _)| *dimension != Dimension::Unit));
    let base = Way::of(&rules, session.settings.duplicates);
    let space = Space { rules, base, stated: StatedWay { from, to, as_of: rules.as_of } };
    Ok(Setting { space, filter, units })
}

/// The period that all claims share.
fn period(claims: &[Claim], question: &Question) -> Result<(i32, i32), Error> {
    let mut common: Option<(i32, i32)> = None;
    for claim in claims {
        let from = day("from", claim.from.as_deref())?.or(question.from);
        let to = day("to", claim.to.as_deref())?.or(question.to);
        let (Some(from), Some(to)) = (from, to) else {
            return Err(bad_query(ErrorDetail::ClaimsWithoutPeriod));
        };
        if from > to {
            return Err(bad_query(ErrorDetail::DaysReversed).with("claims: from, to"));
        }
        let (first, last) = *common.get_or_insert((from, to));
        if (first, last) != (from, to) {
            let error = bad_query(ErrorDetail::ClaimsOfPeriods);
            return Err([first, last, from, to].into_iter().fold(error, |error, day| error.with(&dmy(day))));
        }
    }
    Ok(common.unwrap_or((NO_DAY, NO_DAY)))
}

fn checked(claim: &Claim) -> Result<Claimed, Error> {
    let published = match &claim.value {
        ClaimValue::Number(count) => Ok(Published::Count((*count).into())),
        ClaimValue::Text(text) => Published::parse(text),
    };
    let whose = claim.unit.as_ref().map_or(String::new(), |unit| format!("{unit}, "));
    let wrong = |detail| bad_query(detail).with(&format!("{whose}{}", claim.figure));
    let published = published.map_err(|unread| {
        wrong(match unread {
            Unread::NoNumber => ErrorDetail::ClaimNotANumber,
            Unread::TwoWays => ErrorDetail::ClaimTwoWays,
            Unread::Ratio => ErrorDetail::ClaimRatio,
            Unread::OutOfRange => ErrorDetail::ClaimOutOfRange,
        })
    })?;
    let figure = ClaimFigure::named(&claim.figure, published.is_rate());
    let unknown = || wrong(ErrorDetail::ClaimUnknown);
    Ok(Claimed { figure: figure.ok_or_else(unknown)?, published })
}
