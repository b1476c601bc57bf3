import type { StateFolder } from "../../backend/state-folder.js";

/** A contact that is lost by a crash comes back with the phone's next REGISTER, so they are saved now and then. */
const usualIntervalMs = 5000;

type Store = Pick<StateFolder["contacts"], "save">;

interface KeepContactsOptions {
  readonly warn: (text: string) => void;
  readonly info: (text: string) => void;
  readonly intervalMs?: number;
}

/**
 * Saves the contacts of the PBX while it runs, and once more at the end. A failed save is tried again; the log hears of
 * the first failure and of the next success.
 */
export function keepContacts(
  backend: { contacts(): Parameters<Store["save"]>[0] },
  store: Store,
  { warn, info, intervalMs = usualIntervalMs }: KeepContactsOptions,
): { stop(): Promise<void> } {
  let saved = "";
  let failing = false;
  let running: Promise<void> | undefined;
  const save = async (): Promise<void> => {
    const contacts = backend.contacts();
    const text = JSON.stringify(contacts);
    if (text === saved) return;
    try {
      await store.save(contacts);
      saved = text;
      if (failing) info("contacts are saved again");
      failing = false;
    } catch (error) {
      if (!failing) warn(`contacts cannot be saved, it will be tried again: ${String(error)}`);
      failing = true;
    }
  };
  const timer = setInterval(() => {
    running ??= save().finally(() => {
      running = undefined;
    });
  }, intervalMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await save();
    },
  };
}
