//! What one slot counts in one period while scanning: a dossier adds one to a few numbers here, whichever it is, and the
//! counts follow from them at the close. The stock needs no numbers of its own: what is open is what was received and
//! did not end.

use super::{Counts, Outcome};
use crate::dossier::Facts;
use crate::value::{Channel, ServiceLevel};

/// Kinds of level that counts tell apart: 3, 4, and all others.
const LEVELS: usize = 3;
const OTHERS: usize = 0;
const THREE: usize = 1;
const FOUR: usize = 2;
/// Kinds of end: early, on due day, late, no verdict, stopped, not accepted.
const ENDS: usize = 6;
const STOPPED: usize = 4;
const NOT_ACCEPTED: usize = 5;
/// Received online or not, returned by post or not.
const WAYS: usize = 4;

/// The numbers of one slot in one period.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cell {
    /// Received, by channel and level.
    received: [[u32; LEVELS]; Channel::ALL.len()],
    /// Ended, stopped or not accepted, by kind of end and ways.
    closed: [[u32; WAYS]; ENDS],
    /// Open when the first period began.
    carried: u32,
    /// Waiting from this period on.
    waiting: u32,
    /// In progress from this period on; only where outcomes are counted where dossiers were received.
    in_term: u32,
    /// More that are overdue at this period's end than at the end of the one before.
    overdue: i32,
    /// Levels of the units that these dossiers are of: bit n for number n of [`crate::value::UnitLevel`].
    levels: u8,
}

/// The number of an intake: its channel and level.
#[inline]
pub fn intake_number(facts: &Facts) -> u8 {
    facts
        .intake
        .wrapping_mul(LEVELS as u8)
        .wrapping_add(facts.service_level.saturating_sub(ServiceLevel::Two as u8))
}

/// The number of an end: its kind and ways.
#[inline]
pub fn end_number(facts: &Facts, outcome: Outcome) -> u8 {
    let kind = match outcome {
        Outcome::NotAccepted => NOT_ACCEPTED as u8,
        Outcome::Stopped => STOPPED as u8,
        ended => ended as u8,
    };
    let online = u8::from(facts.intake == Channel::Online as u8);
    let postal = u8::from(facts.give_back == Channel::Postal as u8);
    kind * WAYS as u8 + online * 2 + postal
}

impl Cell {
    /// Notes the level of a dossier's unit.
    #[inline]
    pub fn of_level(&mut self, level: u8) -> &mut Self {
        self.levels |= 1_u8.wrapping_shl(level.into());
        self
    }

    /// The levels noted.
    pub fn levels(&self) -> u8 {
        self.levels
    }

    /// Counts an intake of this number.
    #[inline]
    pub fn receive(&mut self, intake: u8) {
        bump(self.received.as_flattened_mut(), intake);
    }

    /// Counts a dossier that was open when the first period began.
    #[inline]
    pub fn carry(&mut self) {
        self.carried += 1;
    }

    /// Counts an end, a stop or a refusal of this number.
    #[inline]
    pub fn close(&mut self, end: u8) {
        bump(self.closed.as_flattened_mut(), end);
    }

    /// Counts a dossier that waits from this period on.
    #[inline]
    pub fn wait(&mut self) {
        self.waiting += 1;
    }

    /// Counts a change of what is overdue at a period's end.
    #[inline]
    pub fn overdue(&mut self, change: i32) {
        self.overdue += change;
    }

    /// Counts a dossier that is open, where it was received.
    #[inline]
    pub fn stay_open(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Waiting => self.waiting += 1,
            Outcome::Overdue => self.overdue += 1,
            _ => self.in_term += 1,
        }
    }

    /// The counts of a period of its own: what was received in it, whatever became of it.
    pub fn cohort(&self) -> Counts {
        let overdue = u32::try_from(self.overdue).unwrap_or(0);
        let (waiting, in_term) = (self.waiting, self.in_term);
        Counts { waiting, in_term, overdue, pending: in_term + overdue, ..self.events() }
    }

    /// What happened in the period.
    fn events(&self) -> Counts {
        let [_, direct, online, postal, other] = self.received;
        let received = column_sums(&self.received);
        let [early, on_due_day, late, no_verdict, stopped, not_accepted] = self.closed;
        let timely = both(&early, &on_due_day);
        let ended = both(&timely, &both(&late, &no_verdict));
        let (received_l3, received_l4) = (received[THREE], received[FOUR]);
        Counts {
            received: received[OTHERS] + received_l3 + received_l4,
            ended: sum(&ended),
            stopped: sum(&stopped),
            not_accepted: sum(&not_accepted),
            timely: sum(&timely),
            early: sum(&early),
            on_due_day: sum(&on_due_day),
            late: sum(&late),
            no_verdict: sum(&no_verdict),
            direct: sum(&direct),
            online: sum(&online),
            postal_intake: sum(&postal),
            other_intake: sum(&other),
            received_l3,
            received_l4,
            online_l3: online[THREE],
            online_l4: online[FOUR],
            online_on_time: received_online(&timely),
            online_late: received_online(&late),
            postal_return: returned_by_post(&ended),
            ..Counts::default()
        }
    }
}

fn sum(numbers: &[u32]) -> u32 {
    numbers.iter().sum()
}

fn both<const N: usize>(one: &[u32; N], other: &[u32; N]) -> [u32; N] {
    let mut sums = *one;
    sums.iter_mut().zip(other).for_each(|(sum, number)| *sum += number);
    sums
}

fn column_sums<const N: usize>(rows: &[[u32; N]]) -> [u32; N] {
    rows.iter().fold([0; N], |sums, row| both(&sums, row))
}

fn received_online([_, _, online, both]: &[u32; WAYS]) -> u32 {
    online + both
}

fn returned_by_post([_, postal, _, both]: &[u32; WAYS]) -> u32 {
    postal + both
}

/// The counts of a slot's periods, in order, each with its stock at the end.
pub fn with_stock(cells: &[Cell]) -> Vec<Counts> {
    let mut open = cells.first().map_or(0, |cell| cell.carried);
    let (mut waiting, mut overdue) = (0, 0);
    let counts = cells.iter().map(|cell| {
        let (carried_over, events) = (open, cell.events());
        open = (open + events.received).saturating_sub(events.ended + events.stopped);
        waiting += cell.waiting;
        overdue += cell.overdue;
        let pending = open.saturating_sub(waiting);
        let overdue = u32::try_from(overdue).unwrap_or(0);
        let in_term = pending.saturating_sub(overdue);
        Counts { carried_over, waiting, pending, overdue, in_term, ..events }
    });
    counts.collect()
}

#[inline]
fn bump(numbers: &mut [u32], at: u8) {
    if let Some(number) = numbers.get_mut(usize::from(at)) {
        *number += 1;
    }
}
