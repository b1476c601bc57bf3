import { expect, test } from "vitest";
import { auditFacts } from "../../../sim/audit/audit-setup.js";
import { type EmergencyCell, emergencyMatrix } from "../../../sim/audit/emergency-matrix.js";
import { matrixText } from "../../../sim/cli/check/matrix-text.js";
import { type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";
import { profiles } from "../backend/sample-setup.js";
import { carefulInput } from "./careful-setup.js";

function matrixOf(change: (input: SetupInput) => void, epochMs = 0): EmergencyCell[] {
  const input = carefulInput();
  input["emergency-numbers"] = ["911"];
  change(input);
  return emergencyMatrix(auditFacts(setupFileSchema.parse(input), profiles), epochMs);
}

const lines = (cells: readonly EmergencyCell[]) =>
  cells.map(({ location, state, extensions, path, missing, psap }) =>
    [location, state, extensions.join(" "), path, missing, psap?.callerId].join(" | "),
  );

const people = "1001 1002 1003 1004 1005 1006 1007 1008 1009 2000";

// Calls of simulated desks prove these cells: test/command/emergency-matrix.test.ts.
test("by default the desk names the place, and only a blank one cannot call", () => {
  expect(lines(matrixOf(() => {}))).toEqual([
    `new-york | logged in | ${people} | good |  | 2125550100`,
    "new-york | logged out | 9000 | good |  | 2125550100",
    "new-york | placeholder full | 9000 | degraded | not registered: no call-back | 2125550100",
    "new-york | blank |  | none | no account | ",
    `chicago | logged in | ${people} | good |  | 3125550100`,
    "chicago | logged out | 9000 | good |  | 3125550100",
    "chicago | placeholder full | 9000 | degraded | not registered: no call-back | 3125550100",
    "chicago | blank |  | none | no account | ",
  ]);
});

test("an emergency device stands where its number says, and nobody calls it back (PBX-99)", () => {
  const device = (changes: object, inbound = {}) =>
    lines(
      matrixOf((input) => {
        const base = { name: "Lobby, 1st floor", role: "emergency-device" as const, secret: "s3cret-70911" };
        input.extensions["70911"] = { ...base, ...changes };
        Object.assign(input, inbound);
      }),
    ).filter((line) => line.includes("emergency device"));
  expect(device({ "emergency-cid": "3125550100" })).toEqual([
    "chicago | emergency device | 70911 | degraded | nobody can call an emergency device back | 3125550100",
  ]);
  const inbound = { "inbound-routes": [{ did: "3125550100", extension: "2000" }] };
  expect(device({ "emergency-cid": "3125550100" }, inbound)).toEqual([
    "chicago | emergency device | 70911 | good |  | 3125550100",
  ]);
  // Without a number of its own it may stand anywhere.
  expect(device({}).map((line) => line.split(" | ")[0])).toEqual(["new-york", "chicago"]);
});

test("a device without a user reaches nobody (PBX-100)", () => {
  const cells = matrixOf((input) => {
    Object.assign(input.extensions["9000"] ?? {}, { "device-user": "none" });
  });
  expect(lines(cells).find((line) => line.includes("logged out"))).toBe(
    "new-york | logged out | 9000 | none | an announcement answers: nobody is logged on at the device 9000: it can call nothing | ",
  );
});

test("a blank desk is the one that somebody signed for", () => {
  const cells = matrixOf((input) => {
    input["accept-no-emergency"] = [{ desk: "chicago", reason: "hall phone", by: "Olga" }];
  });
  expect(cells.filter(({ state }) => state === "blank").map(({ missing }) => missing)).toEqual([
    "no account",
    "no account, accepted by Olga",
  ]);
});

test("where the extension names the place, its desk may be elsewhere, and the PSAP may have no address", () => {
  const cells = matrixOf((input) => {
    input.policies = { ...input.policies, "emergency-identity": "extension" };
    for (const [extension, settings] of Object.entries(input.extensions))
      settings["emergency-cid"] = extension === "1002" ? "3125550100" : "2125550100";
    const { "1003": stranger } = input.extensions;
    if (stranger) stranger["emergency-cid"] = "2125550177";
  });
  expect(lines(cells).filter((line) => line.startsWith("new-york | ") && !line.includes("blank"))).toEqual([
    "new-york | logged in | 1001 1004 1005 1006 1007 1008 1009 2000 | good |  | 2125550100",
    "new-york | visiting | 1002 | degraded | help is sent to chicago | 3125550100",
    "new-york | logged in | 1003 | degraded | no location has the number 2125550177 | 2125550177",
    "new-york | logged out | 9000 | good |  | 2125550100",
    "new-york | placeholder full | 9000 | degraded | not registered: no call-back | 2125550100",
  ]);
  expect(lines(cells)).toContain(
    "chicago | logged out | 9000 | degraded | help is sent to new-york | 2125550100",
  );
});

test("a number that is withheld is not said to be shown, nor to be called back", () => {
  const cells = matrixOf((input) => {
    input.policies = { ...input.policies, "emergency-identity": "extension" };
    input["inbound-routes"] = [{ did: "any", extension: "2000" }];
    const { "1004": hidden } = input.extensions;
    if (hidden) hidden["outbound-cid"] = "hidden <2125550100>";
  });
  const [line, ...more] = matrixText(cells)
    .slice(0, cells.findIndex(({ location }) => location === "chicago") + 1)
    .filter((text) => text.includes(" 1004 "));
  expect([line?.trim().replaceAll(/ {2,}/g, "  "), more]).toEqual([
    "! 911  logged in: 1004  2125550100 is withheld: a PSAP may not be shown it; as a withheld number by trunk emergency",
    [],
  ]);
  expect(cells.find(({ extensions }) => extensions[0] === "1004")?.psap).toMatchObject({
    callerId: "2125550100",
    withheld: true,
  });
});

test("a network in that of a location whose desks are taken for another extension marks everybody else there", () => {
  const text = matrixText(
    matrixOf((input) => {
      Object.assign(input.extensions["1006"] ?? {}, { "match-permit": ["127.10.30.0/24", "127.10.31.5"] });
    }),
  ).join("\n");
  const taken = "desks at 127.10.30.0/24, 127.10.31.5 are taken for 1006 and cannot call; as 2125550100";
  expect(text).toMatch(new RegExp(`! 911 +logged out to 9000 +${taken}`));
  expect(text).toMatch(/✓ 911 +logged in: 1006 /);
  expect(text.split("chicago")[1]).not.toContain("taken");
});

test("routes have their hours, and what follows the emergency route is no way out", () => {
  const change = (input: SetupInput) => {
    input["time-groups"] = { Office: { ranges: ["09:00-17:00|mon-fri|*|*"] } };
    input.routes = [
      { name: "Emergency", type: "emergency", patterns: ["911"], trunk: "emergency", "time-group": "Office" },
      { name: "All", patterns: ["X."], trunk: "carrier" },
    ];
  };
  const [atNight] = matrixOf(change, Date.UTC(2026, 10, 30, 3));
  expect([atNight?.path, atNight?.missing]).toEqual(["none", "911 is not routed to the PSAP"]);
  const [atNoon] = matrixOf(change, Date.UTC(2026, 10, 30, 12));
  expect(atNoon?.path).toBe("good");
});

test("without a location what the extensions show is said all the same", () => {
  const cells = matrixOf((input) => {
    input.locations = {};
    for (const each of Object.values(input.users ?? {})) delete each.hotdesk;
    input.groups = {};
    input.users = {};
  });
  const shown = (number: string) => ["anywhere", "degraded", `no location has the number ${number}`];
  const of = (wanted: string) =>
    cells
      .filter(({ extensions, state }) => extensions.includes(wanted) && state !== "placeholder full")
      .map(({ location, path, missing }) => [location, path, missing]);
  expect(of("1001")).toEqual([shown("2125550101")]);
  expect(of("1004")).toEqual([shown("1004")]);
  expect(of("9000")).toEqual([shown("9000")]);
});

test("whom a call-back rings: an extension, all phones of a placeholder, nobody, or nobody can say", () => {
  const change = (input: SetupInput) => {
    input["inbound-routes"] = [{ did: "2125550100", extension: "9000" }];
  };
  const cells = matrixOf(change).filter(({ state }) => state === "logged in" || state === "logged out");
  expect(cells.map(({ location, path, missing, psap }) => [location, path, missing, psap?.callBack])).toEqual(
    ["logged in", "logged out"]
      .map(() => ["new-york", "good", "", { rings: "all phones", extension: "9000" }] as unknown)
      .concat(
        ["logged in", "logged out"].map(() => [
          ...["chicago", "degraded", "no inbound route for 3125550100: a call-back rings nobody"],
          { rings: "nobody", why: "no inbound route for 3125550100: a call-back rings nobody" },
        ]),
      ),
  );
  const staffed = matrixOf((input) => {
    input["inbound-routes"] = [{ did: "any", extension: "2000" }];
  });
  expect(staffed[0]?.psap?.callBack).toEqual({ rings: "extension", extension: "2000" });
  expect(matrixOf(() => {})[0]?.psap?.callBack).toEqual({ rings: "not known" });
});

test("a call-back that is for a device without a user rings nobody, and that is the reason given (PBX-100)", () => {
  const cells = matrixOf((input) => {
    input["inbound-routes"] = [{ did: "any", extension: "2000" }];
    Object.assign(input.extensions["2000"] ?? {}, { "device-user": "none" });
  });
  const why =
    "the inbound route for 2125550100 leads nowhere (nobody is logged on at the device 2000: no call is for it): a call-back rings nobody";
  expect([cells[0]?.path, cells[0]?.missing]).toEqual(["degraded", why]);
  expect(cells[0]?.psap?.callBack).toEqual({ rings: "nobody", why, device: "2000" });
  expect(matrixText(cells).join("\n")).not.toContain("no inbound route");
});

test("the line of a desk says it in words, and what is missing is said once", () => {
  const text = matrixText(
    matrixOf((input) => {
      input["inbound-routes"] = [{ did: "2125550100", extension: "9000" }];
    }),
  ).join("\n");
  expect(text).toMatch(/✓ 911 +logged out to 9000 +as 2125550100 .*; call-back rings all phones of 9000/);
  expect(text).toMatch(
    /! 911 +logged out to 9000 +no inbound route for 3125550100: a call-back rings nobody; as/,
  );
  expect(text).toMatch(
    /! 911 +logged out, 9000 full .*not registered.*; no inbound route for 3125550100: a call-back rings nobody/,
  );
  expect(matrixText(matrixOf(() => {})).join()).not.toContain("call-back rings");
});
