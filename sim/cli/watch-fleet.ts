import { randomInt } from "node:crypto";
import { join } from "node:path";
import { fleetTable } from "../../reports/line/fleet.js";
import { createLiveWatch } from "../../reports/line/watch.js";
import type { FleetSource } from "../../reports/tui/handset-control.js";
import { terminalFits } from "../../reports/tui/terminal-fits.js";
import { createDesk, type Desk } from "../fleet/desk.js";
import { dialGuard } from "../fleet/dial-guard.js";
import { IdentityDealer } from "../fleet/identity.js";
import { keepProcessAlive, systemClock } from "../fleet/system-clock.js";
import type { Profiles } from "../model/profile.js";
import { createRandom } from "../model/random.js";
import type { Setup } from "../model/setup.js";
import { standardTimers } from "../sip/timers.js";
import { FleetView } from "../transcript/fleet-view.js";
import { createRedactor } from "../transcript/redaction.js";
import { Transcript } from "../transcript/transcript.js";
import { fleetSnapshot } from "./fleet-snapshot.js";
import { handsetControl } from "./handset-control.js";
import { loadProfiles, loadSetup, packageRoot } from "./package-files.js";
import { secretsOf } from "./secrets.js";
import { endSignal } from "./signals.js";
import { startEmbedded } from "./start-backend.js";
import type { WatchArguments } from "./watch.js";

/** Puts up a fleet on the embedded backend and shows it until the user leaves. */
export async function watchFleet(args: WatchArguments): Promise<void> {
  const profiles = loadProfiles(args.profiles);
  const setup = loadSetup(
    args.setup ?? join(packageRoot, "scenarios", "setups", "two-offices.yaml"),
    profiles,
  );
  const seed = args.seed ?? randomInt(2 ** 31);
  const transcript = new Transcript(systemClock, createRedactor(secretsOf(setup)));
  const harness = transcript.scope({});
  const ended = endSignal();
  const release = keepProcessAlive();
  const backend = await startEmbedded(
    setup,
    { onEvent: (event) => harness.record(event), faults: [] },
    { profiles, seed, timers: standardTimers },
  );
  const desks = createDesks(args, setup, profiles, seed, transcript, backend.addresses.configServer);
  const view = await showFleet(args.tui, setup, transcript, desks);
  await Promise.all([...desks.values()].map(({ handset }) => handset.powerOn()));
  await Promise.race([view.left, ended]);
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
  configServer: string,
): Map<string, Desk> {
  const random = createRandom(seed);
  const fleet = {
    setup,
    configServer,
    dealer: new IdentityDealer(),
    clock: systemClock,
    timers: standardTimers,
    hardwareSpeed: args["hardware-speed"],
    mayDial: dialGuard({ backend: "embedded" }, setup),
  };
  const desks = new Map<string, Desk>();
  for (const location of Object.keys(setup.locations)) {
    for (const profile of profiles.values()) {
      for (let number = 1; number <= args["per-location"]; number++) {
        const name = `${location}-${profile.model.toLowerCase()}${args["per-location"] > 1 ? `-${number}` : ""}`;
        const recorder = transcript.scope({ phone: name }, "full");
        desks.set(name, createDesk(fleet, { name, profile, location, random: random.fork(name), recorder }));
      }
    }
  }
  return desks;
}

interface ShownFleet {
  /** Settles when the user leaves the view; never where there is none. */
  readonly left: Promise<void>;
  /** Takes the view down, if it still stands. */
  close(): Promise<void>;
}

/** The view on a terminal, lines elsewhere. What stays after the view is the fleet as a table. */
async function showFleet(
  tui: boolean,
  setup: Setup,
  transcript: Transcript,
  desks: ReadonlyMap<string, Desk>,
): Promise<ShownFleet> {
  if (!tui || !terminalFits()) {
    transcript.subscribe(createLiveWatch((text) => process.stdout.write(text)));
    return { left: new Promise(() => undefined), close: async () => undefined };
  }
  process.env["NODE_ENV"] ??= "production";
  const { mountFleetView } = await import("../../reports/tui/mount.js");
  const fleet = new FleetView();
  for (const event of transcript.events) fleet.apply(event);
  transcript.subscribe((event) => fleet.apply(event));
  const snapshot = () => fleetSnapshot(fleet, () => setup, "");
  const source: FleetSource = {
    title: setup.setup,
    snapshot,
    control: handsetControl(desks),
  };
  const view = mountFleetView(source);
  const left = view.closed.then((error) => {
    process.stdout.write(fleetTable(snapshot()));
    if (error) throw error;
  });
  return {
    left,
    close: () => {
      view.close();
      return left;
    },
  };
}
