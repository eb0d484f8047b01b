//! The counters of one slot in one period while scanning. Every dossier increments only a few of them, and
//! the counts are derived at the close. The stock needs few counters of its own: a dossier is open if it was
//! received and did not end.

use super::course::Closing;
use super::spread::{Spread, TOOK};
use super::{BlankChannel, Counts, Outcome, Rules};
use crate::value::{Channel, ServiceLevel};

/// Number of levels that counts distinguish: 3, 4, and all others.
const LEVELS: usize = 3;
const THREE: usize = 1;
const FOUR: usize = 2;
/// Number of ways: received online or not, times returned by post or not.
pub const WAYS: usize = 4;
/// Number of intake kinds: channels times levels.
pub const INTAKES: usize = 18;

/// Number of closing kinds: closings times ways.
pub const CLOSINGS: usize = Closing::ALL.len() * WAYS;

/// Number of states of an acceptance or an appointment.
pub const STATES: usize = 4;

/// Intake number by channel and level: level 3 is 1, level 4 is 2, any other 0.
#[inline(always)]
pub fn intake(channel: u8, service_level: u8) -> u8 {
    let level = service_level.saturating_sub(ServiceLevel::Two as u8);
    channel.wrapping_mul(LEVELS as u8).wrapping_add(level)
}

/// Way number by the two channels.
#[inline(always)]
pub fn way(channel: u8, return_channel: u8) -> u8 {
    let online = u8::from(channel == Channel::Online as u8);
    online * 2 + u8::from(return_channel == Channel::Postal as u8)
}

/// State number of an appointment: `all` if it counts, `met` if it was kept.
#[inline(always)]
pub fn due_state(all: bool, met: bool) -> u8 {
    u8::from(all) + u8::from(met)
}

/// Dossiers closed in one way, by intake and return channel.
type Ways = [u32; WAYS];

/// The counters of one slot in one period.
#[derive(Debug, Clone, Copy)]
pub struct PeriodCounts<'a> {
    /// Received, by [`intake`].
    pub intake: &'a [u32; INTAKES],
    /// Of those received, by the two bits of [`crate::dossier::doubt::ACCEPTANCE`].
    pub accepted: &'a [u32; STATES],
    /// Ended, stopped or not accepted, by closing and [`way`].
    pub closed: &'a [u32; CLOSINGS],
    /// Of those closed, ended on a known day, by days taken.
    pub took: &'a [u32; TOOK],
    /// Due in this period, by [`due_state`].
    pub due: &'a [u32; STATES],
    /// Counters for rare cases.
    pub seldom: &'a Seldom,
}

/// Counters for rare cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seldom {
    /// Finished by the due day and handed over after it, as known at the end of the period.
    pub handed_over_late: u32,
    /// Finished by the due day and handed over after it, as known only at the end of a later period.
    pub handed_over_later: u32,
    /// Change of the appointments when they are counted over all periods: facts that only later periods know.
    pub due_later: Due,
    /// Open when the first period began.
    pub carried: u32,
    /// Halted before the first period.
    pub halted_before: u32,
    /// Change of the number waiting since the end of the previous period.
    pub waiting: i32,
    /// Change of the number in progress without an appointment.
    pub no_due: i32,
    /// Change of the number overdue.
    pub overdue: i32,
    /// Change of the sum of the due days of overdue dossiers.
    pub overdue_since: i64,
    /// In progress from this period on. Used only if outcomes count in the period of receipt.
    pub in_term: u32,
}

/// Appointments, and how many of them were kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// Appointments in a period.
    pub all: i32,
    /// Of these, kept.
    pub met: i32,
}

impl Due {
    /// Replaces the state of `often` appointments, by [`due_state`].
    pub fn change(&mut self, before: u8, after: u8, often: i32) {
        let of = |state: u8| (i32::from(state > 0), i32::from(state > 1));
        self.all += (of(after).0 - of(before).0) * often;
        self.met += (of(after).1 - of(before).1) * often;
    }

    /// Adds another count.
    #[inline]
    pub fn add(&mut self, other: Self) {
        self.all += other.all;
        self.met += other.met;
    }
}

/// Sums of days, and how they are distributed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaySums {
    /// Sum of the days from received to end.
    pub handled: i64,
    /// Number of dossiers in this sum.
    pub handled_count: u64,
    /// Sum of the days that open dossiers are overdue.
    pub overdue: i64,
    /// Finished by the due day, and handed over after it.
    pub handed_over_late: u64,
    /// Distribution of the days from received to end.
    pub handled_spread: Spread,
    /// Distribution of the days that open dossiers are overdue.
    pub overdue_spread: Spread,
}

impl DaySums {
    /// True if there is nothing to add.
    fn is_empty(&self) -> bool {
        self.handled_count == 0 && self.overdue == 0 && self.handed_over_late == 0
    }

    /// Adds the sums of other dossiers, which are not needed any longer.
    pub fn take(&mut self, other: Self) {
        if self.is_empty() { *self = other } else { self.add(&other) }
    }

    /// Adds the sums of other dossiers.
    pub fn add(&mut self, other: &Self) {
        if other.is_empty() {
            return;
        }
        self.handled += other.handled;
        self.handled_count = self.handled_count.saturating_add(other.handled_count);
        self.overdue += other.overdue;
        self.handed_over_late = self.handed_over_late.saturating_add(other.handed_over_late);
        self.handled_spread.merge(&other.handled_spread);
        self.overdue_spread.merge(&other.overdue_spread);
    }
}

impl Seldom {
    /// Counts dossiers that were finished by their due day and handed over after it. `known` is false if only
    /// the end of a later period knows this.
    pub fn hand_over_late(&mut self, known: bool, often: u32) {
        self.handed_over_late += u32::from(known) * often;
        self.handed_over_later += u32::from(!known) * often;
    }

    /// Counts dossiers that begin (`change` > 0) or cease to be open in this period, by their outcome
    /// number. Other outcomes than waiting and no due day are ignored.
    pub fn open(&mut self, outcome: u32, change: i32) {
        if outcome == Outcome::Waiting as u32 {
            self.waiting += change;
        } else if outcome == Outcome::NoDue as u32 {
            self.no_due += change;
        }
    }

    /// Changes the number of overdue dossiers at the end of the period, and the sum of their due days.
    #[inline]
    pub fn overdue(&mut self, due: i32, change: i32) {
        self.overdue += change;
        self.overdue_since += i64::from(due) * i64::from(change);
    }

    /// Counts open dossiers in their period of receipt. Overdue ones are counted by `overdue`.
    pub fn stay_open(&mut self, outcome: u32, often: i32) {
        self.in_term += u32::from(outcome == Outcome::InTerm as u32) * often.unsigned_abs();
        self.open(outcome, often);
    }
}

impl PeriodCounts<'_> {
    /// The counts of dossiers received in the period, with their state on the as-of date.
    pub fn cohort(&self, rules: &Rules) -> Counts {
        let seldom = self.seldom;
        let mut counts = self.events(rules);
        counts.waiting = number(seldom.waiting);
        counts.no_due = number(seldom.no_due);
        counts.overdue = number(seldom.overdue);
        counts.in_term = seldom.in_term.into();
        counts.pending = counts.in_term + counts.no_due + counts.overdue;
        counts.halted_standing = counts.halted;
        counts
    }

    /// The appointments in the period.
    pub fn appointments(&self) -> Due {
        let [_, missed, met, _] = self.due.map(u32::cast_signed);
        Due { all: missed + met, met }
    }

    /// The counts of what happened in the period.
    pub fn events(&self, rules: &Rules) -> Counts {
        let mut counts = Counts::default();
        self.set_received(rules, &mut counts);
        self.set_closed(rules, &mut counts);
        counts
    }

    fn set_received(&self, rules: &Rules, counts: &mut Counts) {
        let (by_channel, _) = self.intake.as_chunks::<LEVELS>();
        let by = |channel: Channel| by_channel.get(channel as usize).copied().unwrap_or_default();
        let [direct, online, postal, other, blank] =
            [Channel::Direct, Channel::Online, Channel::Postal, Channel::Other, Channel::Blank].map(by);
        let received = by_channel.iter().fold([0; LEVELS], |sums, levels| both(&sums, levels));
        (counts.received_l3, counts.received_l4) = (received[THREE].into(), received[FOUR].into());
        (counts.online_l3, counts.online_l4) = (online[THREE].into(), online[FOUR].into());
        let (at_desk, unknown) = match rules.blank_channel {
            BlankChannel::Direct => (both(&direct, &blank), other),
            BlankChannel::Unknown => (direct, both(&other, &blank)),
        };
        (counts.received, counts.direct, counts.online) = (sum(&received), sum(&at_desk), sum(&online));
        (counts.postal_intake, counts.other_intake) = (sum(&postal), sum(&unknown));
        let [_, timed, late, both_bits] = self.accepted.map(u64::from);
        (counts.accepted_timed, counts.accepted_late) = (timed + both_bits, late + both_bits);
        let due = self.appointments();
        (counts.due_in_period, counts.due_met) = (number(due.all), number(due.met));
    }

    fn set_closed(&self, rules: &Rules, counts: &mut Counts) {
        let mut by_outcome = [[0; WAYS]; Outcome::ALL.len()];
        for closing in Closing::ALL {
            let sums = by_outcome.get_mut(closing.outcome(rules) as usize);
            sums.into_iter().for_each(|sums| *sums = both(sums, self.of(closing)));
        }
        let by = |outcome: Outcome| by_outcome.get(outcome as usize).unwrap_or(&[0; WAYS]);
        let (early, on_due_day) = (by(Outcome::Early), by(Outcome::OnDueDay));
        let (late, no_verdict) = (by(Outcome::Late), by(Outcome::NoVerdict));
        let timely = both(early, on_due_day);
        let ended = both(&timely, &both(late, no_verdict));
        (counts.early, counts.on_due_day, counts.timely) = (sum(early), sum(on_due_day), sum(&timely));
        (counts.late, counts.no_verdict, counts.ended) = (sum(late), sum(no_verdict), sum(&ended));
        counts.stopped = sum(by(Outcome::Stopped));
        counts.not_accepted = sum(self.of(Closing::NotAccepted));
        counts.halted = sum(self.of(Closing::Halted));
        (counts.online_on_time, counts.online_late) = (received_online(&timely), received_online(late));
        counts.postal_return = returned_by_post(&ended);
        self.set_returned(counts);
    }

    fn set_returned(&self, counts: &mut Counts) {
        counts.returned_early = sum(self.of(Closing::ReturnedEarly));
        counts.returned_on_due_day = sum(self.of(Closing::ReturnedOnDueDay));
        counts.returned_late = sum(self.of(Closing::ReturnedLate));
        let judged = counts.returned_early + counts.returned_on_due_day + counts.returned_late;
        let unjudged =
            [Closing::ReturnedNoVerdict, Closing::ReturnedNoDue].map(|closing| sum(self.of(closing)));
        counts.returned = judged + unjudged.iter().sum::<u64>();
    }

    fn of(&self, closing: Closing) -> &Ways {
        self.closed.as_chunks().0.get(closing as usize).unwrap_or(&[0; WAYS])
    }
}

/// Converts a stock to an unsigned number; a negative stock is 0.
pub fn number(change: i32) -> u64 {
    u64::try_from(change).unwrap_or(0)
}

fn sum(numbers: &[u32]) -> u64 {
    numbers.iter().copied().map(u64::from).sum()
}

fn both<const N: usize>(one: &[u32; N], other: &[u32; N]) -> [u32; N] {
    let mut sums = *one;
    sums.iter_mut().zip(other).for_each(|(sum, number)| *sum += number);
    sums
}

fn received_online([_, _, online, both]: &Ways) -> u64 {
    u64::from(*online) + u64::from(*both)
}

fn returned_by_post([_, postal, _, both]: &Ways) -> u64 {
    u64::from(*postal) + u64::from(*both)
}
