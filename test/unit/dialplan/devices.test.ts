import { expect, test } from "vitest";
import { decide } from "../../../sim/dialplan/decide.js";
import { noLoad, type OutboundCall } from "../../../sim/dialplan/decision.js";
import { decideInbound } from "../../../sim/dialplan/inbound.js";
import { type Setup, setupFileSchema } from "../../../sim/model/setup/setup.js";
import { sampleInput } from "../backend/sample-setup.js";

/** The sample setup with a device 70911 more, and other changes of it. */
function withDevice(device: object, changes: Partial<Setup> = {}): Setup {
  const input = sampleInput();
  const base = { name: "Lobby, 1st floor", secret: "s3cret-lobby-70911" };
  input.extensions["70911"] = { ...base, ...device } as (typeof input.extensions)[string];
  input["feature-codes"] = ["call-forward"];
  return { ...setupFileSchema.parse(input), ...changes };
}

const emergencyDevice = { role: "emergency-device", "emergency-cid": "2125550170" };

function decided(setup: Setup, caller: string, number: string, load = noLoad) {
  return decide({ setup, caller, address: "127.20.0.7", number, epochMs: 0, load });
}

function leaving(setup: Setup, caller: string, number: string): OutboundCall {
  const { end } = decided(setup, caller, number);
  if (end.kind !== "outbound") throw new Error(`it does not leave: ${end.kind}`);
  return end.call;
}

test("PBX-99: an emergency device shows its own number and its place, wherever its packets come from", () => {
  // Chicago's network, and policy emergency-identity: desk.
  const { attempts } = leaving(withDevice(emergencyDevice), "70911", "911");
  expect(attempts[0]?.callerId).toEqual({
    ...{ number: "2125550170", name: "Lobby, 1st floor" },
    ...{ withheld: false, from: "emergency-cid" },
  });
  const named = withDevice({ ...emergencyDevice, "emergency-cid": "HQ <2125550170>" });
  expect(leaving(named, "70911", "911").attempts[0]?.callerId.name).toBe("HQ");
});

test("PBX-99: any other route hangs up with 603, the rule and the route named", () => {
  const { steps, end } = decided(withDevice(emergencyDevice), "70911", "12125550188");
  const why = '70911 is an emergency device: it is hung up at route "Outbound", which is no emergency route';
  expect(end).toEqual({ kind: "refuse", status: 603, why });
  expect(steps.at(-1)).toEqual({ rule: "PBX-99", path: ["routes", 1, "type"], text: why });
});

test("PBX-99: it has no limit, for it is no extension of FreePBX", () => {
  const busy = { ...noLoad, outbound: () => 3 };
  const setup = withDevice(emergencyDevice);
  expect(decided(setup, "70911", "911", busy).end.kind).toBe("outbound");
  expect(decided(setup, "1001", "911", busy).end).toMatchObject({ says: "call-limit" });
});

test.each([
  ["PBX-99", emergencyDevice],
  ["PBX-100", { "device-user": "none" }],
])("%s: nobody can call such a device: its number is none of an extension", (rule, device) => {
  const setup = withDevice(device);
  const { steps, end } = decided(setup, "1001", "70911");
  expect(end).toMatchObject({ kind: "refuse", status: 404 });
  expect(steps[0]).toMatchObject({ rule, path: ["extensions", "70911", expect.any(String)] });
  // Then a catch-all takes it.
  const [, outbound] = setup.routes;
  const routes = outbound ? [{ ...outbound, patterns: ["X."] }] : [];
  expect(leaving({ ...setup, routes }, "1001", "70911").route.name).toBe("Outbound");
  const inboundRoutes = [{ did: "2125550170", extension: "70911" }] as Setup["inboundRoutes"];
  const call = { number: "2125550170", caller: "3125550199", epochMs: 0, load: noLoad };
  expect(decideInbound({ ...setup, inboundRoutes, routes }, call)).toMatchObject({
    steps: [{ rule }],
    end: { kind: "refuse", status: 404 },
  });
});

test.each(["911", "1001", "12125550188", "*7212125550188", "4711"])(
  "PBX-100: a device without a user gets an announcement for %s",
  (number) => {
    const setup = withDevice({ "device-user": "none" });
    expect(decided(setup, "70911", number)).toMatchObject({
      steps: [{ rule: "PBX-100", path: ["extensions", "70911", "device-user"] }],
      end: { kind: "announcement", says: "no-user" },
    });
  },
);
