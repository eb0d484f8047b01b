//! The dossiers of a part of a difference, as a list.

use super::asked::{Setting, setting};
use super::selection::{NO_ROW, WaySelection};
use crate::dossier::{Facts, RowSet};
use crate::measure::{Counts, Lack, Source};
use crate::order::arrange_pairs;
use crate::reconcile::{
    Cause, Causes, ClaimFigure, ClassMarks, ClassRow, Counting, Members, Needs, SharedRow, Space, by_code,
    rule_named,
};
use crate::session::Session;
use crate::session::bucket::WayBucket;
use crate::session::options::{bad_query, day};
use crate::{Error, ErrorDetail};

/// A bucket, checked.
struct Wanted {
    unit: Option<String>,
    units: Option<Vec<String>>,
    figure: ClaimFigure,
    part: usize,
    cause: Cause,
    causes: Causes,
    theirs: Counting,
    filter: crate::measure::Filter,
    space: Space,
}

impl Session {
    /// The dossiers of a part of a difference.
    pub(in crate::session) fn way_part(&self, bucket: &WayBucket) -> Result<WaySelection, Error> {
        if bucket.data != self.mark_of_all() {
            return Err(bad_query(ErrorDetail::ReconciledFilesChanged));
        }
        let wanted = self.wanted(bucket)?;
        let (rows, shared) = self.chosen(&wanted);
        Ok(self.with_shared(&wanted, rows, &shared))
    }

    fn wanted(&self, bucket: &WayBucket) -> Result<Wanted, Error> {
        let broken = || bad_query(ErrorDetail::UnknownBucket);
        let days = (day("from", bucket.from.as_deref())?, day("to", bucket.to.as_deref())?);
        let (Some(from), Some(to)) = days else { return Err(broken()) };
        let Setting { mut space, filter, units } = setting(self, self.question(&bucket.query()?)?, from, to)?;
        space.base = space.base.with_named("duplicates", &bucket.duplicates).ok_or_else(broken)?;
        let mut way = space.base;
        for (rule, value) in &bucket.way {
            way = way.with_named(rule, value).ok_or_else(broken)?;
        }
        let mut rules = bucket.rules.iter().map(|rule| rule_named(rule).map(|rule| 1 << rule));
        let rules = rules.try_fold(0, |all, rule| Some(all | rule?)).ok_or_else(broken)?;
        let needs = Needs::ALL.into_iter().find(|needs| needs.key() == bucket.needs).ok_or_else(broken)?;
        let causes = Causes::new(&way, &space);
        Ok(Wanted {
            unit: bucket.unit.clone(),
            units,
            figure: ClaimFigure::named(&bucket.figure, bucket.is_rate).ok_or_else(broken)?,
            part: usize::from(bucket.part == "den"),
            cause: Cause { needs, rules },
            theirs: space.counting(&way),
            causes,
            filter,
            space,
        })
    }

    /// The rows of the bucket with unique codes, and all rows of its unit whose codes occur more than once.
    fn chosen(&self, wanted: &Wanted) -> (RowSet, Vec<SharedRow>) {
        let (sources, dossiers) = (self.sources(), self.all_dossiers());
        let marks = ClassMarks::new(&dossiers, &self.codes);
        let mut members = Members::new(&self.codes);
        let mut rows = RowSet::of_lengths(dossiers.iter().map(|table| table.len()));
        let mut shared = Vec::new();
        for source in sources.iter().filter(|source| !source.lacks.has(Lack::Days)) {
            self.each_of(source, wanted, &mut |index, passes, facts| {
                let (place, number) = ((source.table, index), self.codes.number((source.table, index)));
                let marks = marks.of(source.table, index, passes);
                if let Some(group) = members.group_of(number) {
                    shared.push(SharedRow { group, number, marks });
                } else if wanted.takes(&[ClassRow { marks, ..ClassRow::of(*facts) }]) {
                    rows.insert(place);
                }
            });
        }
        (rows, shared)
    }

    /// Calls `take` for each row of the unit.
    fn each_of(&self, source: &Source<'_>, wanted: &Wanted, take: &mut dyn FnMut(usize, u8, &Facts)) {
        let filters = ClassMarks::filters(&wanted.filter, source, &wanted.space.rules);
        let takes: Vec<bool> = source.dossiers.units.iter().map(|unit| wanted.has(unit)).collect();
        for chunk in 0..source.dossiers.chunks.len() {
            source.each_passing(chunk, &filters, &mut |index, passes, facts| {
                if takes.get(facts.unit as usize) == Some(&true) {
                    take(index, passes, facts);
                }
            });
        }
    }

    /// Adds the codes with several rows: one row each.
    fn with_shared(&self, wanted: &Wanted, mut rows: RowSet, shared: &[SharedRow]) -> WaySelection {
        let mut partners = Vec::new();
        let row =
            |of: &SharedRow| Some(ClassRow { marks: of.marks, ..ClassRow::of(self.facts_of(of.number)?) });
        for code in by_code(shared).chunk_by(|one, next| one.group == next.group) {
            let facts: Vec<ClassRow> = code.iter().filter_map(row).collect();
            if !wanted.takes(&facts) {
                continue;
            }
            let counted = |counting: Option<&Counting>| {
                let adds = |row: &ClassRow| {
                    counting.is_some_and(|counting| counting.share(row) != Counts::default())
                };
                let found = facts.iter().zip(code).find(|(row, _)| adds(row));
                found.map(|(_, of)| of.number)
            };
            let (ours, theirs) = (counted(wanted.causes.ours()), counted(Some(&wanted.theirs)));
            if let Some(listed) = ours.or(theirs) {
                rows.insert(self.codes.place(listed));
                partners.push((listed, theirs.unwrap_or(NO_ROW)));
            }
        }
        arrange_pairs(&mut partners);
        WaySelection { rows, theirs: wanted.theirs, partners }
    }
}

impl Wanted {
    fn has(&self, unit: &String) -> bool {
        let asked = || self.units.as_ref().is_none_or(|units| units.contains(unit));
        self.unit.as_ref().map_or_else(asked, |own| own == unit)
    }

    /// True if the dossier of these rows belongs to the bucket.
    fn takes(&self, rows: &[ClassRow]) -> bool {
        self.causes.cause_of(rows, self.figure, self.part) == Some(self.cause)
    }
}
