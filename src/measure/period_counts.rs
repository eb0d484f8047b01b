//! What one slot counts in one period while scanning: a dossier adds to a few numbers here, whichever it is, and the
//! counts follow from them at the close. The stock needs few numbers of its own: what is open is what was received and
//! did not end.

use super::course::Closing;
use super::event::Event;
use super::spread::{NEAR, Spread};
use super::{BlankChannel, Counts, Outcome, Rules};
use crate::value::Channel;

/// Kinds of level that counts tell apart: 3, 4, and all others.
const LEVELS: usize = 3;
const OTHERS: usize = 0;
const THREE: usize = 1;
const FOUR: usize = 2;
/// Received online or not, returned by post or not.
const WAYS: usize = 4;

/// Dossiers closed in one way, by the ways that they came and went.
type Ways = [u32; WAYS];

/// The numbers of one slot in one period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeriodCounts {
    /// Received, by channel and level.
    received: [[u32; LEVELS]; Channel::ALL.len()],
    /// Of these, such as are known to be accepted in time or not, and accepted late.
    accepted: [u32; 2],
    /// Ended, stopped or not accepted, by how and ways.
    closed: [Ways; Closing::ALL.len()],
    /// Of these, ended on a day of their own, and the days from received to end.
    handled: u32,
    handled_days: i64,
    /// Of these, how many took so many days.
    pub took: [u32; NEAR],
    /// Finished by the due day, and handed over after it, as known at the period's end; and at a later one's.
    handed_over_late: u32,
    pub handed_over_later: u32,
    /// Due in this period, and kept.
    pub due: Due,
    /// What the whole of the periods counts besides as due, or less: known only in this one.
    pub due_later: Due,
    /// Open when the first period began.
    pub carried: u32,
    /// Halted before the first period.
    pub halted_before: u32,
    /// More that wait, are in progress without appointment, are overdue at this period's end than at the end of the one before.
    pub waiting: i32,
    pub no_due: i32,
    pub overdue: i32,
    /// The due days of these overdue, summed up.
    pub overdue_since: i64,
    /// In progress from this period on; only where outcomes are counted where dossiers were received.
    in_term: u32,
    /// Levels of the units that these dossiers are of: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: u8,
}

/// Appointments, and those of them that were kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// Appointments in a period.
    pub all: i32,
    /// Kept.
    pub met: i32,
}

impl Due {
    /// Adds another number of them.
    #[inline]
    pub fn add(&mut self, other: Self) {
        self.all += other.all;
        self.met += other.met;
    }
}

/// The sums of days that stand beside the counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaySums {
    /// Days from received to end.
    pub handled: i64,
    /// Of so many dossiers.
    pub handled_count: u32,
    /// Days that open dossiers are overdue.
    pub overdue: i64,
    /// Finished by the due day, and handed over after it.
    pub handed_over_late: u32,
    /// How the days from received to end are spread.
    pub handled_spread: Spread,
    /// How the days that open dossiers are overdue are spread.
    pub overdue_spread: Spread,
}

impl DaySums {
    /// Adds other dossiers'.
    pub fn add(&mut self, other: &Self) {
        self.handled += other.handled;
        self.handled_count = self.handled_count.saturating_add(other.handled_count);
        self.overdue += other.overdue;
        self.handed_over_late = self.handed_over_late.saturating_add(other.handed_over_late);
        self.handled_spread.merge(&other.handled_spread);
        self.overdue_spread.merge(&other.overdue_spread);
    }
}

impl PeriodCounts {
    /// Notes the level of a dossier's unit.
    #[inline]
    pub fn of_level(&mut self, level: u8) -> &mut Self {
        self.levels |= 1_u8.wrapping_shl(level.into());
        self
    }

    /// Counts an intake.
    #[inline(always)]
    pub fn receive(&mut self, event: &Event) {
        let levels = self.received.get_mut(usize::from(event.channel));
        if let Some(number) = levels.and_then(|levels| levels.get_mut(usize::from(event.service))) {
            *number += 1;
        }
        let [timed, late] = &mut self.accepted;
        let [is_timed, is_late] = event.accepted;
        *timed += u32::from(is_timed);
        *late += u32::from(is_late);
    }

    /// Counts a dossier that was open when the first period began.
    #[inline]
    pub fn carry(&mut self) {
        self.carried += 1;
    }

    /// Counts an end, a stop or a refusal.
    #[inline(always)]
    pub fn close(&mut self, event: &Event) {
        let ways = self.closed.get_mut(event.course.closing as usize);
        if let Some(number) = ways.and_then(|ways| ways.get_mut(usize::from(event.way))) {
            *number += 1;
        }
    }

    /// Counts the days that an ended dossier took.
    #[inline]
    pub fn handle(&mut self, days: i32) {
        self.handled += 1;
        self.handled_days += i64::from(days);
        if let Some(often) = usize::try_from(days).ok().and_then(|days| self.took.get_mut(days)) {
            *often += 1;
        }
    }

    /// Counts a dossier that was finished by its due day and handed over after it, which this period's end knows, or only a later
    /// one's.
    #[inline]
    pub fn hand_over_late(&mut self, known: bool) {
        self.handed_over_late += u32::from(known);
        self.handed_over_later += u32::from(!known);
    }

    /// Counts an appointment.
    #[inline]
    pub fn due(&mut self, due: Due) {
        self.due.add(due);
    }

    /// Counts an appointment, or that one is kept, in the whole of the periods alone.
    #[inline]
    pub fn due_later(&mut self, due: Due) {
        self.due_later.add(due);
    }

    /// Counts a dossier halted before the first period.
    #[inline]
    pub fn halted_before(&mut self) {
        self.halted_before += 1;
    }

    /// Counts a dossier that is open in this way from this period on, or no more.
    #[inline]
    pub fn open(&mut self, outcome: Outcome, change: i32) {
        match outcome {
            Outcome::Waiting => self.waiting += change,
            Outcome::NoDue => self.no_due += change,
            _ => {}
        }
    }

    /// Counts a change of what is overdue at a period's end, by its due day.
    #[inline]
    pub fn overdue(&mut self, due: i32, change: i32) {
        self.overdue += change;
        self.overdue_since += i64::from(due) * i64::from(change);
    }

    /// Counts a dossier that is open, where it was received; one that is overdue apart.
    #[inline]
    pub fn stay_open(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::InTerm => self.in_term += 1,
            other => self.open(other, 1),
        }
    }

    /// The counts of a period of its own: what was received in it, whatever became of it.
    pub fn cohort(&self, rules: &Rules) -> Counts {
        let (waiting, no_due, overdue) = (number(self.waiting), number(self.no_due), number(self.overdue));
        let events = self.events(rules);
        let pending = self.in_term + no_due + overdue;
        let halted_standing = events.halted;
        Counts { waiting, no_due, overdue, pending, in_term: self.in_term, halted_standing, ..events }
    }

    /// The sums of what happened in the period.
    pub fn event_days(&self) -> DaySums {
        DaySums {
            handled: self.handled_days,
            handled_count: self.handled,
            handed_over_late: self.handed_over_late,
            ..DaySums::default()
        }
    }

    /// What happened in the period.
    pub fn events(&self, rules: &Rules) -> Counts {
        Counts { not_accepted: sum(self.of(Closing::NotAccepted)), ..self.received(rules) }
            .and(&self.closed(rules))
    }

    fn received(&self, rules: &Rules) -> Counts {
        let [_, direct, online, postal, other, blank] = self.received;
        let received = self.received.iter().fold([0; LEVELS], |sums, levels| both(&sums, levels));
        let (received_l3, received_l4) = (received[THREE], received[FOUR]);
        let (at_desk, unknown) = match rules.blank_channel {
            BlankChannel::Direct => (both(&direct, &blank), other),
            BlankChannel::Unknown => (direct, both(&other, &blank)),
        };
        let [accepted_timed, accepted_late] = self.accepted;
        Counts {
            received: received[OTHERS] + received_l3 + received_l4,
            direct: sum(&at_desk),
            online: sum(&online),
            postal_intake: sum(&postal),
            other_intake: sum(&unknown),
            received_l3,
            received_l4,
            online_l3: online[THREE],
            online_l4: online[FOUR],
            accepted_timed,
            accepted_late,
            due_in_period: number(self.due.all),
            due_met: number(self.due.met),
            ..Counts::default()
        }
    }

    fn closed(&self, rules: &Rules) -> Counts {
        let by = |outcome| {
            let those = Closing::ALL.iter().filter(|closing| closing.outcome(rules) == outcome);
            those.fold([0; WAYS], |sums, closing| both(&sums, self.of(*closing)))
        };
        let (early, on_due_day) = (by(Outcome::Early), by(Outcome::OnDueDay));
        let (late, no_verdict) = (by(Outcome::Late), by(Outcome::NoVerdict));
        let timely = both(&early, &on_due_day);
        let ended = both(&timely, &both(&late, &no_verdict));
        let (returned_early, returned_on_due_day, returned_late) = (
            sum(self.of(Closing::ReturnedEarly)),
            sum(self.of(Closing::ReturnedOnDueDay)),
            sum(self.of(Closing::ReturnedLate)),
        );
        let unjudged = sum(self.of(Closing::ReturnedNoVerdict)) + sum(self.of(Closing::ReturnedNoDue));
        Counts {
            ended: sum(&ended),
            stopped: sum(&by(Outcome::Stopped)),
            returned: returned_early + returned_on_due_day + returned_late + unjudged,
            halted: sum(self.of(Closing::Halted)),
            returned_early,
            returned_on_due_day,
            returned_late,
            timely: sum(&timely),
            early: sum(&early),
            on_due_day: sum(&on_due_day),
            late: sum(&late),
            no_verdict: sum(&no_verdict),
            online_on_time: received_online(&timely),
            online_late: received_online(&late),
            postal_return: returned_by_post(&ended),
            ..Counts::default()
        }
    }

    fn of(&self, closing: Closing) -> &Ways {
        self.closed.get(closing as usize).unwrap_or(&[0; WAYS])
    }
}

/// No stock is less than nothing.
pub fn number(change: i32) -> u32 {
    u32::try_from(change).unwrap_or(0)
}

fn sum(numbers: &[u32]) -> u32 {
    numbers.iter().sum()
}

fn both<const N: usize>(one: &[u32; N], other: &[u32; N]) -> [u32; N] {
    let mut sums = *one;
    sums.iter_mut().zip(other).for_each(|(sum, number)| *sum += number);
    sums
}

fn received_online([_, _, online, both]: &Ways) -> u32 {
    online + both
}

fn returned_by_post([_, postal, _, both]: &Ways) -> u32 {
    postal + both
}
