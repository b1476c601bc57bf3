import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DeskfleetError } from "../model/errors.js";
import { lockFolder } from "./folder-lock.js";
import { moduleStateSchema } from "./module/module-state.js";
import type { StateStore } from "./module/state-store.js";
import { type StoredContact, storedContactSchema } from "./pbx/stored-contact.js";
import { StateFile } from "./state-file.js";

/** A folder in which a backend outlives its process; one backend has it for itself until it is closed. */
export interface StateFolder {
  /** Mappings and lock-outs. */
  readonly module: StateStore;
  /** UDP contacts of the PBX (PBX-60). */
  readonly contacts: {
    load(): Promise<readonly StoredContact[] | undefined>;
    save(contacts: readonly StoredContact[]): Promise<void>;
  };
  /** Waits for what is being written and gives the folder back. */
  close(): Promise<void>;
}

/**
 * @param folder made where it does not exist
 * @param onNote hears of a state that could not be read
 * @throws DeskfleetError DF_STATE_FOLDER where it cannot be used, or another backend uses it
 */
export async function openStateFolder(folder: string, onNote: (text: string) => void): Promise<StateFolder> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeskfleetError("DF_STATE_FOLDER", `cannot make ${folder}: ${reason}`, { cause });
  }
  const lock = await lockFolder(folder);
  const module = new StateFile(join(folder, "state.json"), moduleStateSchema, onNote);
  const contacts = new StateFile(
    join(folder, "contacts.json"),
    z.array(storedContactSchema).readonly(),
    onNote,
  );
  return {
    module,
    contacts,
    close: async () => {
      await Promise.all([module.idle(), contacts.idle()]);
      await lock.release();
    },
  };
}
