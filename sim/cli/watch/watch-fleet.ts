import { randomInt } from "node:crypto";
import { join } from "node:path";
import { startEmbedded } from "../../embedded/start-embedded.js";
import type { BackendAddresses } from "../../fleet/backend.js";
import { createDesk, type Desk } from "../../fleet/desk.js";
import { dialGuard } from "../../fleet/dial-guard.js";
import { IdentityDealer } from "../../fleet/identity-dealer.js";
import { keepProcessAlive } from "../../fleet/keep-process-alive.js";
import type { Profiles } from "../../model/profile/profile.js";
import { createRandom } from "../../model/random.js";
import type { Setup } from "../../model/setup/setup.js";
import { createSipShared } from "../../phone/sip-shared.js";
import { systemClock } from "../../sip/system-clock.js";
import { standardTimers } from "../../sip/timers.js";
import { FleetView } from "../../transcript/fleet-view.js";
import { createRedactor } from "../../transcript/redaction.js";
import { Transcript } from "../../transcript/transcript.js";
import { loadProfiles, loadSetup } from "../files/package-files.js";
import { packageRoot } from "../files/package-root.js";
import { secretsOf } from "../files/secrets.js";
import { endSignal } from "../signals.js";
import type { WatchArguments } from "./arguments.js";
import { showFleet } from "./show-fleet.js";

/** Puts up a fleet on the embedded backend and shows it until the user leaves. */
export async function watchFleet(args: WatchArguments): Promise<void> {
  const profiles = loadProfiles(args.profiles);
  const setup = loadSetup(
    args.setup ?? join(packageRoot, "scenarios", "setups", "two-offices.yaml"),
    profiles,
  );
  const seed = args.seed ?? randomInt(2 ** 31);
  const transcript = new Transcript(systemClock, createRedactor(secretsOf(setup)), { keep: false });
  const fleet = new FleetView();
  transcript.subscribe((event) => fleet.apply(event));
  const harness = transcript.scope({});
  using end = endSignal();
  const release = keepProcessAlive();
  const backend = await startEmbedded(
    setup,
    { onEvent: (event) => harness.record(event), faults: [] },
    { profiles, seed, timers: standardTimers },
  );
  const desks = createDesks(args, setup, profiles, seed, transcript, backend.addresses);
  const view = await showFleet({ tui: args.tui, setup, transcript, fleet, desks });
  await Promise.all([...desks.values()].map(({ handset }) => handset.powerOn()));
  await Promise.race([view.left, end.asked]);
  await view.close();
  await Promise.all([...desks.values()].map((desk) => desk.close()));
  await backend.stop();
  release();
}

/** One phone of each model in each location, or as many as asked for, by name. */
function createDesks(
  args: WatchArguments,
  setup: Setup,
  profiles: Profiles,
  seed: number,
  transcript: Transcript,
  backend: BackendAddresses,
): Map<string, Desk> {
  const random = createRandom(seed);
  const fleet = {
    setup,
    backend,
    dealer: new IdentityDealer(),
    clock: systemClock,
    timers: standardTimers,
    shared: createSipShared(systemClock, standardTimers),
    hardwareSpeed: args["hardware-speed"],
    mayDial: dialGuard({ backend: "embedded" }, setup),
  };
  const desks = new Map<string, Desk>();
  for (const location of Object.keys(setup.locations)) {
    for (const profile of profiles.values()) {
      for (let number = 1; number <= args["per-location"]; number++) {
        const name = `${location}-${profile.model.toLowerCase()}${args["per-location"] > 1 ? `-${number}` : ""}`;
        const recorder = transcript.scope({ phone: name }, "outcomes");
        desks.set(name, createDesk(fleet, { name, profile, location, random: random.fork(name), recorder }));
      }
    }
  }
  return desks;
}
