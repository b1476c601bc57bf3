import type { Setup } from "../../model/setup/setup.js";
import { effectiveHotdesk, userOfExtension } from "./effective-settings.js";

/** Why a user who is logged in could not log in any more (policies user-removed, hotdesk-disabled-in-use). */
export function lostRight(setup: Setup, extension: string): "removed" | "disabled" | undefined {
  if (!Object.hasOwn(setup.extensions, extension) || !userOfExtension(setup, extension)) return "removed";
  return effectiveHotdesk(setup, extension).enabled ? undefined : "disabled";
}
