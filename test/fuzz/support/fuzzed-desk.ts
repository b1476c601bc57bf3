import { onTestFinished } from "vitest";
import { loadProfiles } from "../../../sim/files/package-files.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { parseMac } from "../../../sim/model/mac.js";
import { createRandom } from "../../../sim/model/random.js";
import { policiesSchema } from "../../../sim/model/setup/policies.js";
import { intactFirmware } from "../../../sim/phone/firmware.js";
import { Handset } from "../../../sim/phone/handset.js";
import type { HandsetOptions } from "../../../sim/phone/handset-options.js";
import { createSipShared } from "../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import type { HandsetView } from "../../../sim/transcript/handset-view.js";

const profile = loadProfiles().get("CIP270");
/** A phone that starts and gives up quickly; all else is the model's. */
export const fuzzedProfile = { ...(profile ?? never()), httpTimeoutSeconds: 0.3 };
export const fuzzedMac = parseMac("001fc1f00001") ?? never();

function never(): never {
  throw new Error("unreachable");
}

/** The one name that resolves in the network of the desk. Numeric addresses lead nowhere outside this machine. */
export const serverName = "pbx.example.test";

/** A real handset of which only the last state is kept. */
export interface FuzzedDesk {
  readonly handset: Handset;
  /** Things that a phone must never note. */
  readonly bugs: readonly string[];
  /** Resolves when the view fits, now or later; rejects after the time. */
  until(what: string, fits: (view: HandsetView) => boolean, withinMs?: number): Promise<void>;
}

export function createFuzzedDesk(
  changes: Partial<HandsetOptions> & Pick<HandsetOptions, "configServer">,
): FuzzedDesk {
  const bugs: string[] = [];
  const waiters = new Set<() => void>();
  const record = (event: EventBody): void => {
    if (event.type === "note" && event.text.startsWith("internal error")) bugs.push(event.text);
    for (const waiter of [...waiters]) waiter();
  };
  const { clock = systemClock, timers = { t1: 20, t2: 160, t4: 200 } } = changes;
  const handset = new Handset({
    name: "fuzzed",
    profile: fuzzedProfile,
    mac: fuzzedMac,
    bindHost: "127.0.0.11",
    recorder: { detail: "full", hide: () => undefined, record },
    clock,
    random: createRandom(1),
    hardwareSpeed: 10_000,
    timers,
    shared: createSipShared(clock, timers),
    mayDial: () => "this is a fuzz",
    isEmergency: () => false,
    resolve: async (host) => (host === serverName || host === "127.0.0.1" ? "127.0.0.1" : undefined),
    trust: { authority: undefined, checked: true },
    behaviour: policiesSchema.parse({}),
    firmware: intactFirmware,
    ...changes,
  });
  onTestFinished(() => handset.stop());
  const until: FuzzedDesk["until"] = (what, fits, withinMs = 5000) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!fits(handset.view)) return;
        waiters.delete(look);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiters.delete(look);
        reject(new Error(`not within ${withinMs} ms: ${what}; the phone is ${handset.view.state}`));
      }, withinMs);
      waiters.add(look);
      look();
    });
  return { handset, bugs, until };
}

/** An input that the phone may take or refuse, but not choke on. */
export async function attempt(input: Promise<void>): Promise<void> {
  try {
    await input;
  } catch (error) {
    if (!(error instanceof DeskfleetError && error.code === "DF_DESK_UNABLE")) throw error;
  }
}
