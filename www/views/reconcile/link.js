// A sentence about dossiers that opens their list.
import { h } from "../../elements/dom.js";

/**
 * Plain text where there is no list.
 * @param {import("../../elements/element.js").Emit} emit
 * @param {string | undefined} bucket
 * @param {string} sentence
 * @param {string} [name] of the list
 */
export const toList = (emit, bucket, sentence, name = sentence) =>
  bucket ? h("button.link", { onclick: () => emit("hoso-bucket", { bucket, name }) }, sentence) : sentence;
