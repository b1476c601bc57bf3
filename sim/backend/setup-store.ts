import { z } from "zod";
import type { PatchExtension, PatchUser, SubmitSetup } from "../model/control/control-api.js";
import { DeskfleetError } from "../model/errors.js";
import { suggestion } from "../model/files/nearest-word.js";
import { pathText } from "../model/files/path-text.js";
import { schemaFaults } from "../model/files/schema-faults.js";
import type { Profiles } from "../model/profile/profile.js";
import { comesWithUser } from "../model/setup/comes-with-user.js";
import { extensionChanges } from "../model/setup/extension-changes.js";
import { type Setup, setupFileSchema } from "../model/setup/setup.js";
import { applySetupChanges } from "../model/setup/setup-changes.js";
import { brokenReferences } from "../model/setup/setup-references.js";
import { StateSaver } from "./module/state-saver.js";
import { fieldsUntilRestart } from "./restart-rules.js";
import { refusedBySave } from "./save-rules.js";

/** The setup that holds now. A change replaces it as a whole, so readers never see half of one (HD-37). */
export interface SetupView {
  /** As the rules of PBX and module see it: bent where a fault bends it. The same object until something changes. */
  readonly current: Setup;
  /** As the admin wrote it. */
  readonly written: Setup;
}

/** What the module has, and changes. */
export interface SetupStore extends SetupView {
  /** What the PBX has: the setup when it was applied last (Apply Config). */
  readonly applied: SetupView;
  /** Both without any bend. */
  readonly states: SetupStates;
  /**
   * Merges changes in the words of a setup file, and takes them all or none.
   * @throws DeskfleetError DF_FILE_SCHEMA or DF_FILE_REFERENCE with the first thing that is wrong; it names fields,
   *   and their values only where a field takes one of a few words: others may be PINs
   * @param apply absent: the PBX has it at once, with all that waited; `later`: it keeps what it has
   */
  submit(changes: SubmitSetup, apply?: "later"): void;
  /**
   * Users are none of what Apply Config writes: the PBX reads none, and what waits for it goes on waiting.
   * @throws DeskfleetError DF_SETUP_UNKNOWN where the user does not exist, else as `submit`
   */
  patchUser(name: string, patch: PatchUser): void;
  /**
   * @param apply as in `submit`
   * @throws DeskfleetError DF_SETUP_UNKNOWN where the extension does not exist, else as `submit`
   */
  patchExtension(number: string, patch: PatchExtension, apply?: "later"): void;
  /**
   * The extension stays but has no user then, so it cannot be used to log in (PBX-121). As `patchUser` for the PBX.
   * @throws DeskfleetError DF_SETUP_UNKNOWN where the user does not exist
   */
  deleteUser(name: string): void;
  /** Back to what it was at the start. */
  reset(): void;
  /** Resolves when every change before the call is kept. @throws what keeping it throws */
  settled(): Promise<void>;
}

/** Bends the setup that the rules see. `version` differs whenever the same setup is bent differently. */
interface SetupLens {
  readonly version: number;
  bend(setup: Setup): Setup;
}

/** Where Submit can be broken on purpose. */
interface SubmitSeam {
  /** What is taken one after the other. */
  parts(changes: SubmitSetup): readonly SubmitSetup[];
  /** When the PBX has it. */
  apply(apply: "later" | undefined): "later" | undefined;
  /** What is stored. */
  stored(before: Setup, after: Setup): Setup;
  /** Why it is not stored. */
  refusals(reasons: readonly string[]): readonly string[];
  /** What an update by the API takes along; undefined: what FreePBX loses. */
  lostByApi(): Parameters<typeof extensionChanges>[3];
}

/** What there is of a setup at one moment. */
export interface SetupStates {
  readonly written: Setup;
  /** What the PBX has of it; the same object where nothing waits for Apply Config. */
  readonly applied: Setup;
}

export interface SetupStoreOptions {
  /** What the PBX has when it begins; default: all. */
  readonly applied?: Setup;
  /** Hears of each Apply Config, also one that had nothing to apply. */
  readonly onApplied?: () => void;
  /** Without them, models of layouts are not checked. */
  readonly profiles?: Profiles;
  readonly lens?: SetupLens;
  readonly seam?: SubmitSeam;
  /** Absent: changes end with the process. */
  readonly keep?: SetupKeeper;
}

/** Where changes outlive the process. */
interface SetupKeeper {
  /** Resolves when the setup would outlive a power cut. */
  save(states: SetupStates): Promise<void>;
  /** Hears of each save that failed; `settled` tries again. */
  failed(error: unknown): void;
}

/** Holds a setup in memory and changes it as an admin would. */
export function createSetupStore(initial: Setup, options: SetupStoreOptions = {}): SetupStore {
  const { lens, seam = intact, keep } = options;
  let written = initial;
  let applied = options.applied ?? initial;
  const saver = keep && new StateSaver<SetupStates>(keep, () => ({ written, applied }), keep.failed);
  const [current, currentOfPbx] = [bentBy(lens, () => written), bentBy(lens, () => applied)];
  const replace = (setup: Setup, apply?: "later"): void => {
    written = setup;
    if (apply !== "later") applied = setup;
    saver?.changed();
    if (apply !== "later") options.onApplied?.();
  };
  const changeUsers = (changes: SubmitSetup): void => {
    const nothingWaits = applied === written;
    replace(changed(written, changes, options), "later");
    if (nothingWaits) applied = written;
  };
  return {
    get current() {
      return current();
    },
    get written() {
      return written;
    },
    applied: {
      get current() {
        return currentOfPbx();
      },
      get written() {
        return written;
      },
    },
    get states() {
      return { written, applied };
    },
    submit: (changes, apply) => {
      for (const part of seam.parts(changes)) {
        const after = changed(written, part, options);
        refuseUntilRestart(initial, after);
        replace(seam.stored(written, after), seam.apply(apply));
      }
    },
    patchUser: (name, { groups }) => {
      if (!hasUser(written, name)) throw missing("user", name);
      changeUsers({ users: { [name]: groups === undefined ? {} : { groups } } });
    },
    patchExtension: (number, patch, apply) => {
      if (!Object.hasOwn(written.extensions, number)) throw missing("extension", number);
      const lost = seam.lostByApi();
      replace(changed(written, extensionChanges(written, number, patch, lost), options), apply);
    },
    deleteUser: (name) => {
      if (!hasUser(written, name)) throw missing("user", name);
      changeUsers(withoutUser(written, name));
    },
    reset: () => replace(initial),
    settled: async () => saver?.settled(),
  };
}

/** The setup through the lens, which is asked anew only when something has changed. */
function bentBy(lens: SetupLens | undefined, setup: () => Setup): () => Setup {
  let bent: { readonly from: Setup; readonly version: number; readonly setup: Setup } | undefined;
  return () => {
    const from = setup();
    if (!lens) return from;
    if (bent?.from !== from || bent.version !== lens.version) {
      bent = { from, version: lens.version, setup: lens.bend(from) };
    }
    return bent.setup;
  };
}

const intact: SubmitSeam = {
  parts: (changes) => [changes],
  apply: (apply) => apply,
  stored: (_before, after) => after,
  refusals: (reasons) => reasons,
  lostByApi: () => undefined,
};

/** Every extension has a user of its name, written down or not, unless it was made without one (PBX-120). */
function hasUser(setup: Setup, name: string): boolean {
  if (Object.hasOwn(setup.users, name)) return true;
  return Object.hasOwn(setup.extensions, name) && comesWithUser(setup.extensions[name]);
}

function withoutUser(setup: Setup, name: string): SubmitSetup {
  const extension = (Object.hasOwn(setup.users, name) && setup.users[name]?.defaultExtension) || name;
  const alone = Object.hasOwn(setup.extensions, extension)
    ? { extensions: { [extension]: { "create-user": false } } }
    : {};
  return { users: { [name]: null }, ...alone };
}

function changed(
  setup: Setup,
  changes: SubmitSetup,
  { profiles, seam = intact }: Pick<SetupStoreOptions, "profiles" | "seam">,
): Setup {
  const content = applySetupChanges(z.encode(setupFileSchema, setup), changes);
  const parsed = setupFileSchema.safeParse(content);
  if (!parsed.success) {
    const [fault] = schemaFaults(parsed.error, setupFileSchema, content);
    throw new DeskfleetError("DF_FILE_SCHEMA", fault?.message ?? "unreadable");
  }
  const models = profiles
    ? [...profiles.keys()]
    : Object.values(parsed.data.modelLayouts).map((l) => l.model);
  const [broken] = brokenReferences(parsed.data, models);
  if (broken) {
    const { path, message, name, known } = broken;
    throw new DeskfleetError("DF_FILE_REFERENCE", `${pathText(path)}: ${message}${suggestion(name, known)}`);
  }
  const [refused] = seam.refusals(refusedBySave(parsed.data, profiles ?? new Map()));
  if (refused !== undefined) throw new DeskfleetError("DF_FILE_SCHEMA", refused);
  return parsed.data;
}

/** @throws DeskfleetError DF_FILE_SCHEMA where the running listeners and certificates would contradict the setup */
function refuseUntilRestart(started: Setup, after: Setup): void {
  const [field] = fieldsUntilRestart(started, after);
  if (field === undefined) return;
  throw new DeskfleetError(
    "DF_FILE_SCHEMA",
    `${field}: this takes a restart: write it into the setup file and start the backend again`,
  );
}

function missing(kind: string, name: string): DeskfleetError {
  return new DeskfleetError("DF_SETUP_UNKNOWN", `there is no ${kind} "${name}" in the setup`);
}
