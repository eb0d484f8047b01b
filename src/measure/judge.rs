//! Decides which dossiers belong to a list, and their rank in it.

use super::block::BLOCK;
use super::courses::Courses;
use super::kind::CourseKind;
use super::lane::{Chosen, Lane, at, put};
use super::list_question::{DOUBTFUL, ListQuestion, ListedDossier, Sort, doubts_in};
use super::{Basis, Closing, Course, Outcome, Question, Rules, Source, end_of};
use crate::dossier::{Facts, NO_DAY};

/// A question under one set of rules: its last day, and the day on which outcomes are judged.
struct JudgingRules {
    question: Question,
    last: i32,
    as_of: i32,
}

impl JudgingRules {
    fn new(question: &Question, rules: &Rules) -> Self {
        let question = Question { rules: *rules, ..question.clone() };
        Self { last: question.last_day(), as_of: question.judged_on(), question }
    }

    /// The outcome of a dossier. None if it is not in the period.
    #[inline(always)]
    fn outcome(&self, course: &Course) -> Option<Outcome> {
        let begins = if self.question.rules.basis == Basis::Event { course.closed } else { course.opened };
        let within = course.opened <= self.last
            && self.question.from.is_none_or(|from| begins >= from && from <= self.last);
        course.outcome_on(self.as_of).filter(|_| within)
    }
}

/// What a list needs to know of a dossier that belongs to it.
pub struct Judged {
    /// Its outcome.
    pub outcome: Outcome,
    /// Its outcome under the other set of rules, where two are compared.
    pub other: Option<Option<Outcome>>,
    days_late: Option<i32>,
}

/// Bits of the outcomes whose end day is compared with the appointment. Halted dossiers are excluded.
const MEASURED: u32 = 1 << Outcome::Early as u32
    | 1 << Outcome::OnDueDay as u32
    | 1 << Outcome::Late as u32
    | 1 << Outcome::Stopped as u32;

/// Judges dossiers one by one.
pub struct Judge<'a> {
    /// The question.
    pub asked: &'a ListQuestion,
    rules: JudgingRules,
    other: Option<JudgingRules>,
}

impl<'a> Judge<'a> {
    /// Creates a judge for this list.
    pub fn new(asked: &'a ListQuestion) -> Self {
        let judging = |rules| JudgingRules::new(&asked.question, rules);
        let other = asked.differs.as_ref().map(judging);
        Self { asked, rules: judging(&asked.question.rules), other }
    }

    /// Selects the chosen dossiers that are within the question's days.
    pub fn within(&self, courses: &Courses, chosen: Chosen) -> Chosen {
        self.rules.question.within(courses, chosen)
    }

    /// True if the course of a dossier is not enough to decide whether it belongs to the list.
    pub fn asks_for_more(&self) -> bool {
        let ListQuestion { doubtful, due_within, ended_late_by, code, .. } = self.asked;
        let plain = !doubtful && due_within.is_none() && ended_late_by.is_none() && code.is_empty();
        !plain || self.other.is_some()
    }

    /// Returns the finding of a dossier in the question's days if it meets all conditions of the list.
    pub fn wants(&self, facts: &Facts) -> Option<Judged> {
        let course = Course::of(facts, &self.rules.question.rules);
        let outcome = self.rules.outcome(&course)?;
        let days_late = self.days_late(facts, &course, outcome);
        let other = self.other.as_ref();
        let other = other.map(|other| other.outcome(&Course::of(facts, &other.question.rules)));
        let wanted = other.is_none_or(|other| other != Some(outcome))
            && self.needs_looking_at(facts, outcome, days_late);
        wanted.then_some(Judged { outcome, other, days_late })
    }

    fn needs_looking_at(&self, facts: &Facts, outcome: Outcome, days_late: Option<i32>) -> bool {
        let as_of = self.rules.as_of;
        let soon = |days: i32| facts.due != NO_DAY && facts.due <= as_of.saturating_add(days);
        let among = |(least, most)| days_late.is_some_and(|days| (least..=most).contains(&days));
        (!self.asked.doubtful || facts.doubts & DOUBTFUL != 0)
            && self.asked.due_within.is_none_or(|days| outcome.is_open() && soon(days))
            && self.asked.ended_late_by.is_none_or(|bounds| outcome.is_ended() && among(bounds))
    }

    fn days_late(&self, facts: &Facts, course: &Course, outcome: Outcome) -> Option<i32> {
        let until = match outcome {
            Outcome::Early | Outcome::OnDueDay | Outcome::Late => course.end,
            Outcome::Stopped if course.closing != Closing::Halted => course.end,
            Outcome::Overdue => self.rules.as_of,
            _ => return None,
        };
        (facts.due != NO_DAY && until != NO_DAY).then(|| until - facts.due)
    }

    /// The rank of a dossier; smaller ranks come first in the list.
    pub fn rank(&self, facts: &Facts, found: &Judged) -> u32 {
        let known = |day: i32| Some(day).filter(|day| *day != NO_DAY);
        match self.asked.sort {
            None => 0,
            Some(Sort::DaysLate) => self.rank_of(found.days_late, true),
            Some(Sort::Due) => self.rank_of(known(facts.due), false),
            Some(Sort::Received) => self.rank_of(Some(facts.received), false),
        }
    }

    /// Writes the ranks of chosen dossiers.
    #[inline(never)]
    pub fn rank_all(&self, courses: &Courses, chosen: &Chosen, ranks: &mut Lane<u32>) {
        match self.asked.sort {
            None => {}
            Some(Sort::DaysLate) => self.rank_by_days_late(courses, chosen, ranks),
            Some(Sort::Due) => self.rank_by(&courses.due, chosen, ranks),
            Some(Sort::Received) => self.rank_by(&courses.received, chosen, ranks),
        }
    }

    fn rank_by(&self, days: &Lane<i32>, chosen: &Chosen, ranks: &mut Lane<u32>) {
        for dossier in chosen.iter() {
            let known = Some(at(days, dossier)).filter(|day| *day != NO_DAY);
            put(ranks, dossier, self.rank_of(known, false));
        }
    }

    #[inline(never)]
    fn rank_by_days_late(&self, courses: &Courses, chosen: &Chosen, ranks: &mut Lane<u32>) {
        let as_of = self.rules.as_of;
        let mut outcomes = [0; BLOCK];
        courses.outcomes_on(as_of, &mut outcomes);
        for dossier in chosen.iter() {
            let (due, end) = (at(&courses.due, dossier), at(&courses.end, dossier));
            let (outcome, kind) = (at(&outcomes, dossier), at(&courses.kind, dossier));
            let overdue = outcome == Outcome::Overdue as u32;
            let until = if overdue { as_of } else { end };
            let ended = MEASURED >> outcome & 1 == 1 && !kind.is(CourseKind::HALTED);
            let known = (due != NO_DAY) & (until != NO_DAY) & (overdue | ended);
            put(ranks, dossier, self.rank_of(known.then_some(until.wrapping_sub(due)), true));
        }
    }

    #[inline(always)]
    fn rank_of(&self, value: Option<i32>, falling: bool) -> u32 {
        let Some(value) = value else { return u32::MAX };
        let rising = value.cast_unsigned() ^ (1 << 31);
        if falling == self.asked.reverse { rising } else { !rising }
    }

    /// The dossier at a place.
    pub fn listed(&self, place: u64, sources: &[Source<'_>]) -> Option<ListedDossier> {
        let mut index = (place & u64::from(u32::MAX)) as usize;
        let holds = |source: &&Source<'_>| {
            let length = source.dossiers.len();
            let here = index < length;
            index -= if here { 0 } else { length };
            here
        };
        let source = sources.iter().find(holds)?;
        let (chunk, at) = source.dossiers.locate(index)?;
        let facts = chunk.facts(at)?;
        let Judged { outcome, other, days_late } = self.wants(&facts)?;
        let end = end_of(&facts, &self.asked.question.rules);
        let ended = Some(end).filter(|(day, _)| *day != NO_DAY && *day <= self.rules.as_of);
        let doubts = doubts_in(facts.doubts);
        let working = |days: i32| self.asked.working.between(facts.due, facts.due.saturating_add(days));
        let working_days_late = days_late.map(working);
        Some(ListedDossier {
            table: source.table,
            index,
            outcome,
            other,
            days_late,
            working_days_late,
            ended,
            doubts,
        })
    }
}
