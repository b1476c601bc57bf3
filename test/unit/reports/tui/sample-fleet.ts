import type { FleetSnapshot } from "../../../../reports/tui/fleet-source.js";
import { loadProfiles, loadSetup } from "../../../../sim/files/package-files.js";
import { deskRole } from "../../../../sim/transcript/desk-state.js";
import { type HandsetView, newHandsetView } from "../../../../sim/transcript/handset-view.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

/** A desk in the state that a test needs. */
export function desk(name: string, change: Partial<HandsetView> = {}): HandsetView {
  return {
    ...newHandsetView(name, undefined),
    model: "CIP270",
    location: "new-york",
    lineKeys: 36,
    keysPerPage: 12,
    callWithoutRegistration: true,
    state: "READY",
    extension: "9000",
    registration: "registered",
    emergency: { path: "good", missing: "" },
    keys: [
      { key: 1, type: "line", label: "9000", value: "" },
      { key: 2, type: "app-login", label: "Login", value: "" },
    ],
    ...change,
  };
}

export function fleet(handsets: readonly HandsetView[]): FleetSnapshot {
  return {
    version: 1,
    handsets,
    status: "",
    role: (view) => deskRole(view, setup),
  };
}
