// Home 2: one file, opened from disk. It carries its own parts, and its own policy in its first lines
// (xtask/src/single.rs).
import { start } from "../app/main.js";
import { carriedParts } from "./carried.js";
import { trial } from "./policy-check.js";

const parts = carriedParts(); // before the page is drawn

start(async () => trial(await parts));
