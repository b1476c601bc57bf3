/** The rules that the audit of a setup can speak of. Of any other it is silent, whatever the setup is like. */
export const auditedRules = [
  "HD-5",
  "HD-12",
  "HD-14",
  "HD-16",
  "HD-17",
  "HD-19",
  "HD-22",
  "HD-23",
  "HD-28",
  "HD-29",
  "HD-33",
  "HD-35",
  "HD-38",
  "HD-42",
  "HD-43",
  "HD-48",
  "HD-58",
  "HD-62",
  "HD-64",
  "HD-65",
  "HD-69",
  "HD-86",
  "EH-14",
  "PBX-134",
] as const;

export type AuditedRule = (typeof auditedRules)[number];
