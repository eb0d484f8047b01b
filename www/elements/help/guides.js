// The guides as text, by language: a file of their own on the hosted page.
export { default as vi } from "../../../docs/huong-dan.md";
export { default as en } from "../../../docs/guide.md";
