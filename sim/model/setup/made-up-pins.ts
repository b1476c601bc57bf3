import type { Random } from "../random.js";
import type { Setup } from "./setup.js";
import { standInPins } from "./stand-ins.js";

/**
 * The setup with digits in place of each stand-in, as many as it is long: PBX and simulated user share the setup, so that a
 * login works as with the real PIN, and nobody needs to write that down.
 */
export function withMadeUpPins(setup: Setup, random: Random): Setup {
  const made = standInPins(setup).map((number) => {
    const extension = setup.extensions[number];
    const pin = extension?.voicemail?.pin.replaceAll("*", () => String(random.integer(0, 9)));
    return [number, { ...extension, voicemail: { pin } }];
  });
  return { ...setup, extensions: { ...setup.extensions, ...Object.fromEntries(made) } };
}
