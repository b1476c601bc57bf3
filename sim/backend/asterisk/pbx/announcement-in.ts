import { type Announcement, announcementNames } from "../../../model/control/announcements.js";
import type { AmiMessage } from "../ami/message.js";
import { announcementContext } from "../export/dialplan/announcements.js";

/** What an event of the dial plan that we have written says of an announcement; undefined: nothing. */
export function announcementIn(event: AmiMessage): Announcement | undefined {
  if (event.get("Context") !== announcementContext || event.get("Priority") !== "1") return undefined;
  return announcementNames.find((name) => name === event.get("Extension"));
}
