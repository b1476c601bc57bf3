import { z } from "zod";
import { type Setup, setupFileSchema } from "../model/setup/setup.js";

/** A setup that was changed over the control API, as it outlives the process: plain JSON. */
export const storedSetupSchema = z.strictObject({
  version: z.literal(1),
  /** Of the text of the setup file that the changes were made to. */
  fileHash: z.string(),
  /** In the words of a setup file. */
  content: z
    .record(z.string(), z.unknown())
    .refine((content) => setupFileSchema.safeParse(content).success, "is not a setup"),
});

export type StoredSetup = z.output<typeof storedSetupSchema>;

/**
 * @param setup as it is now
 * @param started as its file says. Ports are kept from there: those of the command line are of one start alone, and
 *   no change over the control API can move a port.
 */
export function storedSetup(setup: Setup, started: Setup, fileHash: string): StoredSetup {
  const { portSettings, sipPort, sipTlsPort } = started;
  const own = {
    ...setup,
    portSettings: { ...setup.portSettings, port: portSettings.port },
    ...{ sipPort, sipTlsPort },
  };
  return { version: 1, fileHash, content: z.encode(setupFileSchema, own) };
}
