/** What the PBX tells a caller whose call it answers itself, because it goes no further (PBX-84). */
export const announcements = {
  "call-limit": "the Outbound Concurrency Limit of the extension is reached",
  "all-busy": "all circuits are busy",
  "no-user": "nobody is logged on at the device, in the words of the call limit",
  "feature-code": "what a feature code has switched",
} as const;

export type Announcement = keyof typeof announcements;
export const announcementNames = Object.keys(announcements) as [Announcement, ...Announcement[]];
