//! Counts one table: every live dossier once, in its group and in the periods of its course
//! (docs/reference.md, "Definitions"). Events are added to the period in which they happen, overdue
//! dossiers where they begin and cease to be overdue. Sums are formed at the close, so the cost of a dossier
//! does not depend on how long it was open.

use super::block::{BLOCK, Block};
use super::cells::{CountTable, Kept, unpacked};
use super::courses::Courses;
use super::group::Slots;
use super::grouping::{Grouping, Groups};
use super::kind::CourseKind;
use super::lane::{Chosen, Lane, at, put};
use super::passes::{
    Channels, acceptances, add, all_bits, any_between, appointments, bounds, due_on, durations, only_until,
    standing,
};
use super::question::{Group, OutcomeFilter, Question, Source, merge};
use super::spread::FAR;
use super::weight::{BlockWeights, total};
use super::{Basis, Lack, Lacks, Outcome, PeriodIndex};
use crate::dossier::NO_DAY;
use crate::{Error, ErrorCode};

/// Most dossiers that one counter takes.
const MOST: u64 = i32::MAX as u64;

/// Counts one table, or a part of it that is not too large for its counters.
pub struct Counter<'a> {
    question: &'a Question,
    asked: OutcomeFilter,
    index: &'a PeriodIndex,
    slots: Slots<'a>,
    lacks: Lacks,
    cells: CountTable,
    courses: Courses,
    channels: Channels,
    weights: BlockWeights,
    lanes: Lanes,
    after_as_of: u64,
    /// Dossiers taken so far, counted or not.
    taken: u64,
}

/// Where each dossier of the current block is counted.
struct Lanes {
    slots: Lane<u32>,
    /// Period numbers of receipt, closing and appointment; the number of periods means "in none of them".
    opened: Lane<u32>,
    closed: Lane<u32>,
    due: Lane<u32>,
    /// Places for one of these periods.
    places: Lane<u32>,
    /// Column numbers in a table of counts.
    numbers: Lane<u8>,
    flags: Lane<u8>,
}

impl<'a> Counter<'a> {
    /// Creates a counter with nothing counted.
    pub fn new(question: &'a Question, index: &'a PeriodIndex, source: &Source<'a>) -> Self {
        let lane = [0; BLOCK];
        Self {
            question,
            asked: OutcomeFilter::of(question),
            index,
            slots: Slots::new(&question.by, index.len(), source, &question.rules),
            lacks: source.lacks,
            cells: CountTable::new(index.len(), source.lacks.has(Lack::Days)),
            courses: Courses::new(&question.rules),
            channels: Channels::new(source.dossiers),
            weights: BlockWeights::new(),
            lanes: Lanes {
                slots: lane,
                opened: lane,
                closed: lane,
                due: lane,
                places: lane,
                numbers: [0; BLOCK],
                flags: [0; BLOCK],
            },
            after_as_of: 0,
            taken: 0,
        }
    }

    /// True if the counters have room for another block: they and their differences have 32 bits.
    pub fn has_room(&self, block: &Block<'_>) -> bool {
        self.taken.saturating_add(total(block)) <= MOST
    }

    /// Counts the marked dossiers of a block, for which there must be room.
    pub fn count_block(&mut self, block: &Block<'_>) {
        if self.cells.is_full() {
            return;
        }
        self.slots.fill(block, &mut self.lanes.slots);
        self.cells.reach(self.slots.len());
        self.courses.work_out(block);
        self.channels.read(block);
        self.weights.read(block);
        self.taken = self.taken.saturating_add(total(block));
        let counted = self.counted(block);
        self.index.numbers(&self.courses.received, &mut self.lanes.opened);
        let counted = self.count_refused(counted);
        match self.question.rules.basis {
            Basis::Event => self.count_events(block, counted),
            Basis::Received => self.count_cohort(block, counted),
        }
    }

    /// Selects the marked dossiers that the question asks for. Counts those received after the as-of date.
    fn counted(&mut self, block: &Block<'_>) -> Chosen {
        let (as_of, last, received) = (self.question.rules.as_of, self.index.last(), &self.courses.received);
        let mut chosen = block.chosen();
        if bounds(received, block.range.len()).1 > last {
            let after = chosen.filter(|dossier| at(received, dossier) > as_of);
            self.after_as_of += self.weights.sum(&after);
            chosen = chosen.filter(|dossier| at(received, dossier) <= last);
        }
        self.asked.choose(&self.courses, chosen)
    }

    /// Counts the dossiers that were never accepted, in the period of receipt. Returns the others.
    fn count_refused(&mut self, counted: Chosen) -> Chosen {
        let Self { courses, lanes, cells, channels, weights, .. } = self;
        if !all_bits(&courses.kind).is(CourseKind::REFUSED) {
            return counted;
        }
        let is_refused = |dossier| at(&courses.kind, dossier).is(CourseKind::REFUSED);
        let first = self.index.first();
        let refused =
            counted.filter(|dossier| is_refused(dossier) & (at(&courses.received, dossier) >= first));
        channels.note_levels(&refused, &lanes.slots, &mut cells.levels);
        channels.closings(&courses.kind, &mut lanes.numbers);
        cells.places(&refused, &lanes.slots, &lanes.opened, &mut lanes.places);
        add(&mut cells.tables.closed, &refused, (&lanes.places, &lanes.numbers), weights);
        counted.filter(|dossier| !is_refused(dossier))
    }

    /// Basis "event": counts each event in the period in which it happened.
    fn count_events(&mut self, block: &Block<'_>, counted: Chosen) {
        let Self { courses, lanes, index, .. } = self;
        index.numbers(&courses.closed, &mut lanes.closed);
        index.numbers(&courses.due, &mut lanes.due);
        let first = index.first();
        let early = bounds(&courses.received, block.range.len()).0 < first;
        let present = if early { self.count_gone(&counted) } else { counted };
        self.count_due_early(&counted);
        self.count_present(block, &present);
        if early {
            self.count_carried(&present);
        }
        self.count_stock(&present);
    }

    /// Counts dossiers closed before the first period: their appointment, and whether they were halted.
    /// Returns the others.
    #[cold]
    fn count_gone(&mut self, counted: &Chosen) -> Chosen {
        let first = self.index.first();
        let is_gone = |courses: &Courses, dossier| at(&courses.closed, dossier) < first;
        let gone = counted.filter(|dossier| is_gone(&self.courses, dossier));
        let none = self.index.len() as u32;
        let due = gone.filter(|dossier| at(&self.lanes.due, dossier) != none);
        if !self.lacks.has(Lack::Days) {
            self.channels.note_levels(&due, &self.lanes.slots, &mut self.cells.levels);
            self.count_due(&due);
        }
        for dossier in gone.iter().filter(|dossier| at(&self.courses.kind, *dossier).is(CourseKind::HALTED)) {
            let often = self.weights.of(dossier);
            self.cells.change(at(&self.lanes.slots, dossier), 0, |cell| cell.halted_before += often);
        }
        counted.filter(|dossier| !is_gone(&self.courses, dossier))
    }

    /// Counts appointments before the first period if the question has no first day. They belong to no single
    /// period, only to the total of all periods.
    fn count_due_early(&mut self, counted: &Chosen) {
        let (from, first) = (self.question.from.unwrap_or(i32::MIN), self.index.first());
        if from >= first || self.lacks.has(Lack::Days) || !any_between(&self.courses.due, from, first) {
            return;
        }
        let last = self.index.last();
        let early = |due| due != NO_DAY && due >= from && due < first;
        for dossier in counted.iter().filter(|dossier| early(at(&self.courses.due, *dossier))) {
            let whole = due_on(&self.courses, dossier, last);
            let (slot, often) = (at(&self.lanes.slots, dossier), self.weights.of(dossier).cast_signed());
            self.cells.change(slot, 0, |cell| cell.due_later.change(0, whole, often));
        }
    }

    /// Counts intake, end and appointment.
    fn count_present(&mut self, block: &Block<'_>, present: &Chosen) {
        self.channels.note_levels(present, &self.lanes.slots, &mut self.cells.levels);
        self.count_intake(present);
        self.count_ends(block, present);
        self.count_due(present);
    }

    fn count_intake(&mut self, present: &Chosen) {
        let Self { courses, lanes, cells, channels, weights, .. } = self;
        let Lanes { slots, opened, places, numbers, .. } = lanes;
        cells.places(present, slots, opened, places);
        channels.intakes(numbers);
        add(&mut cells.tables.intake, present, (places, numbers), weights);
        if acceptances(&courses.doubts, numbers) {
            add(&mut cells.tables.accepted, present, (places, numbers), weights);
        }
    }

    fn count_ends(&mut self, block: &Block<'_>, present: &Chosen) {
        let Self { courses, lanes, cells, channels, weights, .. } = self;
        let Lanes { slots, closed, places, numbers, .. } = lanes;
        cells.places(present, slots, closed, places);
        channels.closings(&courses.kind, numbers);
        add(&mut cells.tables.closed, present, (places, numbers), weights);
        if self.lacks.has(Lack::Days) {
            return;
        }
        let any_far = durations(courses, numbers);
        add(&mut cells.tables.took, present, (places, numbers), weights);
        if any_far {
            self.note_far(present);
        }
        self.count_hand_over(block, present);
    }

    /// Stores the days of dossiers whose duration is negative or too long for a counter.
    #[cold]
    fn note_far(&mut self, present: &Chosen) {
        let Self { courses, lanes, cells, index, weights, .. } = self;
        let none = index.len() as u32;
        let is_far = |dossier| (at(&lanes.numbers, dossier) == FAR) & (at(&lanes.closed, dossier) != none);
        for dossier in present.filter(is_far).iter() {
            let days = at(&courses.end, dossier).wrapping_sub(at(&courses.received, dossier));
            cells.note_days(at(&lanes.places, dossier), days, weights.of(dossier));
        }
    }

    /// Counts dossiers that were handed over late, as known at the end of their period and at the end of all
    /// periods.
    fn count_hand_over(&mut self, block: &Block<'_>, present: &Chosen) {
        self.courses.flag_handed_over_late(block, self.question.judged_on(), &mut self.lanes.numbers);
        for dossier in present.flagged(&self.lanes.numbers).iter() {
            let until = self.known_until(at(&self.lanes.closed, dossier));
            let known = at(&self.courses.returned, dossier) <= until;
            let (place, often) = (at(&self.lanes.places, dossier), self.weights.of(dossier));
            self.cells.change_at(place, |cell| cell.hand_over_late(known, often));
        }
    }

    /// The last day on which facts are known for a period.
    #[inline(always)]
    fn known_until(&self, period: u32) -> i32 {
        match self.question.rules.basis {
            Basis::Event => self.index.last_of(period as usize),
            Basis::Received => self.question.rules.as_of,
        }
    }

    /// Counts appointments in their periods. Facts known only after the end of the period count in the total
    /// of all periods.
    fn count_due(&mut self, chosen: &Chosen) {
        if self.lacks.has(Lack::Days) {
            return;
        }
        let (last, event) = (self.question.judged_on(), self.question.rules.basis == Basis::Event);
        let Self { courses, lanes, cells, index, weights, .. } = self;
        let Lanes { slots, due, places, numbers, flags, .. } = lanes;
        cells.places(chosen, slots, due, places);
        let mut known = [last; BLOCK];
        if event {
            index.ends(due, &mut known);
        }
        let differs = appointments(courses, &known, last, (numbers, flags));
        add(&mut cells.tables.due, chosen, (places, numbers), weights);
        if differs {
            self.count_due_later(chosen, last);
        }
    }

    fn count_due_later(&mut self, chosen: &Chosen, last: i32) {
        let Self { courses, lanes, cells, weights, .. } = self;
        let none = self.index.len() as u32;
        let later = chosen.flagged(&lanes.flags);
        for dossier in later.iter().filter(|dossier| at(&lanes.due, *dossier) != none) {
            let (now, whole) = (at(&lanes.numbers, dossier), due_on(courses, dossier, last));
            let often = weights.of(dossier).cast_signed();
            cells.change_at(at(&lanes.places, dossier), |cell| cell.due_later.change(now, whole, often));
        }
    }

    /// Counts dossiers that were open when the first period began.
    #[cold]
    fn count_carried(&mut self, present: &Chosen) {
        let first = self.index.first();
        for dossier in present.filter(|dossier| at(&self.courses.received, dossier) < first).iter() {
            let often = self.weights.of(dossier);
            self.cells.change(at(&self.lanes.slots, dossier), 0, |cell| cell.carried += often);
            put(&mut self.lanes.opened, dossier, 0);
        }
    }

    /// Counts dossiers that are open at the end of a period and not in term throughout.
    fn count_stock(&mut self, present: &Chosen) {
        let Lanes { opened, closed, flags, .. } = &mut self.lanes;
        standing(&self.courses, opened, closed, flags);
        for dossier in present.flagged(&self.lanes.flags).iter() {
            self.count_standing(dossier);
        }
    }

    fn count_standing(&mut self, dossier: u16) {
        let Self { courses, lanes, cells, index, weights, .. } = self;
        let often = weights.of(dossier).cast_signed();
        let (slot, none) = (at(&lanes.slots, dossier), index.len() as u32);
        let (first, until) = (at(&lanes.opened, dossier), at(&lanes.closed, dossier));
        let open = courses.open(dossier);
        if open != Outcome::InTerm as u32 {
            cells.change(slot, first, |cell| cell.open(open, often));
            if until < none {
                cells.change(slot, until, |cell| cell.open(open, -often));
            }
        }
        let due = at(&courses.until, dossier);
        let first = first.max(index.ending_after(due) as u32);
        if first < until {
            cells.overdue(slot, first, due, often);
            if until < none {
                cells.overdue(slot, until, due, -often);
            }
        }
    }

    /// Basis "received": counts everything in the period of receipt, with its state on the as-of date.
    fn count_cohort(&mut self, block: &Block<'_>, counted: Chosen) {
        let (first, as_of) = (self.index.first(), self.question.rules.as_of);
        let Self { courses, lanes, index, .. } = self;
        let present = counted.filter(|dossier| at(&courses.received, dossier) >= first);
        let none = index.len() as u32;
        only_until(&courses.closed, as_of, &lanes.opened, none, &mut lanes.closed);
        only_until(&courses.due, as_of, &lanes.opened, none, &mut lanes.due);
        self.count_present(block, &present);
        let is_open = |dossier| at(&self.courses.closed, dossier) > as_of;
        for dossier in present.filter(is_open).iter() {
            self.count_open(dossier, as_of);
        }
    }

    fn count_open(&mut self, dossier: u16, as_of: i32) {
        let Self { courses, lanes, cells, weights, .. } = self;
        let often = weights.of(dossier).cast_signed();
        let (slot, period) = (at(&lanes.slots, dossier), at(&lanes.opened, dossier));
        let until = at(&courses.until, dossier);
        if until < as_of {
            cells.overdue(slot, period, until, often);
        } else {
            let open = courses.open(dossier);
            cells.change(slot, period, |cell| cell.stay_open(open, often));
        }
    }

    /// Adds this table to the total and the groups. Returns the number of dossiers received after the as-of
    /// date. Fails if there are too many groups.
    pub fn close(mut self, total: &mut Group, groups: &mut Groups) -> Result<u64, Error> {
        if self.cells.is_full() {
            return Err(ErrorCode::TooManyGroups.into());
        }
        self.cells.finish();
        let keys = self.cells.keys();
        let mut known: Vec<_> = self.slots.keys().map(|keys| vec![u32::MAX; keys.len()]).collect();
        for run in keys.chunk_by(|one, next| unpacked(*one).0 == unpacked(*next).0) {
            let slot = run.first().map_or(0, |key| unpacked(*key).0);
            let cells: Vec<(usize, Kept<'_>)> =
                run.iter().filter_map(|key| Some((unpacked(*key).1, self.cells.of(*key)?))).collect();
            let noted = self.cells.levels.get(slot).copied().unwrap_or_default();
            let levels = self.channels.level().unwrap_or(noted);
            let names = groups.names(&self.slots, slot, &mut known);
            let Self { question, index, lacks, .. } = self;
            let mut grouping = Grouping { question, index, lacks, names, levels, groups: &mut *groups };
            let whole = match self.question.rules.basis {
                Basis::Event => grouping.events(&cells)?,
                Basis::Received => grouping.cohorts(&cells)?,
            };
            merge(total, whole.0, whole.1, self.lacks, levels);
        }
        Ok(self.after_as_of)
    }
}
