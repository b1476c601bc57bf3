// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Asterisk writes its variables so, too.
import { expect, test } from "vitest";
import { backup, known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

const step = (exten: string, ...actions: readonly string[]): string[] =>
  [
    `${exten},1,Gosub(macro-user-callerid,s,1(LIMIT,EXTERNAL))`,
    ...actions.map((action) => `${exten},n,${action}`),
  ].map((each) => `exten => ${each}`);

/** The fixture's dial plan as Asterisk runs it, generated the way FreePBX does. */
const lines = [
  "[globals]",
  ...["OUT_4 = PJSIP", "OUT_4_SUFFIX = @carrier", 'OUTCID_4 = "Example" <2125550100>', "OUTMAXCHANS_4 = 2"],
  ...["OUTDISABLE_4 = off", "OUTKEEPCID_4 = off", "AMPDBPASS = fixture-secret-db"],
  ...[
    "OUT_9 = PJSIP",
    "OUT_9_SUFFIX = @e911",
    "OUTCID_9 =",
    "OUTMAXCHANS_9 =",
    "OUTDISABLE_9 = on",
    "OUTKEEPCID_9 = all",
  ],
  "[sub-flp-4]",
  'exten => s,1,ExecIf($[${REGEX("^[2-9][0-9][0-9][0-9][0-9][0-9][0-9]$" ${DIAL_NUMBER})} = 1]?Set(TARGET_FLP_4=1212${DIAL_NUMBER}))',
  "[outbound-allroutes]",
  "include => outbound-allroutes-custom",
  "include => outrt-7 ; Emergency",
  "include => outrt-2 ; Visitors",
  "include => outrt-5,08:00-18:00,mon-fri,*,*,America/Chicago ; Long distance",
  "[outrt-7] ; Emergency",
  "include => outrt-7-custom",
  ...["911:", "9911:1"].flatMap((each) => {
    const [exten = "", strip = ""] = each.split(":");
    const sent = strip === "" ? "${EXTEN}" : `\${EXTEN:${strip}}`;
    return step(
      exten,
      ...[
        "Set(_ROUTEID=7)",
        "Set(_ROUTENAME=Emergency)",
        "Set(EMERGENCYROUTE=YES)",
        "Set(_EMAILNOTIFICATION=TRUE)",
      ],
      ...[`Gosub(macro-dialout-trunk,s,1(9,${sent},,off))`, `Gosub(macro-dialout-trunk,s,1(4,${sent},,on))`],
      "Gosub(macro-outisbusy,s,1())",
    );
  }),
  "[outrt-2] ; Visitors",
  ...step("_9NXXXXXX"),
  ...step(
    "_9NXXXXXX/2900",
    "Set(_ROUTENAME=Visitors)",
    'ExecIf($["${KEEPCID}"!="TRUE" & ${LEN(${TRUNKCIDOVERRIDE})}=0]?Set(TRUNKCIDOVERRIDE=2125550190))',
    "Gosub(macro-dialout-trunk,s,1(4,${EXTEN:1},,on))",
    "Gosub(macro-outisbusy,s,1())",
  ),
  "[outrt-5] ; Long distance",
  ...step(
    "_9NXXNXXXXXX",
    "Gosub(macro-pinsets,s,1(1,0))",
    "Set(_ROUTENAME=Long distance)",
    "Gosub(macro-dialout-trunk,s,1(4,1${EXTEN:1},530911,on))",
    "Goto(app-blackhole,congestion,1)",
  ),
].map((line) => `${line}\n`);

const running = (from = "", to = ""): string =>
  fileOf("extensions_additional.conf", lines.join("").replace(from, to));

test("routes and trunks as Asterisk runs them are those of the backup", async () => {
  const { facts, contradictions, faults } = await known(backup, running());
  expect([contradictions, faults]).toEqual([[], []]);
  expect(facts.routes).toEqual((await known(backup)).facts.routes);
});

test("without a backup they stand for themselves, a stub beside a caller's pattern left out", async () => {
  const { facts, contradictions } = await known(running());
  expect(contradictions).toEqual([]);
  expect(facts.routes?.map(({ name, patterns, trunks }) => [name, patterns, trunks])).toEqual([
    [
      "Emergency",
      [
        { prefix: "", match: "911", prepend: "", caller: "" },
        { prefix: "9", match: "911", prepend: "", caller: "" },
      ],
      ["9", "4"],
    ],
    ["Visitors", [{ prefix: "9", match: "NXXXXXX", prepend: "", caller: "2900" }], ["4"]],
    ["Long distance", [{ prefix: "9", match: "NXXNXXXXXX", prepend: "1", caller: "" }], ["4"]],
  ]);
  expect(facts.routes?.[2]).toMatchObject({
    pinSet: "1",
    password: "530911",
    timeRanges: ["08:00-18:00|mon-fri|*|*"],
    timeZone: "America/Chicago",
    failureDestination: "app-blackhole,congestion,1",
  });
  expect(facts.trunks?.map(({ name, disabled, dialRules }) => [name, disabled, dialRules])).toEqual([
    ["carrier", false, [{ prefix: "", match: "NXXXXXX", prepend: "1212" }]],
    ["e911", true, []],
  ]);
});

test.each([
  [
    "another trunk first",
    "s,1(9,${EXTEN},,off)",
    "s,1(4,${EXTEN},,off)",
    /^route Emergency is not what Asterisk runs/,
  ],
  ["a trunk switched on", "OUTDISABLE_9 = on", "OUTDISABLE_9 = off", /^trunk e911 is not what Asterisk runs/],
  [
    "another order",
    "include => outrt-7 ; Emergency\n",
    "",
    /^route Emergency is not|the order of the routes/,
  ],
])("%s is an Apply Config that waits", async (_what, from, to, told) => {
  const { contradictions } = await known(backup, running(from, to));
  expect(contradictions[0]).toMatch(told);
});

test("a line that no FreePBX writes is told with its place: the route cannot be judged", async () => {
  const { faults } = await known(running("Set(_ROUTENAME=Visitors)", "Gosub(extension-routing,s,1(2))"));
  expect(faults).toMatchObject([
    { line: expect.any(Number), message: expect.stringContaining("this line of route 2") },
  ]);
});

test("dial plan by hand, ahead of the routes, is shown", async () => {
  const custom = "[from-internal-custom]\nexten => 9911,1,Goto(ivr-3,s,1)\n[other]\nexten => 1,1,NoOp\n";
  const { facts } = await known(fileOf("extensions_custom.conf", custom));
  expect(facts.customDialPlan).toEqual([{ context: "from-internal-custom", line: "9911,1,Goto(ivr-3,s,1)" }]);
});
