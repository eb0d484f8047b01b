// The figures that offices publish: as a count, as a rate, or both. What is typed with "%" is the rate.
import { folded } from "../../elements/folded.js";

/**
 * @typedef {{ count?: string, rate?: string, whole?: string }} Figure `whole`: the figure that a rate's
 *   denominator is taken for
 */

/** In the order in which they are offered. @type {Record<string, Figure>} */
export const FIGURES = {
  total: { count: "total" },
  received: { count: "received" },
  carriedOver: { count: "carriedOver" },
  ended: { count: "ended" },
  timely: { count: "timely", rate: "onTime", whole: "ended" },
  early: { count: "early", rate: "early", whole: "ended" },
  onDueDay: { count: "onDueDay" },
  late: { count: "late", rate: "late", whole: "ended" },
  pending: { count: "pending" },
  inTerm: { count: "inTerm" },
  overdue: { count: "overdue", rate: "overdue", whole: "pending" },
  waiting: { count: "waiting" },
  returned: { count: "returned", rate: "returned" },
  notAccepted: { count: "notAccepted" },
  online: { count: "online", rate: "online", whole: "received" },
  onlineL34: { rate: "onlineL34" },
  onlineL3: { count: "onlineL3", rate: "onlineL3" },
  onlineL4: { count: "onlineL4", rate: "onlineL4" },
  direct: { count: "direct" },
  postalIntake: { count: "postalIntake", rate: "postalIntake", whole: "received" },
  postalReturn: { count: "postalReturn", rate: "postalReturn", whole: "ended" },
  notOverdue: { rate: "notOverdue" },
  dueOnTime: { count: "dueMet", rate: "dueOnTime" }
};

/** A figure of a claim by the name under which it is offered here. @param {string} name */
export const offeredAs = name =>
  Object.keys(FIGURES).find(id => FIGURES[id].count === name || FIGURES[id].rate === name) ?? name;

/**
 * Words that name a figure, the most telling first; without marks, in lower case.
 * @type {[RegExp, string][]}
 */
const WORDS = [
  [/khong qua han|766/, "notOverdue"],
  [/(truoc va dung|dung va truoc|dung han|dung hen|truoc han va dung|som va dung)/, "timely"],
  [/(truoc han|som han)/, "early"],
  [/(tre han|tre hen)/, "late"],
  [/qua han/, "overdue"],
  [/(muc do|muc) 3,? ?(va|,)? ?4/, "onlineL34"],
  [/(mot phan|muc do 3|muc 3)/, "onlineL3"],
  [/(toan trinh|muc do 4|muc 4)/, "onlineL4"],
  [/(tra ket qua|tra).{0,24}(buu chinh|bcci|buu dien)/, "postalReturn"],
  [/(buu chinh|bcci|buu dien)/, "postalIntake"],
  [/(truc tuyen|qua mang)/, "online"],
  [/truc tiep/, "direct"],
  [/ky truoc/, "carriedOver"],
  [/(tra lai|rut)/, "returned"],
  [/cho bo sung/, "waiting"],
  [/khong (duoc )?tiep nhan/, "notAccepted"],
  [/(chua den han|trong han)/, "inTerm"],
  [/(dang giai quyet|dang xu ly)/, "pending"],
  [/(da giai quyet|giai quyet xong|da xu ly)/, "ended"],
  [/tong so/, "total"],
  [/tiep nhan/, "received"],
  [/giai quyet/, "ended"]
];

/** The figure that a text names, "" where it names none. @param {string} text */
export function figureNamed(text) {
  const folded = fold(text);
  return WORDS.find(([words]) => words.test(folded))?.[1] ?? "";
}

/** Words alone, without case and marks: to compare with, never to show. @param {string} text */
export const fold = text =>
  folded(text)
    .replace(/[^\p{L}\p{N}%,]+/gu, " ")
    .trim();
