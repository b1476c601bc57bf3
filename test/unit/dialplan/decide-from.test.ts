import { expect, test } from "vitest";
import { decideFrom } from "../../../sim/dialplan/decide-from.js";
import { noLoad } from "../../../sim/dialplan/decision.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import type { Setup } from "../../../sim/model/setup/setup.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
const placeholder = setup.extensions["9000"];
if (!placeholder) throw new Error("the setup has a placeholder");
const matched: Setup = {
  ...setup,
  extensions: { ...setup.extensions, "9000": { ...placeholder, matchPermit: ["127.10.0.0/16"] } },
};

// proves: PBX-71
test("where Match (Permit) of another extension holds the address, no call is taken, not even 911", () => {
  const end = (caller: string, address: string | undefined) =>
    decideFrom({ setup: matched, caller, address, number: "911", epochMs: 0, load: noLoad }).end;
  expect(end("1001", "127.10.0.7")).toMatchObject({ kind: "refuse", status: 401 });
  expect(end("9000", "127.10.0.7").kind).toBe("outbound");
  expect(end("1001", "127.20.0.7").kind).toBe("outbound");
  expect(end("1001", undefined).kind).toBe("outbound");
});
