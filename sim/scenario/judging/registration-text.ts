import type { HandsetView } from "../../transcript/handset-view.js";

/** `refused as 9000 (403), screen "Login: Login failed"` */
export function registrationText(view: HandsetView): string {
  const as = view.extension === undefined ? "" : ` as ${view.extension}`;
  const status = view.registrationStatus === undefined ? "" : ` (${view.registrationStatus})`;
  return `${view.registration}${as}${status}${screenText(view)}`;
}

/** A message on the screen is often the cause: a refused login says so there. */
function screenText({ screen }: HandsetView): string {
  return screen.kind === "text" ? `, screen "${[screen.title, screen.text].join(": ")}"` : "";
}
