import { createHash } from "node:crypto";
import type { SetupStates } from "../../backend/setup-store.js";
import type { StateFolder } from "../../backend/state-folder.js";
import { storedSetup } from "../../backend/stored-setup.js";
import type { SourceFile } from "../../model/files/source-file.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import type { Setup } from "../../model/setup/setup.js";

interface KeptSetup {
  readonly setup: Setup;
  /** What the PBX had of it; absent: all. */
  readonly applied?: Setup;
  /** Keeps a change of it. */
  readonly keep: (states: SetupStates) => Promise<void>;
}

/**
 * The setup to start with. What was changed over the control API holds as long as the setup file is not edited: then
 * the file is what the admin wrote last.
 * @throws DeskfleetErrors where what was kept names a model that there is no profile for any more
 */
export async function keptSetup(
  { source, fromFile, models }: { source: SourceFile; fromFile: Setup; models: readonly string[] },
  state: StateFolder["setup"],
  log: { info(text: string): void; warn(text: string): void },
): Promise<KeptSetup> {
  const fileHash = createHash("sha256").update(source.text).digest("hex");
  const keep = (states: SetupStates): Promise<void> => state.save(storedSetup(states, fromFile, fileHash));
  const stored = await state.load();
  if (!stored) return { setup: fromFile, keep };
  if (stored.fileHash !== fileHash) {
    const kept = await state.setAside("dropped");
    log.warn(
      `${source.file} is not the file that the changes over the control API were made to: the file holds, the changes are dropped (kept as ${kept})`,
    );
    return { setup: fromFile, keep };
  }
  log.info(`${source.file} holds with the changes made to it over the control API`);
  const parsed = (content: object): Setup => {
    const text = JSON.stringify(content, undefined, 1); // JSON is YAML; a fault is named with its line
    return parseSetup({ file: `setup.json of the state folder`, text }, models);
  };
  const setup = parsed(stored.content);
  if (stored.applied === undefined) return { setup, keep };
  log.warn("a change of the setup waits for Apply Config: the PBX goes on with what it had");
  return { setup, applied: parsed(stored.applied), keep };
}
