import { expect, onTestFinished, test } from "vitest";
import { startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { connectBackend } from "../../../sim/fleet/backend/controlled-backend.js";
import { IdentityDealer } from "../../../sim/fleet/identity-dealer.js";
import { runLoad } from "../../../sim/load/run-load.js";
import type { Clock } from "../../../sim/model/clock.js";
import { createRandom } from "../../../sim/model/random.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { standardTimers } from "../../../sim/sip/timers.js";
import type { LoadResult } from "../../../sim/transcript/load-result.js";
import { planOf } from "./sample-plan.js";

const profiles = loadProfiles();
const setup = loadSetup("scenarios/setups/campus.yaml", profiles);

/** The system's clock, which remembers the delays of the timers that are still set. */
function watchedClock(): Clock & { readonly set: Map<symbol, number> } {
  const set = new Map<symbol, number>();
  return {
    ...systemClock,
    set,
    after: (delayMs, action) => {
      const timer = Symbol();
      set.set(timer, delayMs);
      const cancel = systemClock.after(delayMs, () => {
        set.delete(timer);
        action();
      });
      return () => {
        set.delete(timer);
        cancel();
      };
    },
  };
}

test("a run in the same process counts its own requests, and leaves no time limit behind", async () => {
  const { controlUrl, stop } = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: false });
  const running = { controlUrl, tellsEvents: true, stop: () => stop() } as const;
  const backend = await connectBackend(running, { onEvent: () => undefined, faults: [] });
  onTestFinished(() => backend.stop());
  const clock = watchedClock();
  const never = new AbortController().signal;
  const run = (seed: number): Promise<LoadResult> =>
    runLoad({
      plan: planOf({ count: 3, timeLimit: "77s" }),
      backend,
      profiles,
      random: createRandom(seed),
      recorder: { detail: "outcomes", hide: () => undefined, record: () => undefined },
      interrupt: never,
      backendEnded: never,
      fleet: {
        setup,
        backend: backend.addresses,
        dealer: new IdentityDealer(),
        clock,
        timers: standardTimers,
        hardwareSpeed: 1000,
        mayDial: () => true,
      },
    });
  for (const seed of [1, 2]) {
    const result = await run(seed);
    expect(result).toMatchObject({ interrupted: false, invalid: [], outcomes: { registered: 3 } });
    // Each registration is challenged once.
    expect(result.requests).toMatchObject({ sent: 6, registrations: 3, timeouts: 0 });
  }
  expect([...clock.set.values()]).not.toContain(77_000);
});
