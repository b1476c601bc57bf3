import { describe, expect, test } from "vitest";
import type { SetupInput } from "../../../../../../sim/model/setup/setup.js";
import { context, exported } from "../exported.js";

type Change = (input: SetupInput) => void;

const routes =
  (...given: NonNullable<SetupInput["routes"]>): Change =>
  (input) => {
    input.routes = given;
  };

describe("what an extension may dial", () => {
  test("feature codes, extensions, then the routes in their order (PBX-85, PBX-86)", () => {
    const change: Change = (input) => {
      input["feature-codes"] = ["do-not-disturb"];
    };
    expect(context("from-internal", change)).toEqual([
      "include => feature-codes",
      "include => ext-local",
      "include => outrt-1",
      "include => outrt-2",
    ]);
  });

  test.each([
    ["emergency", "ext-local-refused", "outrt-2-refused"],
    ["internal", "ext-local", "outrt-2-refused"],
    ["outbound", "ext-local-refused", "outrt-2"],
    ["full", "ext-local", "outrt-2"],
  ] as const)("a placeholder of level %s: %s, 911 and %s, then nothing", (level, inside, outside) => {
    const change: Change = (input) => {
      input["placeholder-calls"] = level;
    };
    const included = [inside, "outrt-1", outside, "deny-all"].map((name) => `include => ${name}`);
    expect(context("from-placeholder", change)).toEqual(included);
  });

  test("own patterns of an extension stand in a context of its own (PBX-92)", () => {
    const lines = context("from-internal-1003", (input) => {
      Object.assign(input.extensions["1003"] ?? {}, { "denied-numbers": ["9.", "2XXX", "9."] });
    });
    expect(lines.slice(0, 3)).toEqual([
      "exten => _9.,1,Hangup(21)",
      "exten => _2XXX,1,Hangup(21)",
      "include => ext-local",
    ]);
  });

  test("a route that is closed to an extension is not there for it (PBX-111), a bound row only for its callers (FI-12)", () => {
    const change = routes(
      {
        name: "A",
        patterns: ["5551", { match: "55X.", caller: "100[12]" }],
        trunk: "carrier",
        "denied-to": ["1003"],
      },
      { name: "B", patterns: ["55X."], trunk: "carrier" },
    );
    expect(context("from-internal", change)).toContain("include => outrt-1");
    expect(context("from-internal-1001", change)).toContain("include => outrt-1-for-1001");
    expect(context("from-internal-1003", change)).not.toContain("include => outrt-1");
    const taken = (name: string) => context(name, change).filter((line) => line.startsWith("exten"));
    expect(taken("outrt-1")).toHaveLength(1);
    expect(taken("outrt-1-for-1001").join("\n")).toMatch(/=> 5551,.*=> _55X\.,/s);
  });

  test("a time group is one include for each of its ranges (PBX-88)", () => {
    const lines = context("from-internal", (input) => {
      input["time-groups"] = {
        day: {
          ranges: ["08:00-18:00|mon-fri|*|*", "22:00-06:00|sat|1-15|nov-feb"],
          "time-zone": "America/New_York",
        },
        utc: { ranges: ["*|*|*|*"] },
      };
      for (const [index, route] of (input.routes ?? []).entries())
        route["time-group"] = index === 0 ? "utc" : "day";
    });
    expect(lines.slice(1)).toEqual([
      "include => outrt-1,*,*,*,*,UTC",
      "include => outrt-2,08:00-18:00,mon-fri,*,*,America/New_York",
      "include => outrt-2,22:00-06:00,sat,1-15,nov-feb,America/New_York",
    ]);
  });

  test("an emergency device is hung up at all but emergency routes, and nobody can call it (PBX-99)", () => {
    const change: Change = (input) => {
      Object.assign(input.extensions["1003"] ?? {}, {
        role: "emergency-device",
        "emergency-cid": "2125550155",
      });
      input["inbound-routes"] = [{ did: "2125550155", extension: "1003" }];
    };
    expect(context("from-emergency-device", change)).toEqual([
      "include => ext-local",
      "include => outrt-1",
      "include => outrt-2-hung-up",
    ]);
    expect(context("outrt-2-hung-up", change)[0]).toBe("exten => _NXXNXXXXXX,1,Hangup(16)");
    expect(context("ext-local", change).join("\n")).not.toContain("=> 1003,");
    expect(context("from-trunk", change)).toEqual(["exten => 2125550155,1,Hangup(1)"]);
    expect(context("caller", change).join("\n")).toMatch(
      /=> 1003,.*(?:\n.*)*LIMIT=0\).*(?:\n.*)*NAME=Carol Traveller\)/,
    );
  });

  test("a device that nobody is logged on at can call nothing (PBX-100)", () => {
    const change: Change = (input) => {
      Object.assign(input.extensions["1003"] ?? {}, { "device-user": "none" });
    };
    expect(context("from-nobody", change)).toEqual(["include => nobody"]);
    expect(context("nobody", change)).toEqual(["exten => _[+*#0-9]!,1,Goto(announcement,no-user,1)"]);
  });

  test("whose word is trusted begins elsewhere, as the extension that it says it is (PBX-95)", () => {
    const change: Change = (input) => {
      Object.assign(input.extensions["1002"] ?? {}, { "trust-id-inbound": true });
    };
    expect(context("from-trusted", change)).toContain("same => n,Set(CALLER=${CLAIMED})");
    expect(exported(change).get("pjsip.endpoint.conf")?.text).toMatch(/\[1002\][^[]*context = from-trusted/);
    expect(exported().get("extensions.conf")?.text).not.toContain("[from-trusted]");
  });
});

test("phones ring for as long as the setup says", () => {
  const change: Change = (input) => {
    input["ring-seconds"] = 35;
  };
  expect(context("ring-extension").join("\n")).toContain("Dial(${LEGS},20)");
  expect(context("ring-extension", change).join("\n")).toContain("Dial(${LEGS},35)");
});

describe("a route", () => {
  const steps = (change: Change, name = "route-1") =>
    context(name, change).map((line) => line.replace(/^.*?,/, ""));

  test("takes prefix off and puts prepend on (PBX-87)", () => {
    const change = routes({
      name: "A",
      patterns: [{ prefix: "9", match: "NXXXXXX", prepend: "1212" }, "+44.", "[2-4]X", "."],
      trunk: "carrier",
    });
    expect(context("outrt-1", change).filter((line) => line.startsWith("exten"))).toEqual([
      "exten => _9NXXXXXX,1,Set(NUMBER=1212${FILTER(0-9A-Da-d*#+,${EXTEN:1})})",
      "exten => _+44.,1,Set(NUMBER=${FILTER(0-9A-Da-d*#+,${EXTEN})})",
      "exten => _[2-4]X,1,Set(NUMBER=${FILTER(0-9A-Da-d*#+,${EXTEN})})",
      "exten => _[+*#0-9]!,1,Set(NUMBER=${FILTER(0-9A-Da-d*#+,${EXTEN})})",
    ]);
  });

  test("no pattern takes the names that Asterisk itself looks for", () => {
    const text = exported(routes({ name: "A", patterns: [".", "!"], trunk: "carrier" })).get(
      "extensions.conf",
    )?.text;
    expect(text).not.toMatch(/exten => _[.!]/);
    expect(text).not.toMatch(/exten => _\[[^\]]*[e-z]/);
  });

  test("asks for the limit first, then PIN and password, then tries its trunks; a disabled one ends it (PBX-80, PBX-90)", () => {
    const change: Change = (input) => {
      input["pin-sets"] = { Managers: { pins: ["1"] } };
      input.trunks = {
        a: { "far-end": "both" },
        off: { "far-end": "both", disabled: true },
        b: { "far-end": "both" },
      };
      input.routes = [
        { name: "A", patterns: ["9."], trunks: ["b", "a", "off", "b"], "pin-set": "Managers", password: "2" },
      ];
    };
    expect(steps(change).filter((step) => /^(?:Gosub|Goto)/.test(step) || step.startsWith("1,"))).toEqual([
      "1,Gosub(sub-caller,s,1)",
      "Gosub(caller,${CALLER},1)",
      "Gosub(sub-limit,s,1)",
      "Gosub(pin-set-1,s,1)",
      "Gosub(route-1-password,s,1)",
      ...[
        "Gosub(route-1-trunk-3,s,1)",
        "Gosub(trunk-3,s,1)",
        "Gosub(route-1-trunk-1,s,1)",
        "Gosub(trunk-1,s,1)",
      ],
      "Goto(announcement,all-busy,1)",
    ]);
  });

  test("asks for nothing where all its trunks are full", () => {
    const change: Change = (input) => {
      input["pin-sets"] = { Managers: { pins: ["1"] } };
      input.trunks = {
        a: { "far-end": "both", "max-channels": 1 },
        b: { "far-end": "both", "max-channels": 2 },
        roomy: { "far-end": "both" },
      };
      input.routes = [
        { name: "A", patterns: ["8."], trunks: ["b", "a"], "pin-set": "Managers" },
        { name: "B", patterns: ["9."], trunks: ["b", "roomy"], "pin-set": "Managers" },
      ];
    };
    const full = "GotoIf($[${GROUP_COUNT(trunk-2@trunk)} >= 2 & ${GROUP_COUNT(trunk-1@trunk)} >= 1]?nowhere)";
    const gated = steps(change);
    expect(gated.slice(0, -2)).toContain(full);
    expect(gated.indexOf(full)).toBeLessThan(gated.indexOf("Gosub(pin-set-1,s,1)"));
    expect(context("route-1", change).slice(-2)).toEqual([
      "same => n(nowhere),NoOp()",
      "same => n,Goto(announcement,all-busy,1)",
    ]);
    expect(steps(change, "route-2").join("\n")).not.toContain("GROUP_COUNT");
  });

  test("goes where its failure destination says (PBX-91)", () => {
    const to = (destination: "congestion" | { extension: string }) =>
      steps(routes({ name: "A", patterns: ["9."], trunk: "carrier", "failure-destination": destination })).at(
        -1,
      );
    expect(to("congestion")).toBe("Hangup(34)");
    expect(to({ extension: "2000" })).toBe("Goto(ring-extension,2000,1)");
  });

  test("a PIN set gives four entries before an answer, a password three after it (PBX-105, PBX-108)", () => {
    const change: Change = (input) => {
      input["pin-sets"] = { Unused: { pins: ["9"] }, Managers: { pins: ["0012", "12", "12"] } };
      for (const route of input.routes ?? [])
        Object.assign(route, { "pin-set": "Managers", password: "a-word" });
    };
    expect(steps(change, "pin-set-2")).toEqual(expect.arrayContaining(["Set(LEFT=4)", "Progress()"]));
    expect(steps(change, "pin-set-2")).toContain("Read(ENTRY,,0,n,1,10)");
    expect(context("pin-set-2-right", change)).toEqual(["exten => 0012,1,NoOp()", "exten => 12,1,NoOp()"]);
    expect(steps(change, "route-1-password")).toEqual(expect.arrayContaining(["Set(LEFT=3)", "Answer()"]));
    // No keypad has letters.
    expect(context("route-1-password-right", change)).toEqual([]);
    expect(exported(change).get("extensions.conf")?.text).not.toContain("[pin-set-1]");
  });

  test("the limit is not asked where FreePBX skips it (PBX-83)", () => {
    const change: Change = (input) => {
      Object.assign(input.extensions["1001"] ?? {}, { name: "A" });
    };
    const text = exported(change).get("extensions.conf")?.text ?? "";
    const limits = [...text.matchAll(/exten => (\d+),1,Set\(FROM=.*\n.*Set\(LIMIT=(\d+)\)/g)];
    expect(limits.slice(0, 2).map(([, extension, limit]) => [extension, limit])).toEqual([
      ["1001", "0"],
      ["1002", "3"],
    ]);
  });
});

describe("a trunk", () => {
  test("shows the desk's number by the network of the phone; 127.1 is not 127.10", () => {
    const lines = context("sub-desk", (input) => {
      input.locations = {
        wide: { subnet: "10.0.0.0/8", "caller-id": "2125550101", address: "a" },
        office: { subnet: "127.10.0.0/16", "caller-id": "2125550102", address: "b" },
        floor: { subnet: "127.30.5.0/24", "caller-id": "2125550103", address: "c" },
      };
    });
    expect(lines.slice(1, 4)).toEqual([
      'same => n,GotoIf($["x${CUT(ADDRESS,.,1)}" = "x10"]?at-1)',
      'same => n,GotoIf($["x${CUT(ADDRESS,.,1-2)}" = "x127.10"]?at-2)',
      'same => n,GotoIf($["x${CUT(ADDRESS,.,1-3)}" = "x127.30.5"]?at-3)',
    ]);
    expect(lines).toContain("same => n(at-2),Set(DESK_NUMBER=2125550102)");
  });

  test("policy emergency-identity: extension knows no desk", () => {
    const change: Change = (input) => {
      input.policies = { "emergency-identity": "extension" };
    };
    expect(context("route-1-trunk-1", change).join("\n")).not.toContain("sub-desk");
    expect(context("route-1-trunk-1").join("\n")).toContain("sub-desk");
  });

  test("changes the number by its first dial rule that fits (FI-22)", () => {
    const change: Change = (input) => {
      Object.assign(input.trunks?.["carrier"] ?? {}, {
        "dial-rules": [
          { prefix: "9", match: "." },
          { match: "9.", prepend: "1" },
        ],
      });
    };
    expect(context("trunk-2-rules", change)).toEqual(
      ["1", "2", "none"].map((rule) => `include => trunk-2-rules-${rule}`),
    );
    expect(context("trunk-2-rules-1", change)).toEqual([
      "exten => _9.,1,Return(${FILTER(0-9A-Da-d*#+,${EXTEN:1})})",
    ]);
  });

  test("is a dead end without a far end", () => {
    expect(context("trunk-1", undefined, { psap: undefined, carrier: undefined })).toEqual([
      "exten => s,1,Hangup(34)",
    ]);
  });

  test("keeps emergency numbers from a carrier that is not the PSAP", () => {
    const carrier = { host: "127.0.0.10", port: 5080 };
    const lookedUp = "GotoIf($[${DIALPLAN_EXISTS(emergency-numbers,${KEPT},1)} = 1]?kept)";
    expect(context("trunk-2", undefined, { carrier })).toContain(`same => n,${lookedUp}`);
    expect(context("trunk-2").join("\n")).not.toContain("?kept)");
    expect(exported().get("extensions.conf")?.text).not.toContain("[emergency-numbers]");
    expect(context("trunk-1", undefined, { carrier }).join("\n")).not.toContain("?kept)");
    // Nor does a trunk for both kinds of calls lead to it.
    const both: Change = (input) => {
      input.trunks = { emergency: { "far-end": "both" }, carrier: { "far-end": "both" } };
    };
    expect(exported(both, { carrier }).get("pjsip.aor.conf")?.text).not.toContain("127.0.0.10");
  });
});
