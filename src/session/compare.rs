//! Two exports compared: which files are on which side, by which rules, and the answer.

use super::bucket::{Bucket, CompareBucket, named_rules};
use super::options::{Query, bad_query};
use super::{FileEntry, NamedTable, Session};
use crate::compare::{COMPARED, Columns, ComparedCounts, Data, Part, Selection, Sides, Walk};
use crate::dossier::{Dossiers, DuplicateFilter, RowSet};
use crate::measure::{Rules, Source, StatedRules};
use crate::report::{Compared, Comparison, SidesReport, Summary};
use crate::schema::Column;
use crate::{Error, ErrorCode, ErrorDetail};
use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hash, Hasher};

/// A comparison that is computed step by step, so that its progress can be shown. The files must not change
/// meanwhile.
#[derive(Debug)]
pub struct Comparing {
    bucket: CompareBucket,
    query: Query,
    walk: Walk,
    counts: ComparedCounts,
    next: usize,
}

impl Session {
    /// Compares the dossiers of two groups of files, by their numbers in [`Session::files`], such as an
    /// older and a newer export of the same dossiers.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] if a side has no list of dossiers, or for an invalid query.
    pub fn compare(&self, before: &[usize], after: &[usize], query: &Query) -> Result<Comparison, Error> {
        let mut comparing = self.begin_compare(before, after, query)?;
        while comparing.step(self) {}
        comparing.finish(self)
    }

    /// Begins a comparison.
    ///
    /// # Errors
    ///
    /// Those of [`Session::compare`].
    pub fn begin_compare(
        &self,
        before: &[usize],
        after: &[usize],
        query: &Query,
    ) -> Result<Comparing, Error> {
        let question = self.question(query)?;
        let sides = self.sides(before, after)?;
        let bucket = CompareBucket {
            part: String::new(),
            before: before.to_vec(),
            after: after.to_vec(),
            data: self.mark_of(before, after),
            rules: named_rules(&question.rules),
            filter: query.filter.clone().unwrap_or_default(),
            from: query.from.clone(),
            to: query.to.clone(),
        };
        let (walk, counts) = self.with_data(|data| {
            let counts = ComparedCounts::new(data, &sides);
            (Walk::new(question, sides, data), counts)
        });
        Ok(Comparing { bucket, query: query.clone(), walk, counts, next: 0 })
    }

    /// The dossiers of a part of a comparison.
    pub(super) fn compared_part(&self, bucket: &CompareBucket) -> Result<Selection, Error> {
        let part = Part::named(&bucket.part).ok_or_else(|| bad_query(ErrorDetail::UnknownBucket))?;
        let sides = self.sides(&bucket.before, &bucket.after)?;
        if bucket.data != self.mark_of(&bucket.before, &bucket.after) {
            return Err(bad_query(ErrorDetail::ComparedFilesChanged));
        }
        let question = self.question(&bucket.query()?)?;
        Ok(self.with_data(|data| Selection::of(part, &Walk::new(question, sides, data), data)))
    }

    /// The sides of each table.
    fn sides(&self, before: &[usize], after: &[usize]) -> Result<Vec<Sides>, Error> {
        let mut sides = vec![Sides::default(); self.tables.len()];
        for file in before {
            sides.get_mut(self.table_of(*file)?).into_iter().for_each(|sides| sides.before = true);
        }
        for file in after {
            sides.get_mut(self.table_of(*file)?).into_iter().for_each(|sides| sides.after = true);
        }
        if before.is_empty() || after.is_empty() {
            return Err(bad_query(ErrorDetail::EmptySide));
        }
        let mut compared = self.tables.iter().zip(&sides).filter(|(_, sides)| sides.before || sides.after);
        if compared.any(|(named, _)| named.table.start.lives.is_some()) {
            return Err(ErrorCode::Grain.into());
        }
        Ok(sides)
    }

    /// The table of a file.
    fn table_of(&self, file: usize) -> Result<usize, Error> {
        let entry = self.entries.get(file).ok_or(ErrorCode::NoSuchFile)?;
        let tables = self.entries.iter().take(file).filter(|entry| matches!(entry, FileEntry::Table)).count();
        let lists =
            |table: &usize| self.tables.get(*table).is_some_and(|named| named.table.summary.is_none());
        let table = matches!(entry, FileEntry::Table).then_some(tables).filter(lists);
        table.ok_or_else(|| bad_query(ErrorDetail::OnlyLists))
    }

    /// A hash of the names and lengths of files.
    fn mark_of(&self, before: &[usize], after: &[usize]) -> String {
        let tables =
            before.iter().chain(after).filter_map(|file| self.tables.get(self.table_of(*file).ok()?));
        mark(&mut tables.into_iter())
    }

    /// The same of all files.
    pub(super) fn mark_of_all(&self) -> String {
        mark(&mut self.tables.iter())
    }

    pub(super) fn all_dossiers(&self) -> Vec<&Dossiers> {
        self.tables.iter().map(|named| &named.table.dossiers).collect()
    }

    /// Calls `take` with all tables, in which every row counts.
    fn with_data<T>(&self, take: impl FnOnce(&Data<'_>) -> T) -> T {
        let everything = DuplicateFilter::default();
        let mut sources = self.sources();
        sources.iter_mut().for_each(|source| source.live = &everything);
        let columns: Vec<Columns> = self.tables.iter().map(columns).collect();
        take(&Data { codes: &self.codes, sources: &sources, columns: &columns })
    }

    /// The figures of some tables alone: of their dossiers that count among these tables.
    fn side_summary(
        &self,
        query: &Query,
        live: &DuplicateFilter,
        at_hand: &[bool],
    ) -> Result<Summary, Error> {
        let here = |source: &Source<'_>| at_hand.get(source.table).is_some_and(|here| *here);
        let sources = self.sources().into_iter().filter(here).map(|source| Source { live, ..source });
        self.summary_of(query, &sources.collect::<Vec<_>>(), &[])
    }
}

impl Comparing {
    /// Number of steps.
    pub fn steps(&self) -> usize {
        self.walk.steps()
    }

    /// Does one step. Returns false if nothing was left to do.
    pub fn step(&mut self, session: &Session) -> bool {
        if self.next >= self.walk.steps() {
            return false;
        }
        let Self { walk, counts, next, .. } = self;
        session.with_data(|data| walk.step(*next, data, &mut |found| counts.add(found, data)));
        *next += 1;
        true
    }

    /// The comparison, after all steps.
    ///
    /// # Errors
    ///
    /// Those of [`Session::summarize`].
    pub fn finish(self, session: &Session) -> Result<Comparison, Error> {
        let rules = self.walk.question().rules;
        let query = Query { rules: StatedRules::from(&rules), ..self.query };
        let bucket = |part: Part| {
            Bucket::Compare(Box::new(CompareBucket { part: part.name(), ..self.bucket.clone() })).text()
        };
        let sides = self.walk.sides();
        let at_hand = |of: fn(&Sides) -> bool| sides.iter().map(of).collect::<Vec<bool>>();
        let (before, after) = (at_hand(|sides| sides.before), at_hand(|sides| sides.after));
        let dossiers = session.all_dossiers();
        let whole = |at_hand: &[bool]| {
            let live =
                DuplicateFilter::among(session.settings.duplicates, &dossiers, &session.codes, at_hand);
            session.side_summary(&query, &live, at_hand)
        };
        let common = |rows: &RowSet, at_hand: &[bool]| {
            session.side_summary(&query, &DuplicateFilter::only(rows, &dossiers), at_hand)
        };
        let (compared, end) = compared(session, sides, &rules);
        let compared = Compared {
            rules,
            compared,
            end,
            bucket: &bucket,
            summaries: SidesReport { before: whole(&before)?, after: whole(&after)? },
            common: SidesReport {
                before: common(&self.counts.paired_before, &before)?,
                after: common(&self.counts.paired_after, &after)?,
            },
        };
        Ok(Comparison::of(&self.counts, compared))
    }
}

fn mark(tables: &mut dyn Iterator<Item = &NamedTable>) -> String {
    let mut hasher = FixedState::default().build_hasher();
    for named in tables {
        (&named.file, named.table.dossiers.len() as u64).hash(&mut hasher);
    }
    format!("{:x}", hasher.finish() as u32)
}

/// The columns of a table that can be compared: all but days whose order of day and month is not known.
fn columns(NamedTable { table, .. }: &NamedTable) -> Columns {
    let settled = |column: &Column| !table.date_order.contains(column);
    let named = |column: Column| column == Column::Unit && table.dossiers.units.len() > 1;
    Columns::of(|column| (table.has(column) || named(column)) && settled(&column))
}

/// The compared columns, and the one that names the end.
fn compared(session: &Session, sides: &[Sides], rules: &Rules) -> (Vec<Column>, Column) {
    let all: Vec<Columns> = session.tables.iter().map(columns).collect();
    let tables = |of: fn(&Sides) -> bool| all.iter().zip(sides).filter(move |(_, sides)| of(sides));
    let (mut common, mut either) = (Columns::default(), Columns::default());
    for (before, _) in tables(|sides| sides.before) {
        for (after, _) in tables(|sides| sides.after) {
            common = common.or(before.and(*after));
            either = either.or(before.or(*after));
        }
    }
    let end = either.end(rules);
    let is_compared = |column: &Column| match column.is_end() {
        true => common.has_end(rules),
        false => common.has(*column),
    };
    let shown = |column: Column| if column.is_end() { end } else { column };
    (COMPARED.into_iter().filter(is_compared).map(shown).collect(), end)
}
