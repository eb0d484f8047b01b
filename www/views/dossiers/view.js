// The body is to come; until then the view is not offered.

export const dossiers = { id: "dossiers", body: undefined };
