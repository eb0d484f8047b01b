// What a measure counts, and the first steps, in English.

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  close: "Close",
  shortcut: "The key ? opens this guide",
  counted: {
    onTime: "ended before or on the due day",
    early: "ended before the due day",
    late: "ended after the due day",
    overdue: "not ended, past the due day",
    notOverdue: "neither late nor overdue, those in term included",
    dueOnTime: "due, and ended before or on the due day",
    returned: "returned, withdrawn, refused",
    returnedLate: "returned after the due day",
    acceptedLate: "received more than 8 working hours after filing",
    online: "filed online",
    onlineL34: "filed online at level 3 or 4",
    onlineL3: "filed online at level 3",
    onlineL4: "filed online at level 4",
    onlineOnTime: "filed online, ended before or on the due day",
    postalIntake: "received by public post",
    postalReturn: "result returned by public post"
  },
  measures: "How each measure is computed",
  columns: ["Measure", "Counted: dossiers", "Out of", "As reports word it"],
  here: "In the open data",
  note: "A dossier ends on the day it was finished, else the day its result was returned. A measure whose column is missing reads “cannot be computed”, never 0%.",
  steps: [
    "Drop files exported from the one-stop software here. Invented data of Sa Đéc are open now.",
    "Choose the period, the day the figures stand at, and the targets. The sentence below states the rules; it goes with every print and export.",
    "Compare shows which unit misses a target, and by how many dossiers. A click on a unit filters every view.",
    "Report has a paragraph, a table for Word and Excel files. Press ? for the guide."
  ],
  step: (at, of) => `Step ${at} of ${of}`,
  next: "Next",
  done: "Done",
  leave: "Stop"
};
