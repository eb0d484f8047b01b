// The body is to come; until then the view is not offered.

export const takeaway = { id: "takeaway", body: undefined };
