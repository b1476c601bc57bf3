/** Where the phone web server fails, and how. */
export const webFaultAreas = ["files", "apps", "all"] as const;
export const webFaultKinds = [
  "not-found",
  "error",
  "refuse",
  "slow",
  "empty",
  "half",
  "not-xml",
  "wrong-type",
  "huge",
  "bomb",
] as const;
