import { beforeEach, describe, expect, test } from "vitest";
import type { SetupInput } from "../../sim/model/setup/setup.js";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { pbxKinds, startPbx } from "./either-pbx.js";
import { requirePeer } from "./peer.js";
import { sipp } from "./sipp.js";
import { freePort, type SippTalk, talk } from "./sipp-talk.js";

beforeEach((context) => requirePeer(context, "sipp"));

const account = (extension: string) => ({
  extension,
  password: sampleInput().extensions[extension]?.secret ?? "",
});
const contact = "Contact: <sip:desk@[local_ip]:[local_port]>";

type Row = readonly [name: string, asks: SippTalk, answers: readonly string[]];

/** A REGISTER that ends with that status. */
const register = (extension: string, headers: readonly string[], status = 200): SippTalk => ({
  ...account(extension),
  method: "REGISTER",
  headers,
  status,
});

const challenged = "401 Unauthorized";

/** In this order, for what was registered stays. */
function registrations(port: number): readonly Row[] {
  const at = (asks: SippTalk): SippTalk => ({ ...asks, port });
  const alice = (...headers: string[]) => at(register("1001", headers));
  return [
    ["register", alice(contact, "Expires: 120"), [challenged, "200 OK, contacts 120, expires 120"]],
    ["query", alice(), [challenged, "200 OK, contacts 120"]],
    [
      "wrong password",
      at({ ...register("1001", [contact, "Expires: 120"], 401), password: "s3cret-alice" }),
      [challenged, challenged],
    ],
    [
      "unknown user",
      at({ ...register("1099", [contact, "Expires: 120"], 401), password: "s3cret-alice-4f1c" }),
      [challenged, challenged],
    ],
    ["expiry too short", alice(contact, "Expires: 10"), [challenged, "200 OK, contacts 60, expires 60"]],
    [
      "expiry too long",
      alice(contact, "Expires: 99999"),
      [challenged, "200 OK, contacts 7200, expires 7200"],
    ],
    [
      "expiry of the contact first",
      alice(`${contact};expires=200`, "Expires: 3000"),
      [challenged, "200 OK, contacts 200, expires 3000"],
    ],
    ["expiry not asked for", alice(contact), [challenged, "200 OK, contacts 3600"]],
    [
      "* for an hour",
      at(register("1001", ["Contact: *", "Expires: 3600"], 400)),
      [challenged, "400 Bad Request"],
    ],
    ["*", alice("Contact: *", "Expires: 0"), [challenged, "200 OK, expires 0"]],
    ["query of none", alice(), [challenged, "200 OK"]],
  ];
}

async function play(sip: { host: string; port: number }, rows: readonly Row[]): Promise<void> {
  const heard: Record<string, readonly string[]> = {};
  for (const [name, asks] of rows) heard[name] = await talk(sip, asks);
  expect(heard).toEqual(Object.fromEntries(rows.map(([name, , answers]) => [name, answers])));
}

/** The built-in setup, with a number that Carol may not dial and a PIN on the way outside. */
function setupOfCalls(): SetupInput {
  const input = sampleInput();
  Object.assign(input.extensions["1003"] ?? {}, { "denied-numbers": ["9.", "NXXNXXXXXX"], pinless: true });
  input["pin-sets"] = { Managers: { pins: ["0471"] } };
  for (const route of input.routes ?? []) if (route.name === "Outbound") route["pin-set"] = "Managers";
  return input;
}

const call = (extension: string, dialled: string, status: number, keys?: SippTalk["keys"]): SippTalk => ({
  ...account(extension),
  ...{ method: "INVITE", dialled, status, ...(keys === undefined ? {} : { keys }) },
});
const outside = "2125550188";
const digits = "0471#";
const keyOk = Array(digits.length).fill("200 OK");

const calls: readonly Row[] = [
  ["911 of a placeholder", call("9000", "911", 200), [challenged, "200 OK", "200 OK"]],
  ["outside of a placeholder", call("9000", outside, 403), [challenged, "403 Forbidden"]],
  ["911 of a user", call("1001", "911", 200), [challenged, "200 OK", "200 OK"]],
  ["a denied number", call("1003", outside, 403), [challenged, "403 Forbidden"]],
  ["911 where it is denied", call("1003", "911", 403), [challenged, "403 Forbidden"]],
  ["a number that leads nowhere", call("1001", "5", 404), [challenged, "404 Not Found"]],
  ["a wrong password", { ...call("1001", "911", 401), password: "s3cret-alice" }, [challenged, challenged]],
  [
    "the PIN by RFC 4733",
    call("1001", outside, 200, { by: "rfc4733", digits }),
    [challenged, "183 Session Progress", "200 OK", "200 OK"],
  ],
  [
    "the PIN by INFO",
    call("1001", outside, 200, { by: "info", digits }),
    [challenged, "183 Session Progress", ...keyOk, "200 OK", "200 OK"],
  ],
];

describe.each(pbxKinds)("what SIPp hears of the %s PBX", (kind) => {
  test("about its registration", async (context) => {
    const { sip } = await startPbx(kind, context, sampleInput());
    await play(sip, registrations(await freePort()));
  });

  test("about its calls", async (context) => {
    const pbx = await startPbx(kind, context, setupOfCalls());
    await play(pbx.sip, calls);
    await expect
      .poll(() => pbx.outside())
      .toEqual([
        "911 from 2125550100",
        "911 from 2125550100",
        "2125550188 from 2125550101",
        "2125550188 from 2125550101",
      ]);
  });

  test("about a placeholder with as many contacts as it may have, whose refused phone calls 911", async (context) => {
    const pbx = await startPbx(kind, context, sampleInput());
    // A socket for each: a PBX behind NAT tells phones apart by where they send from.
    const full = {
      ...account("9000"),
      scenario: "register",
      transport: "udp",
      pbx: pbx.sip,
      calls: 10,
      sockets: true,
    } as const;
    expect(await sipp(full)).toBe("");
    const late = await freePort();
    const headers = [contact, "Expires: 120"];
    expect((await talk(pbx.sip, register("9000", []))).at(-1)).toMatch(/^200 OK, contacts( \d+){10}$/);
    expect(await talk(pbx.sip, { ...register("9000", headers, 403), port: late })).toEqual([
      challenged,
      "403 Forbidden",
    ]);
    expect(await talk(pbx.sip, { ...call("9000", "911", 200), port: late })).toEqual([
      challenged,
      "200 OK",
      "200 OK",
    ]);
    await expect.poll(() => pbx.outside()).toEqual(["911 from 2125550100"]);
  });
});
