// The Vietnamese wording of views that a first look does without: it comes with further.js, into the text
// that stands already.
import { vi } from "../text.vi.js";
import { names, text as session } from "../app/session/text.vi.js";
import { text as lives } from "../elements/lives/text.vi.js";
import { text as compare } from "./compare/text.vi.js";
import { text as takeaway } from "./takeaway/text.vi.js";
import { text as whatif } from "./whatif/text.vi.js";

Object.assign(vi.views.compare, compare);
Object.assign(vi.views.takeaway, takeaway);
Object.assign(vi.views.whatif, whatif);
Object.assign(vi.session, session);
Object.assign(vi.spellings, names);
Object.assign(vi.lives, lives);
Object.assign(vi.errors.codes, lives.codes);
