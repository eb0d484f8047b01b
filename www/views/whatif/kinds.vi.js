// What a gap is made of, in words: a first look needs it for its targets, so it stands apart from the view's
// other wording.

/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

/** The dossiers that count and the others, by measure. @type {Record<Measure, [string, string]>} */
const KINDS = {
  onTime: ["hồ sơ đúng hạn", "hồ sơ trễ hạn"],
  early: ["hồ sơ trước hạn", "hồ sơ không trước hạn"],
  late: ["hồ sơ trễ hạn", "hồ sơ không trễ hạn"],
  overdue: ["hồ sơ quá hạn", "hồ sơ còn trong hạn"],
  notOverdue: ["hồ sơ không quá hạn", "hồ sơ trễ hạn hoặc quá hạn"],
  dueOnTime: ["hồ sơ đến hạn, giải quyết đúng hạn", "hồ sơ đến hạn, không giải quyết đúng hạn"],
  returned: ["hồ sơ trả lại, rút", "hồ sơ đã giải quyết"],
  returnedLate: ["hồ sơ trả lại sau hẹn", "hồ sơ trả lại trong hạn"],
  acceptedLate: ["hồ sơ tiếp nhận chậm", "hồ sơ tiếp nhận kịp thời"],
  online: ["hồ sơ trực tuyến", "hồ sơ không trực tuyến"],
  onlineL3: ["hồ sơ mức độ 3 nộp trực tuyến", "hồ sơ mức độ 3 không nộp trực tuyến"],
  onlineL4: ["hồ sơ mức độ 4 nộp trực tuyến", "hồ sơ mức độ 4 không nộp trực tuyến"],
  onlineL34: ["hồ sơ mức độ 3, 4 nộp trực tuyến", "hồ sơ mức độ 3, 4 không nộp trực tuyến"],
  onlineOnTime: ["hồ sơ trực tuyến đúng hạn", "hồ sơ trực tuyến trễ hạn"],
  postalIntake: ["hồ sơ nhận qua bưu chính", "hồ sơ không nhận qua bưu chính"],
  postalReturn: ["kết quả trả qua bưu chính", "kết quả không trả qua bưu chính"]
};

/**
 * What must come more, and what may: the dossiers that count, and the others; turned round for a ceiling.
 * @param {Measure} measure
 * @param {{ levelShare: string }} [rules]
 * @param {boolean} [ceiling]
 * @returns {[string, string]}
 */
export function kinds(measure, rules, ceiling) {
  const [counting, others] = KINDS[measure];
  const rest = rules?.levelShare === "all" && /^onlineL/.test(measure) ? "hồ sơ khác" : others;
  return ceiling ? [rest, counting] : [counting, rest];
}
