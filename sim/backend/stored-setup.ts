import { z } from "zod";
import { type Setup, setupFileSchema } from "../model/setup/setup.js";
import type { SetupStates } from "./setup-store.js";

/** In the words of a setup file. */
const storedContent = z
  .record(z.string(), z.unknown())
  .refine((content) => setupFileSchema.safeParse(content).success, "is not a setup");

/** A setup that was changed over the control API, as it outlives the process: plain JSON. */
export const storedSetupSchema = z.strictObject({
  version: z.literal(1),
  /** Of the text of the setup file that the changes were made to. */
  fileHash: z.string(),
  content: storedContent,
  /** What the PBX had of it; absent: nothing waited for Apply Config. */
  applied: storedContent.exactOptional(),
});

export type StoredSetup = z.output<typeof storedSetupSchema>;

/**
 * @param states as they are now
 * @param started as its file says. Ports are kept from there: those of the command line are of one start alone, and
 *   no change over the control API can move a port.
 */
export function storedSetup(
  { written, applied }: SetupStates,
  started: Setup,
  fileHash: string,
): StoredSetup {
  const { portSettings, sipPort, sipTlsPort } = started;
  const contentOf = (setup: Setup) =>
    z.encode(setupFileSchema, {
      ...setup,
      portSettings: { ...setup.portSettings, port: portSettings.port },
      ...{ sipPort, sipTlsPort },
    });
  const waiting = applied === written ? {} : { applied: contentOf(applied) };
  return { version: 1, fileHash, content: contentOf(written), ...waiting };
}
