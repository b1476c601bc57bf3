import { describe, expect, it } from "vitest";
import { decideDial } from "../../../sim/dialplan/dial-decision.js";
import type { Setup } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const outside = "3125551234";

function decide(caller: string, number: string, more: Partial<Setup> & { running?: number } = {}) {
  const { running = 0, ...changes } = more;
  const decision = decideDial({ setup: twoOffices(changes), caller, number, runningOutbound: running });
  switch (decision.kind) {
    case "extension":
      return decision.extension;
    case "trunk":
      return decision.route.name;
    case "refuse":
      return decision.status;
  }
}

describe("who may call what", () => {
  it("PBX-86: an extension, else the first route that matches, else 404", () => {
    expect(decide("1001", "1002")).toBe("1002");
    expect(decide("1001", "911")).toBe("Emergency");
    expect(decide("1001", outside)).toBe("Outbound");
    expect(decide("1001", "4711")).toBe(404);
    expect(decide("1001", "constructor")).toBe(404);
  });

  it("PBX-147: no feature code is offered, they are unknown numbers", () => {
    expect(decide("1001", "*97")).toBe(404);
    expect(decide("1001", "**1002")).toBe(404);
  });

  it.each([
    { level: "emergency", internal: 403, outbound: 403 },
    { level: "internal", internal: "1002", outbound: 403 },
    { level: "outbound", internal: 403, outbound: "Outbound" },
    { level: "full", internal: "1002", outbound: "Outbound" },
  ] as const)("HD-13: placeholder with $level", ({ level, internal, outbound }) => {
    const changes = { placeholderCalls: level };
    expect(decide("9000", "1002", changes)).toBe(internal);
    expect(decide("9000", outside, changes)).toBe(outbound);
    expect(decide("9000", "911", changes)).toBe("Emergency");
    expect(decide("9000", "933", changes)).toBe("Emergency");
  });

  it("does not restrict logged-in users", () => {
    expect(decide("1001", outside, { placeholderCalls: "emergency" })).toBe("Outbound");
    expect(decide("1001", "1002", { placeholderCalls: "emergency" })).toBe("1002");
  });

  it("PBX-111: a route that is denied to the extension is skipped", () => {
    const routes = twoOffices().routes.map((each) => ({ ...each, deniedTo: ["1001"] }));
    expect(decide("1001", outside, { routes })).toBe(404);
    expect(decide("1002", outside, { routes })).toBe("Outbound");
  });
});

describe("outbound concurrency limit", () => {
  it("PBX-80, PBX-82: refuses the fourth outside call, no internal and no emergency call", () => {
    expect(decide("1001", outside, { running: 2 })).toBe("Outbound");
    expect(decide("1001", outside, { running: 3 })).toBe(503);
    expect(decide("1001", "1002", { running: 3 })).toBe("1002");
    expect(decide("1001", "911", { running: 30 })).toBe("Emergency");
  });

  it("PBX-10: 0 is no limit", () => {
    const extensions = twoOffices().extensions;
    const unlimited = Object.fromEntries(
      Object.entries(extensions).map(([number, each]) => [number, { ...each, outboundConcurrencyLimit: 0 }]),
    );
    expect(decide("1001", outside, { running: 50, extensions: unlimited })).toBe("Outbound");
  });
});
