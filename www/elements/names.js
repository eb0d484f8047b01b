// The order of names as officials list them: Vietnamese, numbers as numbers.
export const compareNames = new Intl.Collator("vi", { numeric: true }).compare;
