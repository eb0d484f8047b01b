// The guides, and the element that shows them.
import vietnamese from "../../../docs/huong-dan.md";
import english from "../../../docs/guide.md";
import "./help.js";
import { text as en } from "./text.en.js";
import { text as vi } from "./text.vi.js";

/** The guides, and the wording that comes with them, by language. */
export const guides = { vi: vietnamese, en: english };
export const help = { vi, en };
