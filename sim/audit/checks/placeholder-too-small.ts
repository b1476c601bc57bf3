import { contactLimit } from "../../model/setup/contact-limit.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Check, Found } from "../check.js";
import { type PlaceholderInUse, placeholdersInUse } from "../desks.js";
import { listed } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";

/** More than that no placeholder takes (PBX-2). */
const mostContacts = 100;

/** Max Contacts against the desks that can be logged out at the same time (HD-28, EH-2). */
export const placeholderTooSmall: Check = {
  id: "placeholder-too-small",
  rules: ["EH-2"],
  severity: "error",
  finds: "More desks can be logged out to a placeholder than its Max Contacts allows.",
  proof: "placeholder/full-placeholder-refuses-the-next-phone",
  find: (facts) => {
    const inUse = placeholdersInUse(facts);
    return inUse.flatMap((placeholder) => found(facts.setup, placeholder, inUse));
  },
};

function found(setup: Setup, placeholder: PlaceholderInUse, inUse: readonly PlaceholderInUse[]): Found[] {
  const { extension, desks, mostDesks, locations } = placeholder;
  const room = roomOf(setup, extension);
  const overflow = setup.policies.placeholderFull;
  const spare =
    overflow.kind === "overflow" && overflow.extension !== extension
      ? spareOf(setup, overflow.extension, inUse)
      : 0;
  // With room for one phone it is no matter of numbers: max-contacts-one.
  if (room === 1 || mostDesks <= room + spare) return [];
  const certain = desks > room + spare;
  const count = certain ? desks : mostDesks;
  const surplus = count - room - spare;
  const place = listed(locations);
  return [
    {
      severity: certain ? "error" : "warning",
      path: ["extensions", extension, "max-contacts"],
      message: certain
        ? `${count} desks in ${place} will be logged out to placeholder ${extension}, which takes ${room + spare}: ${surplus} ${fate(setup, extension)}`
        : `${count} desks in ${place} can be logged out to placeholder ${extension}, which takes ${room + spare}, if its users walk there: ${surplus} ${fate(setup, extension)}`,
      hint:
        count - spare <= mostContacts
          ? `Set Max Contacts to ${count - spare} or more.`
          : `Share the desks among several placeholders: none takes more than ${mostContacts}.`,
      ...(count - spare <= mostContacts && {
        mend: mendExtensions([extension], { "max-contacts": count - spare }),
      }),
      affects: { extensions: [extension], locations },
    },
  ];
}

/** As long as nobody knows it (F-56), nothing is said to be too small. */
function roomOf(setup: Setup, extension: string): number {
  const settings = setup.extensions[extension];
  if (settings === undefined) return 0;
  return contactLimit(settings)?.maxContacts ?? Number.POSITIVE_INFINITY;
}

/** What is left of the overflow when its own desks are on it. */
function spareOf(setup: Setup, extension: string, inUse: readonly PlaceholderInUse[]): number {
  const own = inUse.find((each) => each.extension === extension)?.desks ?? 0;
  return Math.max(0, roomOf(setup, extension) - own);
}

function fate(setup: Setup, extension: string): string {
  const settings = setup.extensions[extension];
  if (settings?.removeExisting) return "will evict others, which no call-back reaches then";
  return setup.policies.placeholderFull.kind === "blank"
    ? "will be blank and cannot call 911"
    : "cannot register (403) and cannot be called back";
}
