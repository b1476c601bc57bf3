import type { Bend } from "./bend.js";

/** Extensions keep the secret that they were first seen with. */
export function unchangingSecrets(): Bend {
  const first = new Map<string, string>();
  return (setup) => ({
    ...setup,
    extensions: Object.fromEntries(
      Object.entries(setup.extensions).map(([number, settings]) => {
        const secret = first.get(number) ?? settings.secret;
        first.set(number, secret);
        return [number, { ...settings, secret }];
      }),
    ),
  });
}
