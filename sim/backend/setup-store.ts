import type { PatchExtension, PatchUser } from "../model/control-api.js";
import { DeskfleetError } from "../model/errors.js";
import type { Setup } from "../model/setup.js";
import { userOfExtension } from "./hotdesk/effective-settings.js";

/** The setup that holds now. A change replaces it as a whole, so readers never see half of one (HD-37). */
export interface SetupStore {
  readonly current: Setup;
  /** @throws DeskfleetError DF_FILE_REFERENCE where user or group do not exist. */
  patchUser(name: string, patch: PatchUser): void;
  /** @throws DeskfleetError DF_FILE_REFERENCE where the extension does not exist. */
  patchExtension(number: string, patch: PatchExtension): void;
}

/** Holds a setup in memory and changes it as an admin would. */
export function createSetupStore(initial: Setup): SetupStore {
  let current = initial;
  return {
    get current() {
      return current;
    },
    patchUser: (name, patch) => {
      current = withUser(current, name, patch);
    },
    patchExtension: (number, patch) => {
      current = withExtension(current, number, patch);
    },
  };
}

function withUser(setup: Setup, name: string, patch: PatchUser): Setup {
  // Every extension has a user of its name, written down or not (PBX-120).
  const written = Object.hasOwn(setup.users, name) ? setup.users[name] : undefined;
  const user = written ?? (Object.hasOwn(setup.extensions, name) ? userOfExtension(setup, name) : undefined);
  if (!user) throw missing("user", name);
  const unknown = patch.groups?.find((group) => !Object.hasOwn(setup.groups, group));
  if (unknown !== undefined) throw missing("group", unknown);
  const groups = [...(patch.groups ?? user.groups)];
  return { ...setup, users: { ...setup.users, [name]: { ...user, groups } } };
}

function withExtension(setup: Setup, number: string, patch: PatchExtension): Setup {
  const extension = Object.hasOwn(setup.extensions, number) ? setup.extensions[number] : undefined;
  if (!extension) throw missing("extension", number);
  const changed = {
    ...extension,
    ...(patch.pin !== undefined ? { voicemail: { pin: patch.pin } } : {}),
    ...(patch.maxContacts !== undefined ? { maxContacts: patch.maxContacts } : {}),
  };
  return { ...setup, extensions: { ...setup.extensions, [number]: changed } };
}

function missing(kind: string, name: string): DeskfleetError {
  return new DeskfleetError("DF_FILE_REFERENCE", `there is no ${kind} "${name}" in the setup`);
}
