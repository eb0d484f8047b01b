// The body is to come; until then the view is not offered.

export const whatif = { id: "whatif", body: undefined };
