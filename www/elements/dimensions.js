// The dimensions by which dossiers can be grouped, in the order in which they are offered.
export const DIMENSIONS = /** @type {const} */ ([
  "unit",
  "unitLevel",
  "field",
  "procedure",
  "serviceLevel",
  "intakeChannel",
  "returnChannel",
  "month",
  "quarter",
  "half",
  "year",
  "file"
]);
