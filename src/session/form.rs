//! Official forms: the period's counts, arranged in the form's columns and rows (docs/reference.md, "Form
//! II.06a").

use super::options::{DossierQuery, ExportQuery, Form, bad_query};
use super::periods::Periods;
use super::{NamedTable, Session};
use crate::dossier::NO_DAY;
use crate::measure::{Basis, ListQuestion, ListedDossier, Outcome, Question, ReturnedAs, Stop, answer, list};
use crate::report::{
    FormLayout, FormSheet, MadeFromLives, PastDue, about_grid, form_html, form_rows, form_xlsx, notes,
};
use crate::value::unit_key;
use crate::{Error, ErrorDetail};
use std::collections::BTreeMap;

impl Session {
    /// Returns the form as "xlsx" (rules and files are on a second sheet) or as "html".
    pub(super) fn export_form(&self, kind: &str, query: &ExportQuery) -> Result<Vec<u8>, Error> {
        if query.form != Some(Form::II06A) {
            return Err(bad_query(ErrorDetail::HtmlForm));
        }
        let form = self.form(query)?;
        match kind {
            "html" => Ok(form_html(&form)),
            "xlsx" => {
                let lang = query.lang.unwrap_or_default();
                let about = self.about(&query.asked, lang)?;
                form_xlsx(&form, about_grid(&about, lang))
            }
            _ => Err(bad_query(ErrorDetail::FormKind)),
        }
    }

    fn form(&self, query: &ExportQuery) -> Result<FormSheet, Error> {
        let asked = self.question(&query.asked.query)?;
        let (Some(first), Some(last)) = (asked.from, asked.to) else {
            return Err(bad_query(ErrorDetail::FormPeriod));
        };
        if asked.rules.basis != Basis::Event {
            return Err(bad_query(ErrorDetail::FormBasis));
        }
        let (rows_are, returned) = (query.form_rows.unwrap_or_default(), asked.rules.returned);
        let mut question = Question { by: rows_are.dimensions(), ..asked };
        question.rules.returned = ReturnedAs::Apart;
        let mut counted = answer(&question, &self.sources(), &self.reported())?;
        counted.groups.append(&mut counted.halted_only);
        let order = self.order_of_names();
        let subtotals = query.subtotals != Some(false);
        let layout = FormLayout { rows: rows_are, subtotals, returned, last, order: &order };
        let rows = form_rows(&counted.groups, &counted.total, &layout);
        let notes = notes(&counted.total, &rows, returned, self.past_due(question)?);
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let (office, recipient, place) = (text(&query.office), text(&query.recipient), text(&query.place));
        Ok(FormSheet { rows_are, period: (first, last), office, recipient, place, rows, notes })
    }

    /// The position of each unit and field by its key. The configured list of units comes first; other names
    /// follow in the order in which they first appear in the files.
    fn order_of_names(&self) -> BTreeMap<String, usize> {
        let tables = self.tables.iter().flat_map(|NamedTable { table, .. }| {
            let reported = table.summary.iter().flat_map(|summary| &summary.rows);
            let reported = reported.flat_map(|row| [row.unit.as_str(), row.field.as_str()]);
            let dossiers = table.dossiers.units.iter().chain(&table.dossiers.fields).map(String::as_str);
            dossiers.chain(reported)
        });
        order_of(&mut self.configured_units().chain(tables))
    }

    /// The configured list of units.
    pub(super) fn configured_units(&self) -> impl Iterator<Item = &str> {
        self.settings.units.order.iter().flatten().map(String::as_str)
    }

    /// Waiting and halted dossiers whose appointment is before the end of the period. Lives do not know the
    /// appointments of what was halted.
    fn past_due(&self, question: Question) -> Result<Result<PastDue, MadeFromLives>, Error> {
        if let Some(Periods { boundaries, .. }) = &self.lives {
            return Ok(Err(MadeFromLives { grain: boundaries.grain(), cut: boundaries.cut() }));
        }
        let day = question.last_day();
        let everything = Question { from: None, by: Vec::new(), ..question };
        let waiting = self.overdue_among(everything.clone(), Outcome::Waiting, day)?;
        let mut halted = everything;
        halted.filter.stops = vec![Stop::Halted];
        Ok(Ok(PastDue { waiting, halted: self.overdue_among(halted, Outcome::Stopped, day)? }))
    }

    /// Counts dossiers with one outcome whose appointment is before `day`.
    fn overdue_among(&self, question: Question, outcome: Outcome, day: i32) -> Result<usize, Error> {
        let all = self.list_question(&DossierQuery::default())?;
        let asked = ListQuestion { question, outcomes: vec![outcome], limit: usize::MAX, ..all };
        let listed = list(&asked, &self.sources()).dossiers;
        let due = |listed: &ListedDossier| {
            let dossiers = &self.tables.get(listed.table)?.table.dossiers;
            let (chunk, at) = dossiers.locate(listed.index)?;
            Some(chunk.facts(at)?.due)
        };
        let found = listed.iter().filter_map(due).filter(|due| *due != NO_DAY && *due < day);
        Ok(found.count())
    }
}

/// The place of each name by its key; of names with one key the first counts.
pub(super) fn order_of(names: &mut dyn Iterator<Item = &str>) -> BTreeMap<String, usize> {
    let mut order = BTreeMap::new();
    for name in names {
        let place = order.len();
        order.entry(unit_key(name)).or_insert(place);
    }
    order
}
