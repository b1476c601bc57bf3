import type { Announcement } from "../../../../model/control/announcements.js";
import type { Context } from "./context-text.js";

/** Whoever watches the dial plan sees by it that an announcement is played. */
export const announcementContext = "announcement";

/** Tones, for prompts are not everywhere: three rising ones before an announcement, a short one before an entry. */
export const askingTone = "Playtones(!880/200)";
const sorryTone = "Playtones(!950/330,!1400/330,!1800/330)";

/** Jumps to what answers the call, says that it goes no further, and hangs up (PBX-80, PBX-91). */
export function announce(says: Announcement): string {
  return `Goto(${announcementContext},${says},1)`;
}

/** @param used what the setup can come to */
export function announcements(used: readonly Announcement[]): Context {
  return {
    name: announcementContext,
    about: ["A 200 is no proof that a call left the PBX (PBX-84)."],
    extensions: used.map((number) => ({
      number,
      steps: ["Answer()", sorryTone, "Wait(3)", "Hangup(16)"],
    })),
  };
}
