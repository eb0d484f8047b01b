//! The dossiers of a question: within its days, with its keys and outcomes.

use super::courses::Courses;
use super::question::OutcomeFilter;
use super::row_filter::RowFilter;
use super::{Question, Source};
use crate::dossier::RowSet;

/// Adds to a set those dossiers of a table that count and belong to the question.
pub fn mark_passing(question: &Question, source: &Source<'_>, passing: &mut RowSet) {
    let filter = RowFilter::new(&question.filter, source, &question.rules);
    let (mut courses, outcomes) = (Courses::new(&question.rules), OutcomeFilter::of(question));
    source.blocks(&filter, |block| {
        courses.work_out(block);
        let within = question.within(&courses, block.chosen());
        for dossier in outcomes.choose(&courses, within).iter() {
            passing.insert((source.table, block.first + usize::from(dossier)));
        }
    });
}
