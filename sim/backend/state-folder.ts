import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { DeskfleetError } from "../model/errors.js";
import { lockFolder } from "./folder-lock.js";
import { type AuthorityStore, labAuthoritySchema } from "./lab-authority.js";
import { moduleStateSchema } from "./module/module-state.js";
import type { StateStore } from "./module/state-store.js";
import { type StoredFeatures, storedFeaturesSchema } from "./pbx/extension-features.js";
import { type StoredContact, storedContactSchema } from "./pbx/stored-contact.js";
import { StateFile } from "./state-file.js";
import { type StoredSetup, storedSetupSchema } from "./stored-setup.js";

const port = z.int().min(1).max(65_535).exactOptional();
const storedPortsSchema = z.strictObject({ control: port, web: port, sip: port, sipTls: port });
type StoredPorts = z.output<typeof storedPortsSchema>;

/** A folder in which a backend outlives its process; one backend has it for itself until it is closed. */
export interface StateFolder {
  /** Mappings and lock-outs. */
  readonly module: StateStore;
  /** UDP contacts of the PBX (PBX-60). */
  readonly contacts: {
    load(): Promise<readonly StoredContact[] | undefined>;
    save(contacts: readonly StoredContact[]): Promise<void>;
  };
  /** What people have switched by feature codes. */
  readonly features: {
    load(): Promise<readonly StoredFeatures[] | undefined>;
    save(features: readonly StoredFeatures[]): Promise<void>;
  };
  /** What the control API made of the setup file. */
  readonly setup: {
    load(): Promise<StoredSetup | undefined>;
    save(setup: StoredSetup): Promise<void>;
    /** Keeps it under a name that only people read. @returns the name of that file */
    setAside(why: string): Promise<string>;
  };
  /** Authority of the lab's certificates, with its key. */
  readonly authority: AuthorityStore;
  /** That the last run listened on. */
  readonly ports: {
    load(): Promise<StoredPorts | undefined>;
    save(ports: StoredPorts): Promise<void>;
  };
  /** Waits for what is being written and gives the folder back. */
  close(): Promise<void>;
}

/**
 * @param folder made where it does not exist, in a folder that does
 * @param onNote hears of a state that could not be read
 * @throws DeskfleetError DF_STATE_FOLDER where it cannot be used, or another backend uses it
 */
export async function openStateFolder(folder: string, onNote: (text: string) => void): Promise<StateFolder> {
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  const module = new StateFile(join(folder, "state.json"), moduleStateSchema, onNote);
  const contacts = new StateFile(
    join(folder, "contacts.json"),
    z.array(storedContactSchema).readonly(),
    onNote,
  );
  const features = new StateFile(
    join(folder, "features.json"),
    z.array(storedFeaturesSchema).readonly(),
    onNote,
  );
  const setup = new StateFile(join(folder, "setup.json"), storedSetupSchema, onNote);
  const authority = new StateFile(join(folder, "authority.json"), labAuthoritySchema, onNote);
  const ports = new StateFile(join(folder, "ports.json"), storedPortsSchema, onNote);
  const files = { module, contacts, features, setup, authority, ports };
  return {
    ...files,
    close: async () => {
      await Promise.all(Object.values(files).map((file) => file.idle()));
      await lock.release();
    },
  };
}

/** The last level only: Node's recursive mkdir never ends where the system refuses new folders with ENOENT (/proc). */
async function makeFolder(folder: string): Promise<void> {
  try {
    // It holds SIP secrets and PINs.
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code === "EEXIST") return;
    const parent = dirname(folder);
    const missing = existsSync(parent)
      ? `the system allows no folder in ${parent}`
      : `${parent} does not exist, create it first`;
    const reason = code === "ENOENT" ? missing : String(cause);
    throw new DeskfleetError("DF_STATE_FOLDER", `cannot create ${folder}: ${reason}`, { cause });
  }
}
