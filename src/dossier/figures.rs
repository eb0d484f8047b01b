//! What one row of a summary gives, and what follows from it by the identities of form II.06a (spec section 9).

use crate::schema::Figure;
use borsh::{BorshDeserialize, BorshSerialize};

/// The figures of one row. A blank cell of a column that exists counts nothing; a column that does not exist is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Figures {
    given: [Option<u32>; Figure::COUNT],
    /// Columns of the table: a bit a figure.
    columns: u32,
}

/// Sums and their parts: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11.
pub const IDENTITIES: [(Figure, &[Figure]); 5] = [
    (Figure::Total, &[Figure::Online, Figure::DirectPostal, Figure::CarriedOver]),
    (Figure::Ended, &[Figure::Early, Figure::OnDueDay, Figure::Late]),
    (Figure::Ended, &[Figure::Timely, Figure::Late]),
    (Figure::Pending, &[Figure::InTerm, Figure::Overdue]),
    (Figure::Total, &[Figure::Ended, Figure::Pending]),
];

impl Figures {
    /// Nothing given, in a table with these columns.
    pub fn of_table(columns: impl Iterator<Item = Figure>) -> Self {
        let columns = columns.fold(0, |bits, figure| bits | 1 << figure as u32);
        Self { given: [None; Figure::COUNT], columns }
    }

    /// Adds what one cell gives: columns for one figure are parts of it.
    pub fn add(&mut self, figure: Figure, count: u32) {
        if let Some(given) = self.given.get_mut(figure as usize) {
            *given = Some(given.unwrap_or(0).saturating_add(count));
        }
    }

    /// What the row's cells give.
    pub fn given(&self, figure: Figure) -> Option<u32> {
        self.given.get(figure as usize).copied().flatten()
    }

    /// True if no cell gives anything.
    pub fn is_blank(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }

    fn has(&self, figure: Figure) -> bool {
        self.columns >> figure as u32 & 1 == 1
    }

    /// What is given, a blank cell being nothing; none where the column is missing.
    fn part(&self, figure: Figure) -> Option<u32> {
        self.given(figure).or(self.has(figure).then_some(0))
    }

    /// Received in the period.
    pub fn received(&self) -> Option<u32> {
        let by_channel = || {
            Some(
                self.online()?
                    .saturating_add(self.direct()?)
                    .saturating_add(self.part(Figure::PostalIntake).unwrap_or(0)),
            )
        };
        let total = self.given(Figure::Total);
        if self.has(Figure::Received) {
            self.part(Figure::Received)
        } else if self.has(Figure::CarriedOver) {
            by_channel().or_else(|| Some(total?.saturating_sub(self.carried_over())))
        } else {
            total.or_else(by_channel)
        }
    }

    /// Received before the period, and open when it began.
    pub fn carried_over(&self) -> u32 {
        self.given(Figure::CarriedOver).unwrap_or(0)
    }

    /// Received online.
    pub fn online(&self) -> Option<u32> {
        let parts = [Figure::OnlineFull, Figure::OnlinePartial, Figure::OnlineOther];
        let sum = parts.iter().filter_map(|part| self.part(*part)).reduce(u32::saturating_add);
        self.part(Figure::Online).or(sum)
    }

    /// Received at the desk; form II.06a counts the post here too.
    pub fn direct(&self) -> Option<u32> {
        self.part(Figure::Direct).or(self.part(Figure::DirectPostal))
    }

    /// Received by post.
    pub fn postal_intake(&self) -> Option<u32> {
        self.part(Figure::PostalIntake)
    }

    /// Returned by post.
    pub fn postal_return(&self) -> Option<u32> {
        self.part(Figure::PostalReturn)
    }

    /// Early and on due day, stated or as the sum of both. "Đúng hạn" without a column for early is both.
    fn timely_stated(&self) -> Option<u32> {
        let both = || Some(self.part(Figure::Early)?.saturating_add(self.part(Figure::OnDueDay)?));
        let alone = || self.part(Figure::OnDueDay).filter(|_| !self.has(Figure::Early));
        self.part(Figure::Timely).or_else(both).or_else(alone)
    }

    /// Early and on due day; where only the late are stated, all others that ended.
    pub fn timely(&self) -> Option<u32> {
        let others = || self.given(Figure::Ended)?.checked_sub(self.part(Figure::Late)?);
        self.timely_stated().or_else(others)
    }

    /// Late; where only the timely are stated, all others that ended.
    pub fn late(&self) -> Option<u32> {
        let others = || self.given(Figure::Ended)?.checked_sub(self.timely_stated()?);
        self.part(Figure::Late).or_else(others)
    }

    /// Early, and on due day; none where the two are not told apart.
    pub fn split(&self) -> Option<(u32, u32)> {
        let early = self.part(Figure::Early)?;
        let stated = self.part(Figure::OnDueDay);
        Some((early, stated.or_else(|| self.timely()?.checked_sub(early))?))
    }

    /// Ended.
    pub fn ended(&self) -> Option<u32> {
        self.given(Figure::Ended).or_else(|| Some(self.timely()?.saturating_add(self.late()?)))
    }

    /// Open at the period's end.
    pub fn pending(&self) -> Option<u32> {
        let both = || Some(self.part(Figure::InTerm)?.saturating_add(self.part(Figure::Overdue)?));
        self.given(Figure::Pending).or_else(both)
    }

    /// Of these, past due.
    pub fn overdue(&self) -> Option<u32> {
        let others = || self.given(Figure::Pending)?.checked_sub(self.part(Figure::InTerm)?);
        self.part(Figure::Overdue).or_else(others)
    }

    /// Sums that differ from their parts, where the sum is given and every part has a column.
    pub fn broken(&self) -> impl Iterator<Item = Figure> + '_ {
        IDENTITIES.iter().filter(|(sum, parts)| self.breaks(*sum, parts)).map(|(sum, _)| *sum)
    }

    fn breaks(&self, sum: Figure, parts: &[Figure]) -> bool {
        // Without a column for what was carried over, a total is what was received.
        let of_form = sum != Figure::Total || self.has(Figure::CarriedOver);
        let parts = parts.iter().map(|part| self.part(*part).map(u64::from)).sum::<Option<u64>>();
        of_form && self.given(sum).map(u64::from).zip(parts).is_some_and(|(sum, parts)| sum != parts)
    }

    /// Numerator and denominator of a stated rate; none where the counts do not give it.
    pub fn rate(&self, rate: Figure) -> Option<(u32, u32)> {
        let judged = || Some(self.timely()?.saturating_add(self.late()?));
        Some(match rate {
            Figure::TimelyRate => (self.timely()?, judged()?),
            Figure::EarlyRate => (self.split()?.0, judged()?),
            Figure::OnDueDayRate if self.has(Figure::EarlyRate) => (self.split()?.1, judged()?),
            Figure::OnDueDayRate => (self.timely()?, judged()?),
            Figure::LateRate => (self.late()?, judged()?),
            Figure::OverdueRate => (self.overdue()?, self.pending()?),
            Figure::OnlineRate => (self.online()?, self.received()?),
            Figure::PostalIntakeRate => (self.postal_intake()?, self.received()?),
            Figure::PostalReturnRate => (self.postal_return()?, self.ended()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Figure::*;

    fn row(given: &[(Figure, u32)]) -> Figures {
        let mut figures = Figures::of_table(given.iter().map(|(figure, _)| *figure));
        given.iter().for_each(|(figure, count)| figures.add(*figure, *count));
        figures
    }

    #[test]
    fn the_forms_sample_row() {
        let form = [
            (Total, 80),
            (Online, 70),
            (DirectPostal, 5),
            (CarriedOver, 5),
            (Ended, 78),
            (Early, 65),
            (OnDueDay, 12),
            (Late, 1),
            (Pending, 2),
            (InTerm, 2),
            (Overdue, 0),
        ];
        let figures = row(&form);
        assert_eq!((figures.received(), figures.carried_over()), (Some(75), 5));
        assert_eq!((figures.timely(), figures.split()), (Some(77), Some((65, 12))));
        assert_eq!(figures.broken().count(), 0);
        let mut wrong = form;
        wrong[7].1 = 2;
        assert_eq!(row(&wrong).broken().collect::<Vec<_>>(), [Ended]);
    }

    #[test]
    fn what_is_not_stated_follows_or_is_not_known() {
        let unsplit = row(&[(Ended, 100), (OnDueDay, 96)]);
        assert_eq!((unsplit.timely(), unsplit.late(), unsplit.split()), (Some(96), Some(4), None));
        let received = row(&[(Total, 50), (Late, 2)]);
        assert_eq!((received.received(), received.timely(), received.online()), (Some(50), None, None));
        let carried = row(&[(Total, 50), (CarriedOver, 8)]);
        assert_eq!(carried.received(), Some(42));
    }
}
