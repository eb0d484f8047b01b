//! What one slot counts in one period while scanning: a dossier adds one to a few numbers here, whichever it is, and the
//! counts follow from them at the close. The stock needs no numbers of its own: what is open is what was received and
//! did not end.

use super::{Counts, Outcome};
use crate::dossier::Facts;
use crate::value::{Channel, Coded, ServiceLevel};

/// Kinds of level that counts tell apart: 3, 4, and all others.
const LEVELS: usize = 3;
/// Kinds of end: early, on due day, late, no verdict, stopped.
const ENDS: usize = 5;
/// Received online or not, returned by post or not.
const WAYS: usize = 4;

/// The numbers of one slot in one period.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cell {
    /// Received, by channel and level.
    received: [u32; Channel::ALL.len() * LEVELS],
    /// Ended or stopped, by kind of end and ways.
    closed: [u32; ENDS * WAYS],
    /// Never accepted.
    not_accepted: u32,
    /// Open when the first period began.
    carried: u32,
    /// Waiting from this period on.
    waiting: u32,
    /// In progress from this period on; only where outcomes are counted where dossiers were received.
    in_term: u32,
    /// More that are overdue at this period's end than at the end of the one before.
    overdue: i32,
}

impl Cell {
    /// Counts an intake.
    #[inline]
    pub fn receive(&mut self, facts: &Facts) {
        bump(&mut self.received, usize::from(facts.intake) * LEVELS + level(facts.service_level));
    }

    /// Counts a dossier that was open when the first period began.
    #[inline]
    pub fn carry(&mut self) {
        self.carried += 1;
    }

    /// Counts an end, a stop or a refusal.
    #[inline]
    pub fn close(&mut self, facts: &Facts, outcome: Outcome) {
        if outcome == Outcome::NotAccepted {
            self.not_accepted += 1;
            return;
        }
        let online = usize::from(facts.intake == Channel::Online.number());
        let postal = usize::from(facts.give_back == Channel::Postal.number());
        bump(&mut self.closed, (outcome as usize).min(ENDS - 1) * WAYS + online * 2 + postal);
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
        let received = |channel: Channel, level: usize| {
            self.received.get(usize::from(channel.number()) * LEVELS + level).copied().unwrap_or(0)
        };
        let by = |channel| (0..LEVELS).map(|level| received(channel, level)).sum();
        let at = |level| Channel::ALL.iter().map(|&channel| received(channel, level)).sum();
        let (l3, l4) = (level(ServiceLevel::Three.number()), level(ServiceLevel::Four.number()));
        let [early, on_due_day, late, no_verdict] =
            [Outcome::Early, Outcome::OnDueDay, Outcome::Late, Outcome::NoVerdict].map(|end| self.ended(end));
        let online = |end| self.ended_in(end, |way| way & 2 != 0);
        Counts {
            received: self.received.iter().sum(),
            ended: early + on_due_day + late + no_verdict,
            stopped: self.ended(Outcome::Stopped),
            not_accepted: self.not_accepted,
            timely: early + on_due_day,
            direct: by(Channel::Direct),
            online: by(Channel::Online),
            postal_intake: by(Channel::Postal),
            other_intake: by(Channel::Other),
            received_l3: at(l3),
            received_l4: at(l4),
            online_l3: received(Channel::Online, l3),
            online_l4: received(Channel::Online, l4),
            online_on_time: online(Outcome::Early) + online(Outcome::OnDueDay),
            online_late: online(Outcome::Late),
            postal_return: [Outcome::Early, Outcome::OnDueDay, Outcome::Late, Outcome::NoVerdict]
                .iter()
                .map(|&end| self.ended_in(end, |way| way & 1 != 0))
                .sum(),
            ..Counts { early, on_due_day, late, no_verdict, ..Counts::default() }
        }
    }

    fn ended(&self, end: Outcome) -> u32 {
        self.ended_in(end, |_| true)
    }

    /// How many ended so, in the ways asked for.
    fn ended_in(&self, end: Outcome, asked: impl Fn(usize) -> bool) -> u32 {
        let first = (end as usize).min(ENDS - 1) * WAYS;
        let ways = self.closed.get(first..first + WAYS).unwrap_or_default().iter().enumerate();
        ways.filter(|(way, _)| asked(*way)).map(|(_, count)| count).sum()
    }
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

/// 1 and 2 for the levels 3 and 4, 0 for all others.
#[inline]
fn level(number: u8) -> usize {
    usize::from(number.saturating_sub(ServiceLevel::Two as u8))
}

#[inline]
fn bump(numbers: &mut [u32], at: usize) {
    if let Some(number) = numbers.get_mut(at) {
        *number += 1;
    }
}
