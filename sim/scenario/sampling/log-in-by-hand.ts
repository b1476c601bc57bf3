import type { LineKeyType } from "../../model/profile/profile.js";
import type { Random } from "../../model/random.js";
import type { Setup } from "../../model/setup/setup.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type { Stage, StagePhone } from "../stage.js";

/** Extensions of the people who come by: whoever has a PIN tries it, also who may not log in. */
export function peopleOf({ extensions }: Setup): string[] {
  return Object.entries(extensions).flatMap(([extension, { role, voicemail }]) =>
    role === "user" && /\d/.test(voicemail?.pin ?? "") ? [extension] : [],
  );
}

/** Number of the key that opens a phone app, while the phone would take it; undefined: there is none. */
export function keyOf({ state, keys }: HandsetView, type: LineKeyType): number | undefined {
  if (state !== "READY" && state !== "BLANK") return undefined;
  return keys.find((each) => each.type === type)?.key;
}

/**
 * Somebody logs in with what they know, and picks from the lists that come what chance says. Nothing happens on a phone
 * without a key for it.
 * @throws DeskfleetError DF_DESK_UNABLE where the phone cannot take a key now
 */
export async function logInByHand(
  { setup, log }: Stage,
  { name, handset }: StagePhone,
  extension: string,
  random: Random,
): Promise<void> {
  const key = keyOf(log.view(name), "app-login");
  if (key === undefined) return;
  await handset.pressKey(key);
  await handset.type(extension);
  await handset.type(setup.current.extensions[extension]?.voicemail?.pin.replace(/^-/, "") ?? "");
  await handset.softkey("Submit");
  for (let screen = log.view(name).screen; screen.kind === "menu"; screen = log.view(name).screen) {
    await handset.pick(random.integer(1, screen.items.length));
  }
}
