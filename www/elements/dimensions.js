// What groups can be made by, in the order in which it is offered.
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
