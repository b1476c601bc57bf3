import type { EmbeddedBackend } from "../backend/embedded.js";
import type { StateFolder } from "../backend/state-folder.js";

/** A contact that is lost by a crash comes back with the phone's next REGISTER, so they are saved now and then. */
const intervalMs = 5000;

/** Saves the contacts of the PBX while it runs, and once more at the end. A failed save is tried again. */
export function keepContacts(
  backend: EmbeddedBackend,
  store: StateFolder["contacts"],
): { stop(): Promise<void> } {
  let saved = "";
  const save = async (): Promise<void> => {
    const contacts = backend.contacts();
    const text = JSON.stringify(contacts);
    if (text === saved) return;
    await store.save(contacts);
    saved = text;
  };
  const timer = setInterval(() => save().catch(() => undefined), intervalMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await save().catch(() => undefined);
    },
  };
}
