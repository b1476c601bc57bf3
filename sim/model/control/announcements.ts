/** What the PBX tells a caller whose call it answers itself, because it goes no further (PBX-84). */
export const announcements = {
  "call-limit": "the Outbound Concurrency Limit of the extension is reached",
  "all-busy": "all circuits are busy",
  "feature-code": "what a feature code has switched",
} as const;

export type Announcement = keyof typeof announcements;
export const announcementNames = Object.keys(announcements) as [Announcement, ...Announcement[]];
