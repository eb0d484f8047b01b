//! The answer for one unit: our figures, the ways, the split, and what stays unexplained.

use super::asked::{AskedClaims, Slot};
use crate::measure::{Boundaries, Counts, Lack, percent};
use crate::reconcile::{
    CauseBucket as Part, Causes, ClaimFigure, ClassFold, ClassRow, Parts, Published, RULES, Search, Way,
    left_out, split,
};
use crate::report::{
    ClaimReport, EqualReport, ReconciledUnit, SplitReport, UnexplainedReport, WayReport, iso,
};
use crate::session::Session;
use crate::session::bucket::{Bucket, WayBucket, named_rules};
use crate::session::options::Query;

/// The data with which a unit is reconciled.
pub struct UnitInput<'a> {
    pub session: &'a Session,
    pub asked: &'a AskedClaims,
    pub query: &'a Query,
    pub fold: &'a ClassFold,
}

/// The two parts of a figure.
const PARTS: [&str; 2] = ["num", "den"];

/// A count and its name.
type Lookalike = (&'static str, fn(&Counts) -> u64);

/// Counts that an office may have left out or added. They are named if they equal the unexplained rest.
const LOOKALIKES: [Lookalike; 10] = [
    ("notAccepted", |counts| counts.not_accepted),
    ("returned", |counts| counts.returned),
    ("halted", |counts| counts.halted),
    ("haltedStanding", |counts| counts.halted_standing),
    ("waiting", |counts| counts.waiting),
    ("noVerdict", |counts| counts.no_verdict),
    ("noDue", |counts| counts.no_due),
    ("overdue", |counts| counts.overdue),
    ("otherIntake", |counts| counts.other_intake),
    ("carriedOver", |counts| counts.carried_over),
];

impl UnitInput<'_> {
    /// The answer for one slot.
    pub fn reconciled(&self, slot: usize, claims: &Slot) -> ReconciledUnit {
        let rows = self.fold.rows(slot, &|number| self.session.facts_of(number));
        let claimed: Vec<_> = claims.claims.iter().map(|(_, claimed)| *claimed).collect();
        let space = &self.asked.space;
        let lives = self.lives_in(&rows);
        let search = Search::new(&rows, &claimed, space, lives);
        let shown = search.shown().unwrap_or(space.base);
        let is_known = |figure: ClaimFigure| !figure.is_unknown(search.lacks, &space.rules);
        let parts = self.split(slot, claims, &rows, &shown, &is_known);
        let name = |way: &Way| WayReport::of(way.changes(&space.base));
        ReconciledUnit {
            unit: claims.unit.clone(),
            claims: claims
                .claims
                .iter()
                .map(|(claim, claimed)| {
                    let parts = is_known(claimed.figure)
                        .then(|| claimed.figure.parts_if_defined(&search.ours, &space.rules));
                    compared(claim.clone(), claimed.published, parts)
                })
                .collect(),
            exact: search.exact.iter().map(name).collect(),
            closest: search.closest.iter().map(name).collect(),
            shown: search.shown().as_ref().map(name),
            split: parts.iter().map(|part| self.reported(part, claims, &shown, lives.is_none())).collect(),
            unexplained: self.unexplained(claims, &rows, &shown, &is_known),
            left_out: lives.map_or(Vec::new(), |lives| {
                left_out(claimed.iter().map(|claimed| claimed.figure), space, lives)
            }),
        }
    }

    fn split(
        &self,
        slot: usize,
        claims: &Slot,
        rows: &[ClassRow],
        shown: &Way,
        is_known: &dyn Fn(ClaimFigure) -> bool,
    ) -> Vec<Part> {
        let space = &self.asked.space;
        let causes = Causes::new(shown, space);
        let rules = shown.rules(&space.rules);
        let explained = |figure: ClaimFigure| {
            is_known(figure) && figure.is_defined(&rules) && figure.is_defined(&space.rules)
        };
        let figures: Vec<(usize, ClaimFigure)> = claims
            .claims
            .iter()
            .map(|(_, claimed)| claimed.figure)
            .enumerate()
            .filter(|(_, figure)| explained(*figure))
            .collect();
        if shown == &space.base || figures.is_empty() {
            return Vec::new();
        }
        let shared = self.fold.shared(slot);
        let row = |number, marks| {
            Some(ClassRow { marks, weight: 1, shared: true, ..ClassRow::of(self.session.facts_of(number)?) })
        };
        let codes = shared.chunk_by(|one, next| one.group == next.group);
        let codes = codes.map(|rows| rows.iter().filter_map(|of| row(of.number, of.marks)).collect());
        split(&causes, &figures, rows, codes)
    }

    /// The boundaries of the lives among these classes, if any was received by the end of the period.
    fn lives_in(&self, rows: &[ClassRow]) -> Option<&Boundaries> {
        let end = self.asked.space.stated.to;
        let has_lives = rows.iter().any(|row| row.lacks.has(Lack::Days) && row.facts.received <= end);
        self.session.lives.as_ref().filter(|_| has_lives).map(|periods| &periods.boundaries)
    }

    fn reported(&self, part: &Part, claims: &Slot, shown: &Way, has_list: bool) -> SplitReport {
        let named = RULES.iter().enumerate().filter(|(rule, _)| part.cause.rules >> rule & 1 == 1);
        let rules: Vec<&'static str> = named.map(|(_, (name, _))| *name).collect();
        let (needs, of) = (part.cause.needs.key(), PARTS.get(part.part).copied().unwrap_or_default());
        SplitReport {
            claim: part.claim,
            part: of,
            needs,
            change: part.change,
            dossiers: part.dossiers,
            bucket: if has_list { self.bucket(part, claims, shown, &rules) } else { String::new() },
            rules,
        }
    }

    fn bucket(&self, part: &Part, claims: &Slot, shown: &Way, rules: &[&str]) -> String {
        let (space, text) = (&self.asked.space, |text: &str| text.to_owned());
        let claim = claims.claims.get(part.claim);
        let pair = |(name, value): (&'static str, &'static str)| (text(name), text(value));
        let way = WayBucket {
            unit: claims.unit.clone(),
            figure: claim.map(|(claim, _)| claim.figure.clone()).unwrap_or_default(),
            part: PARTS.get(part.part).copied().map(text).unwrap_or_default(),
            is_rate: claim.is_some_and(|(_, claimed)| claimed.published.is_rate()),
            rules: rules.iter().copied().map(text).collect(),
            needs: text(part.cause.needs.key()),
            way: crate::order::filled(shown.changes(&space.base).into_iter().map(pair)),
            base: named_rules(&space.rules),
            duplicates: space.base.duplicates_name().to_owned(),
            filter: self.query.filter.clone().unwrap_or_default(),
            from: Some(iso(space.stated.from)),
            to: Some(iso(space.stated.to)),
            data: self.session.mark_of_all(),
        };
        Bucket::Way(Box::new(way)).text()
    }

    fn unexplained(
        &self,
        claims: &Slot,
        rows: &[ClassRow],
        shown: &Way,
        is_known: &dyn Fn(ClaimFigure) -> bool,
    ) -> Vec<UnexplainedReport> {
        let space = &self.asked.space;
        let (rules, counts) = (shown.rules(&space.rules), space.counts(rows, shown));
        let left = claims.claims.iter().enumerate().filter_map(|(claim, (_, claimed))| {
            let parts = is_known(claimed.figure).then(|| claimed.figure.parts_if_defined(&counts, &rules))?;
            let change = claimed.published.missing(parts).filter(|change| *change != 0)?;
            let equals = lookalikes(change.unsigned_abs(), &counts, space.replaced(rows));
            Some(UnexplainedReport { claim, part: "num", change, equals })
        });
        left.collect()
    }
}

/// A claim beside our own figure; None if ours cannot be computed.
fn compared(claim: crate::report::Claim, published: Published, parts: Option<Parts>) -> ClaimReport {
    let [num, den] = parts.unwrap_or_default();
    let text = match published {
        _ if parts.is_none() => String::new(),
        Published::Count(_) => num.to_string(),
        Published::Rate { .. } if den == 0 => String::new(),
        Published::Rate { .. } => percent(num.unsigned_abs(), den.unsigned_abs()).as_str().to_owned(),
    };
    let difference = parts.map(|parts| published.difference(parts)).unwrap_or_default();
    let met = parts.is_some_and(|parts| published.is_met(parts));
    ClaimReport { claim, num, den: published.is_rate().then_some(den), text, difference, met }
}

fn lookalikes(change: u64, counts: &Counts, replaced: u64) -> Vec<EqualReport> {
    let counts = LOOKALIKES.iter().map(|(figure, count)| (*figure, count(counts)));
    let equal = counts.chain([("superseded", replaced)]).filter(|(_, count)| *count == change);
    equal.map(|(figure, count)| EqualReport { figure, count }).collect()
}
