import { expect, test } from "vitest";
import { decideAt, takenDesks } from "../../../sim/dialplan/decide-at.js";
import { noLoad } from "../../../sim/dialplan/decision.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import type { Setup } from "../../../sim/model/setup/setup.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

/** With Match (Permit) of the placeholder. */
function matched(...matchPermit: string[]): Setup {
  const placeholder = setup.extensions["9000"];
  if (!placeholder) throw new Error("the setup has a placeholder");
  return { ...setup, extensions: { ...setup.extensions, "9000": { ...placeholder, matchPermit } } };
}

function deskIn(asked: Setup, caller: string, place: string | undefined) {
  const location = place === undefined ? undefined : asked.locations[place];
  return { setup: asked, caller, location, number: "911", epochMs: 0, load: noLoad };
}

// proves: PBX-71
test("where Match (Permit) of another extension holds the network, no call is taken, not even 911", () => {
  const whole = matched("127.10.0.0/16");
  const end = (caller: string, place: string | undefined) => decideAt(deskIn(whole, caller, place)).end;
  expect(end("1001", "new-york")).toMatchObject({ kind: "refuse", status: 401 });
  expect(end("9000", "new-york").kind).toBe("outbound");
  expect(end("1001", "chicago").kind).toBe("outbound");
  expect(end("1001", undefined).kind).toBe("outbound");
  expect(takenDesks(deskIn(whole, "1001", "new-york"))).toBe(undefined);
});

// proves: PBX-71
test("where it holds a part of the network, the desks in that are told, and the others call", () => {
  // The first has the address that the network is written with.
  const part = matched("127.10.0.0/24", "127.10.31.5");
  expect(decideAt(deskIn(part, "1001", "new-york")).end.kind).toBe("outbound");
  const taken = "desks at 127.10.0.0/24, 127.10.31.5 are taken for 9000 and cannot call";
  expect(takenDesks(deskIn(part, "1001", "new-york"))).toBe(taken);
  for (const [caller, place] of [
    ["9000", "new-york"],
    ["1001", "chicago"],
    ["1001", undefined],
  ] as const)
    expect(takenDesks(deskIn(part, caller, place))).toBe(undefined);
});
