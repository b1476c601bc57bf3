import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";

/**
 * The setup with networks that simulated phones can have addresses in: those of a real site lie outside of 127.0.0.0/8. Each
 * location gets one of its own in their place.
 * @throws DeskfleetError DF_CLI_USAGE where other parts of the setup name addresses, which would not fit then
 */
export function withSimulatedNetworks(setup: Setup, file: string): Setup {
  const real = Object.entries(setup.locations).filter(([, { subnet }]) => !subnet.startsWith("127."));
  if (real.length === 0) return setup;
  const named = Object.entries(setup.extensions).find(([, { matchPermit }]) => matchPermit.length > 0);
  if (named !== undefined) {
    const [[location, { subnet }] = ["", { subnet: "" }]] = real;
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `${file}: the phones of ${location} have their addresses in ${subnet}, simulated ones in 127.0.0.0/8 alone, and Match (Permit) of ${named[0]} names addresses`,
      {
        hint: "For the drill, give each location a network such as 127.20.0.0/16, and Match (Permit) the same.",
      },
    );
  }
  const taken = new Set(Object.values(setup.locations).map(({ subnet }) => subnet));
  const free = Array.from({ length: 254 }, (_each, index) => `127.${index + 1}.0.0/16`).filter(
    (subnet) => !taken.has(subnet),
  );
  const renamed = real.map(([name, location], index) => [
    name,
    { ...location, subnet: free[index % free.length] ?? "127.1.0.0/16" },
  ]);
  return { ...setup, locations: { ...setup.locations, ...Object.fromEntries(renamed) } };
}
