import { EmergencyWatch } from "../../../sim/emergency/emergency-watch.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import type { Setup } from "../../../sim/model/setup/setup.js";
import type { EmergencyPathView } from "../../../sim/transcript/emergency-path-view.js";
import type { EventBody } from "../../../sim/transcript/event.js";

export const twoOffices = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

const mac = "0015650000aa";

export interface WatchedDesk {
  readonly clock: ManualClock;
  /** Each path that was told, in order. */
  readonly paths: readonly EmergencyPathView[];
  /** The desk, or the backend, has something to say. */
  readonly tell: (event: EventBody, by?: "desk" | "backend") => void;
  /** The PBX has another setup. */
  readonly apply: (setup: Setup) => void;
}

/** A lobby phone in New York that is registered as the placeholder, watched on a clock that the test moves. */
export function watchedDesk(setup: Setup = twoOffices): WatchedDesk {
  const clock = new ManualClock();
  const paths: EmergencyPathView[] = [];
  let applied = setup;
  const watch = new EmergencyWatch({
    applied: () => applied,
    shows: { contacts: true, dialPlan: true },
    clock,
    onPath: (_phone, _number, path) => paths.push(path),
  });
  let seq = 0;
  const tell: WatchedDesk["tell"] = (event, by = "backend") =>
    watch.add({ seq: seq++, atMs: clock.now(), ...(by === "desk" && { phone: "lobby" }), ...event });
  tell({ type: "contact", extension: "9000", mac, bound: true });
  for (const event of coming) tell(event, "desk");
  const apply = (next: Setup): void => {
    applied = next;
    watch.lookAgain();
  };
  return { clock, paths, tell, apply };
}

const coming: readonly EventBody[] = [
  {
    ...{ type: "handset", model: "CIP270", mac, location: "new-york", address: "127.10.0.7" },
    ...{ lineKeys: 36, keysPerPage: 12, callWithoutRegistration: true },
  },
  { type: "power", on: true },
  configured(undefined),
  { type: "state", state: "READY", reason: "" },
  { type: "registration", state: "registered", extension: "9000" },
];

/** The phone is the placeholder's, with a password of which it tells a print. */
export function configured(
  secretPrint: string | undefined,
  outcome: "applied" | "kept" = "applied",
): EventBody {
  return {
    ...{ type: "config", outcome, file: "cfg0015650000aa.xml", extension: "9000" },
    ...{ accountLabel: "9000", keys: [], dropped: [], settings: {} },
    ...(secretPrint !== undefined && { secretPrint }),
  };
}
