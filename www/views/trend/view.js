// The body is to come; until then the view is not offered.

export const trend = { id: "trend", body: undefined };
