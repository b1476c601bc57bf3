import type { ExtensionFacts } from "../facts/facts.js";
import type { Conf } from "../read/conf.js";
import type { Fault, Read } from "../read/fault.js";

/** Sections that hold no mailboxes (FI-7). */
const noContexts = ["general", "zonemessages", "pbxaliases"];

/** `voicemail.conf`: the only place where the PINs are. The first comma ends the PIN. */
export function mailboxFacts(file: string, conf: Conf): Read<ReadonlyMap<string, ExtensionFacts>> {
  const faults: Fault[] = [];
  const content = new Map<string, ExtensionFacts>();
  for (const { name, entries } of conf.sections) {
    if (noContexts.includes(name)) continue;
    for (const { key, value, line } of entries) {
      const pin = (value.split(",")[0] ?? "").trim();
      if (/^-?[\d*#]*$/.test(pin)) {
        const twin = content.get(key);
        if (twin !== undefined) {
          const message = `${key} has a mailbox in the context ${twin.mailboxContext} too: this one, the last, was read`;
          faults.push({ file, line, message });
        }
        content.set(key, { mailbox: true, pin, mailboxContext: name });
      } else faults.push({ file, line, message: `the PIN of ${key} has characters that no phone can type` });
    }
  }
  return { content, faults };
}
