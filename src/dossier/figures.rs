//! The figures in one row of a summary, and what follows from them by the identities of form II.06a
//! (docs/reference.md, "Form II.06a").

use crate::schema::Figure;
use borsh::{BorshDeserialize, BorshSerialize};

/// The figures of one row. A blank cell counts as 0; a figure without a column is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Figures {
    given: [Option<u32>; Figure::COUNT],
    /// Columns of the table: one bit per figure.
    columns: u32,
    /// Dossiers with an outcome that has no figure (refused, withdrawn, waiting). A sum may include them.
    aside: u32,
}

/// The bits of the figures that are counts.
const COUNTS: u32 = (1 << Figure::TimelyRate as u32) - 1;

/// The identities that a summary's figures must satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Dossiers received, by channel and with those carried over: 3 = 4 + 5 + 6.
    Intake,
    /// Dossiers ended, by verdict: 7 = 8 + 9 + 10.
    Ended,
    /// Open dossiers: 11 = 12 + 13.
    Open,
    /// All dossiers: 3 = 7 + 11.
    All,
    /// Results returned by post are at most the dossiers ended.
    Return,
}

impl Figures {
    /// Creates a blank row for a table with these columns.
    pub fn of_table(columns: impl Iterator<Item = Figure>) -> Self {
        let columns = columns.fold(0, |bits, figure| bits | 1 << figure as u32);
        Self { given: [None; Figure::COUNT], columns, aside: 0 }
    }

    /// Adds the count of one cell. Several columns of one figure are added up.
    pub fn add(&mut self, figure: Figure, count: u32) {
        if let Some(given) = self.given.get_mut(figure as usize) {
            *given = Some(given.unwrap_or(0).saturating_add(count));
        }
    }

    /// Adds dossiers with an outcome that has no figure.
    pub fn set_aside(&mut self, count: u32) {
        self.aside = self.aside.saturating_add(count);
    }

    /// The count in the row's cells. None if they are blank or missing.
    pub fn given(&self, figure: Figure) -> Option<u32> {
        self.given.get(figure as usize).copied().flatten()
    }

    /// True if all cells are blank.
    pub fn is_blank(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }

    /// True if the table states rates alone.
    pub fn are_rates(&self) -> bool {
        self.columns != 0 && self.columns & COUNTS == 0
    }

    /// True if all counts are 0 or blank.
    pub fn is_zero(&self) -> bool {
        self.counts().all(|count| count == 0)
    }

    /// The counts of all figures in order; 0 for blank cells.
    pub fn counts(&self) -> impl Iterator<Item = u32> + '_ {
        self.given.iter().map(|given| given.unwrap_or(0))
    }

    fn has(&self, figure: Figure) -> bool {
        self.columns >> figure as u32 & 1 == 1
    }

    /// The count, with 0 for a blank cell. None if there is no such column.
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

    /// Received before the period and open when it began.
    pub fn carried_over(&self) -> u32 {
        self.given(Figure::CarriedOver).unwrap_or(0)
    }

    /// Received online.
    pub fn online(&self) -> Option<u32> {
        let parts = [Figure::OnlineFull, Figure::OnlinePartial, Figure::OnlineOther];
        let sum = parts.iter().filter_map(|part| self.part(*part)).reduce(u32::saturating_add);
        self.part(Figure::Online).or(sum)
    }

    /// Received at the desk. Form II.06a includes public post here.
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

    /// Ended early or on the due day, stated directly or as the sum of both. "Đúng hạn" without an early
    /// column covers both.
    fn timely_stated(&self) -> Option<u32> {
        let both = || Some(self.part(Figure::Early)?.saturating_add(self.part(Figure::OnDueDay)?));
        let alone = || self.part(Figure::OnDueDay).filter(|_| !self.has(Figure::Early));
        self.part(Figure::Timely).or_else(both).or_else(alone)
    }

    /// Ended early or on the due day. If only late dossiers are stated: ended minus late.
    pub fn timely(&self) -> Option<u32> {
        let others = || Some(self.given(Figure::Ended)?.saturating_sub(self.part(Figure::Late)?));
        self.timely_stated().or_else(others)
    }

    /// Ended late. If only timely dossiers are stated: ended minus timely.
    pub fn late(&self) -> Option<u32> {
        let others = || Some(self.given(Figure::Ended)?.saturating_sub(self.timely_stated()?));
        self.part(Figure::Late).or_else(others)
    }

    /// Ended early, and on the due day. None if the two are not separated.
    pub fn split(&self) -> Option<(u32, u32)> {
        let early = self.part(Figure::Early)?;
        let stated = self.part(Figure::OnDueDay);
        Some((early, stated.or_else(|| Some(self.timely()?.saturating_sub(early)))?))
    }

    /// Dossiers ended.
    pub fn ended(&self) -> Option<u32> {
        self.given(Figure::Ended).or_else(|| Some(self.timely()?.saturating_add(self.late()?)))
    }

    /// Open at the end of the period.
    pub fn pending(&self) -> Option<u32> {
        let both = || Some(self.part(Figure::InTerm)?.saturating_add(self.part(Figure::Overdue)?));
        self.given(Figure::Pending).or_else(both)
    }

    /// Open and past due.
    pub fn overdue(&self) -> Option<u32> {
        let others = || Some(self.given(Figure::Pending)?.saturating_sub(self.part(Figure::InTerm)?));
        self.part(Figure::Overdue).or_else(others)
    }

    /// The violated identities, each with the figure that differs from what the others imply.
    pub fn broken(&self) -> Vec<(Identity, Figure)> {
        let mut broken = Vec::new();
        let mut check = |identity, figure, holds: bool| {
            if !holds && !broken.contains(&(identity, figure)) {
                broken.push((identity, figure));
            }
        };
        for (figure, holds) in self.intake() {
            check(Identity::Intake, figure, holds);
        }
        let ended = self.given(Figure::Ended);
        check(
            Identity::Ended,
            Figure::Ended,
            self.sums(ended, &[self.timely_stated(), self.part(Figure::Late)]),
        );
        check(Identity::Ended, Figure::Late, holds_in(self.part(Figure::Late), ended));
        check(Identity::Ended, Figure::Timely, holds_in(self.timely_stated(), ended));
        check(Identity::Ended, Figure::Early, holds_in(self.part(Figure::Early), self.timely()));
        let open = self.given(Figure::Pending);
        check(
            Identity::Open,
            Figure::Pending,
            self.sums(open, &[self.part(Figure::InTerm), self.part(Figure::Overdue)]),
        );
        check(Identity::Open, Figure::InTerm, holds_in(self.part(Figure::InTerm), open));
        check(Identity::Open, Figure::Overdue, holds_in(self.part(Figure::Overdue), open));
        check(Identity::All, Figure::Total, self.sums(self.of_form(), &[ended, open]));
        check(Identity::Return, Figure::PostalReturn, holds_in(self.postal_return(), self.ended()));
        broken
    }

    /// Checks the dossiers received against their channels and those carried over.
    fn intake(&self) -> [(Figure, bool); 7] {
        let (total, received) = (self.of_form(), self.received());
        let carried = self.part(Figure::CarriedOver);
        let levels = [Figure::OnlineFull, Figure::OnlinePartial, Figure::OnlineOther];
        let levels = levels.iter().filter_map(|part| self.part(*part)).reduce(u32::saturating_add);
        let by_post = self.part(Figure::DirectPostal).map(|_| 0).or(self.postal_intake());
        let channels = [self.online(), self.direct(), by_post];
        let stated = self.given(Figure::Received);
        [
            (Figure::Total, self.sums(total, &[carried, channels[0], channels[1], channels[2]])),
            (Figure::Total, self.sums(total, &[carried, stated])),
            (Figure::Received, self.all_in(&channels, received)),
            (Figure::Online, holds_in(self.online(), received)),
            (Figure::PostalIntake, holds_in(self.postal_intake(), received)),
            (Figure::CarriedOver, holds_in(carried, total)),
            (Figure::OnlineFull, holds_in(levels, self.given(Figure::Online))),
        ]
    }

    /// The stated sum of carried over and received. Without a carried-over column the total is what was
    /// received, so None.
    fn of_form(&self) -> Option<u32> {
        self.given(Figure::Total).filter(|_| self.has(Figure::CarriedOver))
    }

    /// False if the sum and all its parts are given and the sum differs by more than the dossiers set aside.
    fn sums(&self, sum: Option<u32>, parts: &[Option<u32>]) -> bool {
        let parts = parts.iter().map(|part| part.map(u64::from)).sum::<Option<u64>>();
        sum.map(u64::from)
            .zip(parts)
            .is_none_or(|(sum, parts)| parts <= sum && sum <= parts.saturating_add(self.aside.into()))
    }

    /// False if the known parts add up to more than the whole.
    fn all_in(&self, parts: &[Option<u32>], whole: Option<u32>) -> bool {
        let known: u64 = parts.iter().flatten().map(|part| u64::from(*part)).sum();
        whole.is_none_or(|whole| known <= u64::from(whole))
    }

    /// Numerator and denominator of a stated rate. None if the counts do not determine it.
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

/// False if the part is larger than the whole.
fn holds_in(part: Option<u32>, whole: Option<u32>) -> bool {
    part.zip(whole).is_none_or(|(part, whole)| part <= whole)
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
    fn the_sample_row_of_the_form() {
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
        assert_eq!(figures.broken(), []);
        let broken = |at: usize, count| {
            let mut wrong = form;
            wrong[at].1 = count;
            row(&wrong).broken()
        };
        assert_eq!(broken(7, 2), [(Identity::Ended, Ended)]);
        assert_eq!(broken(1, 71), [(Identity::Intake, Total)]);
        assert_eq!(broken(10, 3), [(Identity::Open, Pending), (Identity::Open, Overdue)]);
        assert_eq!(
            broken(8, 1),
            [(Identity::Open, Pending), (Identity::Open, InTerm), (Identity::All, Total)]
        );
    }

    #[test]
    fn a_part_larger_than_its_whole() {
        let of = |given: &[(Figure, u32)]| row(given).broken();
        assert_eq!(
            of(&[(Received, 300), (Online, 700)]),
            [(Identity::Intake, Received), (Identity::Intake, Online)]
        );
        assert_eq!(of(&[(Ended, 10), (Late, 11)]), [(Identity::Ended, Late)]);
        assert_eq!(of(&[(Ended, 10), (PostalReturn, 11)]), [(Identity::Return, PostalReturn)]);
        assert_eq!(of(&[(Total, 5), (Received, 4), (CarriedOver, 2)]), [(Identity::Intake, Total)]);
        assert_eq!(of(&[(Received, 9), (Online, 4), (Direct, 4), (Ended, 9), (Timely, 9), (Late, 0)]), []);
    }

    #[test]
    fn dossiers_set_aside_may_be_in_a_sum() {
        let mut figures = row(&[(Ended, 90), (Early, 50), (OnDueDay, 30), (Late, 8)]);
        assert_eq!(figures.broken(), [(Identity::Ended, Ended)]);
        figures.set_aside(2);
        assert_eq!(figures.broken(), []);
        figures.add(Early, 3);
        assert_eq!(figures.broken(), [(Identity::Ended, Ended)]);
    }

    #[test]
    fn missing_figures_are_derived_or_unknown() {
        let unsplit = row(&[(Ended, 100), (OnDueDay, 96)]);
        assert_eq!((unsplit.timely(), unsplit.late(), unsplit.split()), (Some(96), Some(4), None));
        let received = row(&[(Total, 50), (Late, 2)]);
        assert_eq!((received.received(), received.timely(), received.online()), (Some(50), None, None));
        let carried = row(&[(Total, 50), (CarriedOver, 8)]);
        assert_eq!(carried.received(), Some(42));
    }
}
