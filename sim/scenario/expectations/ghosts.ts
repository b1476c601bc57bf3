import { z } from "zod";
import type { ContactView } from "../../model/control/control-api.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import { extension, notEmpty } from "../file/texts.js";
import { defineField } from "../judging/field.js";
import { checkCounts } from "./contacts.js";

/** `ghosts: { "9000": 1 }` */
export const ghosts = defineField({
  schema: z
    .record(extension(), z.int().min(0))
    .check(notEmpty("name an extension"))
    .describe(
      "how many contacts of this phone the backend holds that the phone itself knows nothing of, by extension",
    ),
  needs: "contacts",
  askOfPhone: async (expected, probe, phone) => {
    const found: Record<string, number> = {};
    for (const each of Object.keys(expected)) {
      found[each] = ghostsOf(phone, each, await probe.contacts(each));
    }
    return checkCounts("ghosts", expected, found);
  },
});

type Phone = Pick<HandsetView, "mac" | "state" | "registration" | "extension">;

/**
 * Pure: contacts with the MAC of the phone in their User-Agent, but for the one that it holds itself (PBX-64). A phone
 * without power holds none, and neither does one that was refused.
 */
export function ghostsOf(
  phone: Phone,
  of: string,
  contacts: readonly Pick<ContactView, "userAgent">[],
): number {
  const { mac, state, registration } = phone;
  const own = contacts.filter(({ userAgent }) =>
    userAgent.toLowerCase().replaceAll(/[:-]/g, "").includes(mac),
  );
  const isUp = state !== "OFF" && state !== "BOOT";
  const holds = isUp && registration === "registered" && phone.extension === of;
  return Math.max(0, own.length - (holds ? 1 : 0));
}
