// The default rules of a question, for a list whose last day is 7 March 2022.

export const RULES = {
  asOf: "2022-03-07",
  clock: "day",
  waiting: "apart",
  levelShare: "level",
  basis: "event",
  endDay: "finished",
  returned: "apart",
  noDue: "apart",
  blankChannel: "direct",
  onTimeOf: "verdict"
};
