//! The statement that turns dossiers into lives: one scan, one GROUP BY. The number of a period is `2 · (12 ·
//! year + month)`, and one more after the cut. A dossier is first overdue in the period of the day after its
//! appointment. The statement uses only what every engine has: no GREATEST (engines differ on NULL), no
//! division, no alias used twice.

use super::dialect::Dialect;
use super::kinds::{NEVER, OPEN, word};
use hoso::measure::{Closing, EndDay};
use hoso::report::UNREADABLE;
use hoso::value::{Channel, DAYS, NO_DAYS, Status};

/// The columns that determine a life, other than its keys.
pub const NEEDED: [&str; 13] = [
    "serviceLevel",
    "received",
    "due",
    "dueTime",
    "finished",
    "finishedTime",
    "returned",
    "returnedTime",
    "unreadable",
    "intakeChannel",
    "returnChannel",
    "status",
    "lacks",
];

/// Options of the statement.
pub struct Asked<'a> {
    /// The engine.
    pub dialect: Dialect,
    /// The day after which a month is cut.
    pub cut: i32,
    /// Columns that lives keep.
    pub keys: Vec<&'a str>,
    /// Which day ends a dossier.
    pub end_day: EndDay,
    /// The rule for rows with one key.
    pub duplicates: &'static str,
}

impl Asked<'_> {
    /// The statement, over a statement that gives the rows that count.
    pub fn statement(&self, rows: &str) -> String {
        let (groups, cut) = (self.groups(), hoso::report::iso(self.cut));
        // The rules by which lives are made are columns too, so that `hoso lives` can write them into its
        // file.
        let made = [
            ("cut", cut.as_str()),
            ("engine", self.dialect.name()),
            ("duplicates", self.duplicates),
            ("endDay", self.end_day.key()),
        ];
        let made = made.map(|(name, value)| format!("{} AS {}", text(value), self.q(name))).join(", ");
        format!(
            "SELECT {groups}, CAST(COUNT(*) AS BIGINT) AS n, {made} FROM (\n{}\n) o GROUP BY {groups}",
            self.overdue(rows)
        )
    }

    fn q(&self, column: &str) -> String {
        self.dialect.quote(column)
    }

    /// The columns that are passed through: keys, service level, intake, what the table lacks.
    fn kept(&self) -> String {
        let columns = self.keys.iter().copied().chain(["serviceLevel", "intakeChannel", "lacks"]);
        columns.map(|column| self.q(column)).collect::<Vec<_>>().join(", ")
    }

    fn groups(&self) -> String {
        let own = ["opened", "closed", "overdueFrom", "kind", "hasDue", "waits", "byPost"];
        format!("{}, {}", self.kept(), own.map(|column| self.q(column)).join(", "))
    }

    fn overdue(&self, rows: &str) -> String {
        let (opened, closed) = (self.q("opened"), self.q("closed"));
        let first = format!("CASE WHEN p_due < {opened} THEN {opened} ELSE p_due END");
        format!(
            "SELECT {}, {opened}, {closed}, CASE WHEN p_due IS NULL THEN {NEVER} WHEN ({first}) >= {closed} THEN {NEVER} \
             ELSE {first} END AS {}, {}, CASE WHEN p_due IS NOT NULL AND {opened} < {closed} THEN 1 ELSE 0 END AS {}, \
             {}, {} FROM (\n{}\n) life",
            self.kept(),
            self.q("overdueFrom"),
            self.q("kind"),
            self.q("hasDue"),
            self.q("waits"),
            self.q("byPost"),
            self.life(rows)
        )
    }

    /// Opened, closed, and how.
    fn life(&self, rows: &str) -> String {
        let (refused, waiting) = (text(Status::NotAccepted.key()), text(Status::Waiting.key()));
        let postal = text(Channel::Postal.key());
        format!(
            "SELECT {}, p_due, {opened}, \
             CASE WHEN closes = 0 THEN {NEVER} WHEN st = {refused} OR p_end IS NULL OR p_end < {opened} THEN {opened} \
             ELSE p_end END AS {}, {} AS {}, CASE WHEN closes = 0 AND st = {waiting} THEN 1 ELSE 0 END AS {}, \
             CASE WHEN closes = 1 AND post = {postal} THEN 1 ELSE 0 END AS {} FROM (\n{}\n) facts",
            self.kept(),
            self.q("closed"),
            kind(),
            self.q("kind"),
            self.q("waits"),
            self.q("byPost"),
            self.facts(rows),
            opened = self.q("opened"),
        )
    }

    /// Periods, verdict, and whether it is closed.
    fn facts(&self, rows: &str) -> String {
        let closed = [Status::Finished, Status::Returned, Status::Halted, Status::NotAccepted]
            .map(|status| text(status.key()));
        let received = self.q("received");
        let after = self.dialect.next("due_day");
        format!(
            "SELECT {}, {} AS {}, CASE WHEN e_day IS NULL THEN NULL ELSE {} END AS p_end, \
             CASE WHEN due_day IS NULL THEN NULL ELSE {} END AS p_due, st, post, {} AS verdict, \
             CASE WHEN e_day IS NOT NULL OR st IN ({}) OR (e_bad = 1 AND st = '') THEN 1 ELSE 0 END AS closes FROM (\n{}\n) ends",
            self.kept(),
            self.period(&received, &received, ">"),
            self.q("opened"),
            self.period("e_day", "e_day", ">"),
            self.period(&after, "due_day", ">="),
            verdict(),
            closed.join(", "),
            self.ends(rows)
        )
    }

    /// The end by the rule. An unreadable day is not a missing one, so no other day replaces it.
    fn ends(&self, rows: &str) -> String {
        let (first, other) = match self.end_day {
            EndDay::Finished => ("finished", Some("returned")),
            EndDay::Returned => ("returned", Some("finished")),
            EndDay::FinishedOnly => ("finished", None),
        };
        let either = |what: &str| match other {
            Some(other) => format!(
                "CASE WHEN {first}_day IS NOT NULL OR {first}_bad = 1 THEN {first}_{what} ELSE {other}_{what} END"
            ),
            None => format!("{first}_{what}"),
        };
        format!(
            "SELECT {}, {}, due_day, due_time, due_bad, st, post, {} AS e_day, {} AS e_time, {} AS e_bad FROM (\n{}\n) days",
            self.kept(),
            self.q("received"),
            either("day"),
            either("time"),
            either("bad"),
            self.days(rows)
        )
    }

    /// The days that a dossier can have; `NULL` for the days that systems write for "no day", and for
    /// unreadable cells.
    fn days(&self, rows: &str) -> String {
        let never: Vec<String> = NO_DAYS.into_iter().chain([0]).map(|day| self.date(day)).collect();
        let never = never.join(", ");
        let day = |column: &str| {
            let (day, time) = (self.q(column), self.q(&format!("{column}Time")));
            let within = format!("{day} BETWEEN {} AND {}", self.date(*DAYS.start()), self.date(*DAYS.end()));
            format!(
                "CASE WHEN {within} AND {day} NOT IN ({never}) THEN {day} ELSE NULL END AS {column}_day, {time} AS {column}_time, \
                 CASE WHEN {} OR (NOT ({within}) AND {day} NOT IN ({never})) THEN 1 ELSE 0 END AS {column}_bad",
                self.unreadable(column)
            )
        };
        format!(
            "SELECT {}, {}, {}, COALESCE({}, '') AS st, COALESCE({}, '') AS post FROM (\n{rows}\n) live",
            self.kept(),
            self.q("received"),
            ["due", "finished", "returned"].map(day).join(",\n "),
            self.q("status"),
            self.q("returnChannel"),
        )
    }

    /// True for rows whose cell for this day contains something other than a day.
    fn unreadable(&self, column: &str) -> String {
        let sets =
            UNREADABLE.iter().filter(|set| set.split(' ').any(|name| name == column)).map(|set| text(set));
        format!("COALESCE({}, '') IN ({})", self.q("unreadable"), sets.collect::<Vec<_>>().join(", "))
    }

    fn date(&self, day: i32) -> String {
        self.dialect.date(&hoso::report::iso(day))
    }

    /// The number of a day's period; `day` `after` the cut means the second part of the month that is cut.
    fn period(&self, month_of: &str, day: &str, after: &str) -> String {
        self.dialect.whole(&format!(
            "(2 * (EXTRACT(YEAR FROM {month_of}) * 12 + EXTRACT(MONTH FROM {month_of})) + CASE WHEN {day} {after} {} THEN 1 ELSE 0 END)",
            self.date(self.cut)
        ))
    }
}

/// The end relative to the appointment.
fn verdict() -> String {
    let says = |closing, by_time| text(word(closing, by_time));
    format!(
        "CASE WHEN due_day IS NULL AND due_bad = 0 THEN {} WHEN e_day IS NULL OR due_day IS NULL THEN {} \
         WHEN e_day < due_day THEN {} WHEN e_day > due_day THEN {} WHEN e_time > due_time THEN {} ELSE {} END",
        says(Closing::NoDue, false),
        says(Closing::NoVerdict, false),
        says(Closing::Early, false),
        says(Closing::Late, false),
        says(Closing::OnDueDay, true),
        says(Closing::OnDueDay, false)
    )
}

/// How it was closed, in one word.
fn kind() -> String {
    let says = |closing, by_time| text(word(closing, by_time));
    let verdicts = [
        (Closing::Early, false),
        (Closing::OnDueDay, false),
        (Closing::OnDueDay, true),
        (Closing::Late, false),
        (Closing::NoVerdict, false),
        (Closing::NoDue, false),
    ];
    let returned = verdicts.map(|(closing, by_time)| {
        format!("WHEN verdict = {} THEN {}", says(closing, by_time), says(closing.returned(), by_time))
    });
    format!(
        "CASE WHEN closes = 0 THEN {} WHEN st = {} THEN {} WHEN st = {} THEN {} WHEN st <> {} THEN verdict {} ELSE verdict END",
        text(OPEN),
        text(Status::NotAccepted.key()),
        says(Closing::NotAccepted, false),
        text(Status::Halted.key()),
        says(Closing::Halted, false),
        text(Status::Returned.key()),
        returned.join(" ")
    )
}

/// A text in quotes; quotes within are doubled.
fn text(word: &str) -> String {
    format!("'{}'", word.replace('\'', "''"))
}
