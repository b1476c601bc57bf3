/** What an expectation is judged by, and a backend may be unable to show. */
export const evidenceNames = {
  contacts: "the contacts of an extension",
  mapping: "the mapping of a phone",
  findings: "the findings of its audit",
  notices: "the notices that its routes send",
  cdr: "its call detail records",
  "far-end": "the calls that reach its PSAP or carrier",
  "contact-events": "its contacts as they come and go",
  announcements: "the calls that its PBX answers itself",
  prompts: "what its prompts say and hear",
  "dial-plan": "where its emergency calls go",
} as const;

export type Evidence = keyof typeof evidenceNames;

export const evidences = Object.keys(evidenceNames) as [Evidence, ...Evidence[]];

/** Evidence that a backend cannot give, each with the reason, for a reader. */
export type Lacking = Readonly<Partial<Record<Evidence, string>>>;
