import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runInProcess } from "../../../command/run-in-process.js";
import { scratchFolder } from "../../../e2e/scratch.js";
import { asterisk, backup, running } from "../../import/fixture.js";
import { archive, entriesOf, fileOf } from "../../import/open/archive.js";
import {
  astDb,
  bulk,
  etc,
  full,
  isSampleThere,
  sample,
  sampleSources,
  singles,
} from "../../import/real-sample.js";

const entries = entriesOf(backup);
const fixtureSecrets = ["fixture-secret", "83720164", "640917", "713570", "9753#1", "530911"];

interface Written {
  readonly extensions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly routes: readonly {
    readonly name: string;
    readonly patterns: unknown[];
    readonly trunks: string[];
  }[];
}

/** Route, what it asks for, trunk, number and caller id. */
type Ends = readonly (string | undefined)[];

/** What becomes of a call by a setup. */
async function endOf(setup: string, number: string, as: string, at: string): Promise<Ends> {
  const flags = ["--explain", number, "--as", as, "--at", at, "--json"];
  const { stdout } = await runInProcess(["check", setup, ...flags]);
  const { explanations } = JSON.parse(stdout) as {
    explanations: {
      end: {
        call: {
          route: { name: string };
          gates: { kind: string }[];
          attempts: { trunk: string; number: string; callerId: { number: string } }[];
        };
      };
    }[];
  };
  const call = explanations[0]?.end.call;
  const first = call?.attempts[0];
  const gates = call?.gates.map(({ kind }) => kind).join(", ") || "nothing";
  return [call?.route.name, gates, first?.trunk, first?.number, first?.callerId.number];
}

async function imported(...args: readonly string[]) {
  const target = join(scratchFolder(), "setup.yaml");
  const end = await runInProcess(["import", ...args, "--to", target]);
  const text = existsSync(target) ? readFileSync(target, "utf8") : undefined;
  return { ...end, target, text, setup: text === undefined ? undefined : (parse(text) as Written) };
}

test("a backup becomes a setup that check can judge, and no secret comes with it", async () => {
  const { code, stdout, stderr, target, text, setup } = await imported(
    await archive(entries),
    "--placeholder",
    "2900",
  );
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toContain("4 extensions, 3 users, 2 groups, 2 trunks, 3 routes, 1 PIN set, 1 time group");
  expect(stderr).toContain("2 trunks, 3 routes, 2 inbound routes, 1 PIN set, 1 time group\n");
  expect(Object.keys(setup?.extensions ?? {})).toEqual(["2001", "2002", "2900", "2911"]);
  for (const secret of fixtureSecrets) expect([text, stderr].join()).not.toContain(secret);
  const { stdout: found } = await runInProcess(["check", target, "--json"]);
  const { findings } = JSON.parse(found) as { findings: { rule: string }[] };
  // It is judged by its contents: nobody has said yet for whom hot desking is enabled.
  expect(findings.map(({ rule }) => rule)).toContain("HD-64");
});

test("what no source can know is asked in the file, and check says that it was not judged, until it is filled in", async () => {
  const { target, text = "" } = await imported(backup, "--placeholder", "2900");
  const { stdout } = await runInProcess(["check", target]);
  expect(stdout).toMatch(
    /^not judged: what the file still asks for .*: Phone Apps, locations, hot desking, .*far end of a trunk$/m,
  );
  expect(stdout).toContain("not judged: whether help is sent to where a desk stands");
  writeFileSync(target, text.replaceAll(/^ *# ASK .*\n/gm, ""));
  const answered = await runInProcess(["check", target, "--json"]);
  expect(JSON.parse(answered.stdout)).toMatchObject({ notJudged: [expect.stringContaining("no locations")] });
});

// proves: F-56
describe("Max Contacts is what a source tells, or unknown", () => {
  const csv = (column: string, value: string) =>
    fileOf("extensions.csv", `extension,name,tech${column}\n2900,Logged out,pjsip${value}\n`);
  const checked = async (source: string) => {
    const { target, text = "", setup } = await imported(source, "--placeholder", "2900");
    const { stdout } = await runInProcess(["check", target, "--json"]);
    const { findings, notJudged } = JSON.parse(stdout) as {
      findings: { check: string }[];
      notJudged: string[];
    };
    const limits = findings.map(({ check }) => check).filter((check) => check.startsWith("max-contacts"));
    return { target, text, stored: setup?.extensions["2900"]?.["max-contacts"], limits, notJudged };
  };

  test("a CSV without the column, and no /etc/asterisk: unknown, and check neither guesses nor is silent", async () => {
    const { text, stored, limits, notJudged } = await checked(csv("", ""));
    expect(stored).toBe("unknown");
    expect(text).toContain("# ASK Max Contacts: no source has it");
    expect(limits).toEqual([]);
    expect(notJudged).toContain("how many phones 2900 takes: Max Contacts is unknown (max-contacts: 50)");
  });

  test("the same with the column: FreePBX's default is a finding where it is told", async () => {
    const { stored, limits, notJudged } = await checked(csv(",max_contacts", ",1"));
    expect([stored, limits]).toEqual([1, ["max-contacts-one"]]);
    expect(notJudged.join()).not.toContain("Max Contacts is unknown");
  });

  test("AstDB alone does not tell it either, and the AOR of /etc/asterisk does", async () => {
    const live = fileOf("astdb.txt", "/AMPUSER/2900/cidname : Logged out\n/DEVICE/2900/tech : pjsip\n");
    expect((await checked(live)).stored).toBe("unknown");
    expect((await checked(asterisk)).stored).toBe(50);
  });

  test("the embedded PBX does not start with it", async () => {
    const { target } = await checked(csv("", ""));
    const { code, stderr } = await runInProcess(["backend", target]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("extensions.2900.max-contacts: it is unknown"),
    ]);
  });
});

test("a setup that is there stays, unless --force replaces it", async () => {
  const target = fileOf("setup.yaml", "mine");
  const refused = await runInProcess(["import", backup, "--to", target]);
  expect([refused.code, readFileSync(target, "utf8")]).toEqual([2, "mine"]);
  expect(refused.stderr).toContain("DF_IMPORT_TARGET");
  expect((await runInProcess(["import", backup, "--to", target, "--force"])).code).toBe(0);
  expect(readFileSync(target, "utf8")).toContain("extensions:");
  expect(readdirSync(join(target, ".."))).toEqual(["setup.yaml"]);
});

test("not even --force writes over a source, or a folder", async () => {
  const source = fileOf("voicemail.conf", "[default]\n");
  for (const target of [source, join(source, "..")]) {
    const { code, stderr } = await runInProcess(["import", source, "--to", target, "--force"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("DF_IMPORT_TARGET")]);
  }
  expect(readFileSync(source, "utf8")).toBe("[default]\n");
});

test("one source that cannot be read, and nothing is written", async () => {
  const cut = await archive(entries, (bytes) => bytes.subarray(0, 1500));
  const target = join(scratchFolder(), "setup.yaml");
  const { code, stderr } = await runInProcess(["import", backup, cut, "--to", target]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("DF_IMPORT_CUT")]);
  expect(readdirSync(join(target, ".."))).toEqual([]);
});

test("a backup without its devices is no backup", async () => {
  const { code, stderr, text } = await imported(
    await archive(entries.filter(([name]) => !name.endsWith("Devices.sql"))),
  );
  expect([code, text]).toEqual([2, undefined]);
  expect(stderr).toContain("DF_IMPORT_INCOMPLETE");
});

test("sources without a PJSIP extension become a setup of nobody: that is told, and check finds it", async () => {
  const folder = await archive(entries.filter(([name]) => /Userman|Pinsets|metadata/.test(name)));
  const users = await imported(folder);
  expect([users.code, users.setup?.extensions]).toEqual([0, {}]);
  expect(users.stderr).toMatch(
    /there is no extension in .*backup\.tar\.gz \((?:(?:metadata|Userman|Pinsets)\.json(?:, )?){3}\): nobody's 911 call can be judged yet/,
  );
  const checked = await runInProcess(["check", users.target]);
  expect([checked.code, checked.stdout]).toEqual([1, expect.stringContaining("error no-extension")]);
  expect(users.stderr).toMatch(/module core .*\/etc\/asterisk, or extensions\.csv/);
  const boxes = fileOf("voicemail.conf", "[default]\n2001 => 4711,Alice\n");
  const mailboxes = await imported(folder, boxes);
  expect(mailboxes.code).toBe(0);
  expect(mailboxes.stderr).toContain("no PJSIP extension (2001, of which no phone is known) in ");
  expect(mailboxes.stderr).not.toContain("4711");
});

test("of a folder of backups the newest is read, and that is said", async () => {
  const folder = scratchFolder();
  const jobs = join(folder, "nightly");
  mkdirSync(jobs);
  const newest = join(jobs, "20261129-025458-1795920898-17.0.28-724730927.tar.gz");
  copyFileSync(await archive(entries), newest);
  const old = join(jobs, "20251231-025458-1767149698-17.0.28-1.tar.gz");
  // Of an old one nothing may be read, be it the one that was copied last.
  copyFileSync(await archive([["readme", "x"]]), old);
  const { code, stderr, text } = await imported(folder);
  expect([code, text]).toEqual([0, expect.stringContaining("Alice; day desk")]);
  expect(stderr).toContain(
    `${folder} is a folder of backups: the newest backup in it (of 2) was read, ${newest}`,
  );
});

test("a folder with one backup of any name is as good as the backup", async () => {
  const path = await archive(entries);
  const { code, stderr } = await imported(join(path, ".."));
  expect([code, stderr]).toEqual([0, expect.stringContaining(`the backup in it was read, ${path}`)]);
});

test("where no whole backup can be told, the message names what is there and what to type", async () => {
  const folder = join(scratchFolder(), "of the PBX");
  mkdirSync(folder);
  const names = [
    "core-20261129-025459-1-17.0-1",
    "core-20251129-025459-1-17.0-2",
    "userman-20261129-025459-1-17.0-1",
  ];
  for (const name of names) copyFileSync(await archive(entries), join(folder, `${name}.tar.gz`));
  const { code, stderr, text } = await imported(folder);
  expect([code, text]).toEqual([2, undefined]);
  expect(stderr).toContain("holds 3 backups (core-20251129");
  expect(stderr).toContain(
    `deskfleet import '${join(folder, names[0] ?? "")}.tar.gz' '${join(folder, names[2] ?? "")}.tar.gz' --to lab.yaml`,
  );
});

test("nothing is left where the target cannot be written", async () => {
  const target = join(scratchFolder(), "missing", "setup.yaml");
  const { code, stderr } = await runInProcess(["import", backup, "--to", target]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("DF_FILE_WRITE")]);
  expect(existsSync(join(target, ".."))).toBe(false);
});

test("sources that contradict each other, and damaged ones, are told: written, but exit 1", async () => {
  const live = fileOf("astdb.txt", "/AMPUSER/2900/concurrency_limit : 5\nwhat?\n");
  const { code, stderr, setup } = await imported(backup, live);
  expect(code).toBe(1);
  expect(stderr).toMatch(/concurrency limit is 5 in .*, but 20 in .*: the first counts/);
  expect(stderr).toMatch(/astdb\.txt:2: this is no line of `database show`/);
  expect(setup?.extensions["2900"]?.["outbound-concurrency-limit"]).toBe(5);
});

test.each([
  [[backup, "--placeholder", "4711"], /--placeholder 4711: no source has a PJSIP extension/],
  [["no-such.tar.gz"], /cannot read no-such\.tar\.gz: no such file/],
  [["package.json"], /there is nothing in package\.json that deskfleet can read/],
  [[""], /<source> is empty/],
])("import %j is bad input", async (args, message) => {
  const { code, stderr, text } = await imported(...args);
  expect([code, text]).toEqual([2, undefined]);
  expect(stderr).toMatch(message);
});

test.each([
  [
    "crlf.csv",
    "extension,tech\n2001,pjsip\n",
    /told by its name: call it extensions\.csv, or trunks\.csv, or/,
  ],
  ["mydump.txt", "/DEVICE/2001/tech : pjsip\n", /told by its name: call it astdb\.txt/],
])("%s has a name that says nothing: the names that are known are told", async (name, content, message) => {
  const { code, stderr } = await imported(fileOf(name, content));
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});

test.each([";", "\t"])("a CSV with %j between its fields is told as such", async (separator) => {
  const text = "extension,tech,name\n2001,pjsip,Alice\n".replaceAll(",", separator);
  const { code, stderr } = await imported(fileOf("extensions.csv", text));
  expect([code, stderr]).toEqual([1, expect.stringContaining("csv:1: its fields have semicolons or tabs")]);
});

test("backups beside other files are named as not opened, and nothing is damaged", async () => {
  const folder = scratchFolder();
  copyFileSync(await archive(entries), join(folder, "b.tar.gz"));
  writeFileSync(join(folder, "extensions.csv"), "extension,tech\n2001,pjsip\n");
  const { code, stderr } = await imported(folder);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("damaged")]);
  expect(stderr).toContain(`not opened: name them to read them:\n  ${join(folder, "b.tar.gz")}\n`);
});

test("of AstDB alone nobody knows which route asks for a PIN set; with the routes it is known", async () => {
  const live = fileOf("astdb.txt", "/DEVICE/2001/tech : pjsip\n/PINSETS/7/4711 : \n");
  const alone = await imported(live);
  expect(alone.text).toContain("a PIN set: PIN set 7: no source says which routes ask for it");
  const folder = scratchFolder();
  copyFileSync(live, join(folder, "astdb.txt"));
  const conf = running("macro-pinsets,s,1(1,0)", "macro-pinsets,s,1(7,0)");
  copyFileSync(conf, join(folder, "extensions_additional.conf"));
  expect((await imported(folder)).text).not.toMatch(/not held: a PIN set/);
});

test("names with control characters reach the terminal as text", async () => {
  const live = fileOf("astdb.txt", "/AMPUSER/2900/outboundcid : \u001b[31mred <2125550190>\n");
  const { stderr } = await imported(backup, live);
  expect(stderr).toContain("outbound cid");
  expect(stderr).not.toContain("\u001b");
});

describe.skipIf(!isSampleThere)(`the files of a real FreePBX 17 (skipped where ${sample} is absent)`, () => {
  const sources = [...full, ...singles, astDb, ...bulk, etc];

  test.each(sources.map((path) => [path]))("%s alone becomes a setup", async (path) => {
    const { code, target } = await imported(path);
    expect(code).toBe(0);
    expect((await runInProcess(["check", target])).code).not.toBe(2);
  });

  test("a copy of /etc/asterisk knows the phones as the backup does", async () => {
    const running = await imported(etc);
    const { setup } = await imported(...full);
    for (const [number, { "max-contacts": most, "match-permit": match }] of Object.entries(
      setup?.extensions ?? {},
    )) {
      expect(running.setup?.extensions[number]).toMatchObject({
        ...(most === undefined ? {} : { "max-contacts": most }),
        ...(match ? { "match-permit": match } : {}),
      });
    }
    expect(Object.keys(running.setup?.extensions ?? {})).toEqual(Object.keys(setup?.extensions ?? {}));
  });

  test("all of them together agree with the backup", async () => {
    const together = await imported(...full, ...singles, astDb, ...bulk, etc);
    expect([together.code, together.stderr]).toEqual([0, expect.not.stringContaining("contradictions")]);
    const alone = await imported(...full);
    // Where an emergency device stands is in AstDB alone.
    const { "70911": placed, ...extensions } = together.setup?.extensions ?? {};
    const { "70911": unplaced, ...same } = alone.setup?.extensions ?? {};
    expect(extensions).toEqual(same);
    expect(placed).toEqual({ ...unplaced, name: "Lobby, 1st floor" });
    expect(together.setup?.routes).toEqual(alone.setup?.routes);
  });

  test("extensions, limits, routes and PINs are as the PBX has them", async () => {
    const { setup, text } = await imported(...full, "--placeholder", "9000,9001");
    expect(setup?.extensions["9001"]).toMatchObject({
      role: "placeholder",
      "max-contacts": 100,
      "remove-existing": false,
    });
    expect(setup?.extensions["9000"]).toMatchObject({
      "emergency-cid": "5125550190",
      "outbound-concurrency-limit": 20,
    });
    expect(setup?.extensions["1002"]).toMatchObject({
      "emergency-cid": '"Example HQ" <5125550102>',
      voicemail: { pin: "-****" },
    });
    expect(setup?.extensions["1004"]).toMatchObject({ "outbound-cid": "hidden <5125550104>" });
    expect(setup?.extensions["1006"]).toMatchObject({ "match-permit": ["10.20.30.0/24", "10.20.31.5"] });
    expect(setup?.extensions["1008"]).toMatchObject({ voicemail: { pin: "" } });
    expect(setup?.extensions["1009"]).toMatchObject({ name: "Heidi; night desk", "max-contacts": 2 });
    expect(setup?.extensions["70911"]).toEqual({
      ...{ name: "70911", role: "emergency-device", secret: "not-imported" },
      ...{ "emergency-cid": "5125550170", "max-contacts": 1 },
    });
    expect(text).toMatch(/# ASK place of an emergency device: .*\n +"70911"/);
    expect(setup?.routes.map(({ name, trunks }) => [name, trunks])).toEqual([
      ["Emergency", ["e911-gateway", "carrier-a"]],
      ["Branch", ["branch-b"]],
      ["Placeholder local only", ["carrier-a"]],
      ["Long distance", ["carrier-a"]],
      ["International", ["carrier-a"]],
      ["Premium", ["carrier-a"]],
      ["Catch all", ["carrier-a"]],
    ]);
    expect(setup?.routes[2]?.patterns).toEqual([
      { prefix: "9", match: "NXXXXXX", caller: "9000" },
      { prefix: "9", match: "NXXXXXX", caller: "9001" },
    ]);
    for (const secret of ["Lab-1001", "4101", "1357", "97531#", "5309"])
      expect(text).not.toMatch(new RegExp(`\\b${secret}`));
  });

  // FI-10 to FI-22, at noon and at night in Chicago. Premium is never reached: Long distance stands above it (FI-13).
  const noon = "2026-11-30T18:00Z";
  const night = "2026-11-30T05:00Z";
  const abroad = "9011441632960000";
  const measured: [string, string, string, Ends][] = [
    ["911", "1001", noon, ["Emergency", "nothing", "e911-gateway", "911", "5125550101"]],
    ["9911", "9000", noon, ["Emergency", "nothing", "e911-gateway", "911", "5125550190"]],
    ["933", "1002", noon, ["Emergency", "nothing", "e911-gateway", "933", "5125550102"]],
    [
      "95551234",
      "9000",
      noon,
      ["Placeholder local only", "nothing", "carrier-a", "15125551234", "5125550190"],
    ],
    ["95551234", "1001", noon, ["Catch all", "nothing", "carrier-a", "15125551234", "5125550101"]],
    [abroad, "1001", noon, ["International", "password", "carrier-a", "011441632960000", "5125550101"]],
    [abroad, "1001", night, ["Catch all", "nothing", "carrier-a", "011441632960000", "5125550101"]],
    ["919005550123", "1001", noon, ["Long distance", "pin-set", "carrier-a", "19005550123", "5125550101"]],
  ];

  describe.each(sampleSources)("known by %s", (_name, sources) => {
    test.each(measured)("%s from %s at %s takes the route that it takes on the PBX", async (...call) => {
      const [number, as, at, expected] = call;
      const { target } = await imported(...sources);
      expect(await endOf(target, number, as, at)).toEqual(expected);
    });
  });

  test.each(measured)(
    "%s from %s at %s: what Asterisk runs knows all but the caller ids",
    async (...call) => {
      const [number, as, at, expected] = call;
      const { target } = await imported(etc);
      expect((await endOf(target, number, as, at)).slice(0, 4)).toEqual(expected.slice(0, 4));
    },
  );

  test.each(measured.filter(([, , at]) => at === noon))(
    "%s from %s at %s: the module core alone knows all but PIN sets and hours, and says so",
    async (...call) => {
      const [number, as, at, [route, gates, ...rest]] = call;
      const { target, text } = await imported(...singles.filter((path) => path.includes("/core-")));
      const known = [route, gates === "pin-set" ? "nothing" : gates, ...rest];
      expect(await endOf(target, number, as, at)).toEqual(known);
      expect(text).toMatch(/# not held: time group of a route: .* which no source describes/);
    },
  );

  test("--with-secrets brings every secret and PIN", async () => {
    const { setup } = await imported(...full, "--with-secrets");
    expect(setup?.extensions["1003"]).toMatchObject({ voicemail: { pin: "00410" } });
    expect(setup?.extensions["1001"]?.["secret"]).toBe("Lab-1001-e072a647da1d2f79b72b");
  });
});

test("an unpacked backup and a tarball of it give the same", async () => {
  const packed = await imported(await archive(entries));
  const unpacked = await imported(backup);
  const body = (text = "") => text.slice(text.indexOf("port-settings"));
  expect(body(packed.text)).toBe(body(unpacked.text));
});
