import { beforeEach, expect, onTestFinished, test } from "vitest";
import { header, type SipMessage } from "../../sim/sip/message/message.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { sampleSetup } from "../unit/backend/sample-setup.js";
import { type RunningAsterisk, requireAsterisk, startAsterisk } from "./asterisk.js";
import { labTarget, runOnTarget } from "./hybrid-target.js";
import { runBackend } from "./running-backend.js";

beforeEach(requireAsterisk);

const handful = [
  "login/first-login-reboots.yaml",
  "emergency/user-at-the-own-desk.yaml",
  "emergency/two-desks-on-one-placeholder.yaml",
  "emergency/psap-calls-back.yaml",
  "emergency/deny-all-shadows-emergency.yaml",
  "logout/logout-drops-the-call-by-policy.yaml",
  "network/sip-over-tls.yaml",
  "placeholder/full-placeholder-refuses-the-next-phone.yaml",
  "roam/second-login-evicts-the-first-phone-by-policy.yaml",
  "trunks/emergency-trunk-failover-stops.yaml",
  "wire/refused-registration-is-rolled-back.yaml",
  "wire/resync-by-endpoint-reaches-everybody-by-policy.yaml",
] as const;

test("scenarios of many kinds pass on a real Asterisk with our module in front; what it cannot show is blocked", async () => {
  const pbx = await startAsterisk("two-offices");
  const unable = ["emergency/notification-missing.yaml", "backend/logout-after-a-restart.yaml"];
  const { verdicts, end, text } = await runOnTarget(labTarget(pbx), [...handful, ...unable]);
  const told = verdicts.map(({ file, verdict }) => [file.replace("scenarios/suites/", ""), verdict]);
  expect(Object.fromEntries(told)).toEqual({
    ...Object.fromEntries(handful.map((suite) => [suite, "passed"])),
    ...Object.fromEntries(unable.map((suite) => [suite, "blocked"])),
  });
  const reasons = verdicts.flatMap(({ reason = "" }) => reason);
  expect(reasons.join("\n")).toMatch(/Asterisk itself sends no mail/);
  expect(reasons.join("\n")).toMatch(/can only be stopped by the one who started it/);
  expect(end.code).toBe(1);
  // Rule 6: who, when, where, and which numbers.
  expect(end.stderr).toContain(`Target ${pbx.sip.host}:${pbx.sip.port}, lab: `);
  expect(end.stderr).toMatch(/may be dialled: 911, 933\n *consent: /);
  expect(text).toMatch(/"type":"target".*"kind":"lab","allowed":\["911","933"\],"by":/);
  expect(`${text}${end.stdout}${end.stderr}`).not.toContain(pbx.ami.secret);
}, 180_000);

test("a rule that Asterisk breaks is noticed: its configuration has it, and the verdict is failed", async () => {
  const pbx = await startAsterisk("two-offices");
  const target = labTarget(pbx);
  for (const [fault, suite] of [
    ["wrong-emergency-caller-id", "emergency/user-at-the-own-desk.yaml"],
    ["max-contacts-ignored", "placeholder/full-placeholder-refuses-the-next-phone.yaml"],
    ["restriction-ignored", "placeholder/emergency-only-placeholder.yaml"],
  ] as const) {
    const { verdicts } = await runOnTarget(
      target,
      [suite],
      ["--allow-emergency", "911,933", "--fault", fault],
    );
    expect([fault, verdicts[0]?.verdict]).toEqual([fault, "failed"]);
  }
  const own = await runOnTarget(target, ["login/first-login-reboots.yaml"], ["--fault", "prompts-not-asked"]);
  expect(own.verdicts[0]).toMatchObject({
    verdict: "blocked",
    reason: expect.stringMatching(/rule of the PBX/),
  });
}, 180_000);

test("nobody is called for help who was not asked: neither without the flag nor on a live target", async () => {
  const pbx = await startAsterisk("two-offices");
  const suite = ["emergency/user-at-the-own-desk.yaml"];
  const unasked = await runOnTarget(labTarget(pbx), suite, []);
  expect(unasked.verdicts[0]?.verdict).not.toBe("passed");
  expect(unasked.text).toContain("--allow-emergency 911 was not given");
  expect(unasked.text).not.toMatch(/INVITE sip:911/);

  const live = labTarget(pbx, {
    kind: "live",
    reset: false,
    asterisk: undefined,
    "far-end": { port: 29_911 },
  });
  const refused = await runOnTarget(live, suite);
  expect(refused.end.code).toBe(2);
  expect(refused.end.stderr).toMatch(/--allow-emergency 911: the target is live/);
  const silent = await runOnTarget(live, suite, []);
  expect(silent.text).not.toMatch(/INVITE sip:911/);
});

test("deskfleet backend --pbx: phones of others are seen, one alone is notified, and evicted; their calls are hung up", async () => {
  const pbx = await startAsterisk("two-offices");
  const backend = await runBackend(["--pbx", labTarget(pbx)]);
  expect(backend.sip).toEqual(pbx.sip);
  expect(await pbx.console("pjsip show endpoint 9000")).toMatch(/context +: from-placeholder/);

  const [lobby, hall] = ["00:1f:c1:00:00:01", "00:1f:c1:00:00:02"];
  const phones = await Promise.all([lobby, hall].map((mac) => phoneAs("9000", pbx, mac)));
  await backend.event({ type: "contact", extension: "9000", mac: macText(lobby) });
  expect((await backend.contacts("9000")).map(({ userAgent }) => userAgent).sort()).toEqual([
    `ClearlyIP CIP270 ${lobby}`,
    `ClearlyIP CIP270 ${hall}`,
  ]);

  const ask = (method: string, path: string, body?: object) =>
    fetch(`${backend.controlUrl}${path}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  const isCheckSync = (message: SipMessage): boolean =>
    header(message, "Event")?.startsWith("check-sync") === true;
  const notified = phones[0]?.next(isCheckSync);
  expect((await ask("POST", `/devices/${macText(lobby)}/resync`, { reboot: true })).status).toBe(204);
  expect(header((await notified) as SipMessage, "Event")).toBe("check-sync;reboot=true");

  const alice = await phoneAs("1001", pbx, "00:1f:c1:00:00:04");
  await backend.contacts("1001");
  const call = await alice.call("2125550188");
  expect((await call.final).status).toBe(200);
  const calls = async () => (await (await ask("GET", "/calls")).json()) as object[];
  const talk = {
    extension: "1001",
    number: "2125550188",
    trunk: "carrier",
    route: "Outbound",
    emergency: false,
  };
  expect(await calls()).toMatchObject([{ ...talk, caller: "001fc1000004", state: "talking" }]);
  const bye = alice.nextRequest("BYE");
  expect((await ask("DELETE", "/calls?extension=1001")).status).toBe(204);
  alice.answer(await bye, 200);

  expect((await ask("DELETE", "/contacts?extension=9000")).status).toBe(204);
  expect(await backend.contacts("9000")).toEqual([]);
  expect(await pbx.console("pjsip show contacts")).not.toContain("9000/");

  const banning = await ask("POST", "/setup/submit", { "intrusion-detection": { enabled: true } });
  expect(banning.status).toBe(501);
  expect(await banning.json()).toMatchObject({ error: expect.stringMatching(/nobody is banned/) });
});

test("a target that allows no reset is not reset, whoever asks", async () => {
  const pbx = await startAsterisk("two-offices");
  const foreign = labTarget(pbx, { reset: false, asterisk: undefined });
  const backend = await runBackend(["--pbx", foreign]);
  const status = (await (await fetch(`${backend.controlUrl}/status`)).json()) as { lacks: object };
  expect(Object.keys(status.lacks).sort()).toEqual([
    "announcements",
    "cdr",
    "dial-plan",
    "far-end",
    "notices",
    "prompts",
  ]);
  await phoneAs("9000", pbx, "00:1f:c1:00:00:03");
  expect((await fetch(`${backend.controlUrl}/reset`, { method: "POST" })).status).toBe(403);
  expect(await backend.contacts("9000")).toHaveLength(1);
});

test("Asterisk is started again under the module: that is told, and what it has is known again", async () => {
  const pbx = await startAsterisk("two-offices");
  const backend = await runBackend(["--pbx", labTarget(pbx)]);
  await phoneAs("9000", pbx, "00:1f:c1:00:00:05");
  await backend.event({ type: "contact", extension: "9000" });
  // The answer may go down with it.
  await pbx.console("core restart now").catch(() => "");
  await backend.event({ type: "backend-note", text: /what happens meanwhile is not seen/ });
  await backend.event({ type: "backend-note", text: /Asterisk is back/ });
  const [known] = await backend.contacts("9000");
  expect(known?.userAgent).toContain("00:1f:c1:00:00:05");
});

async function phoneAs(user: string, pbx: RunningAsterisk, mac: string): Promise<TestPhone> {
  const password = sampleSetup().extensions[user]?.secret ?? "";
  const phone = await TestPhone.open(pbx.sip, { user, password }, "127.10.0.7");
  onTestFinished(() => phone.close());
  expect((await phone.register([{ name: "User-Agent", value: `ClearlyIP CIP270 ${mac}` }])).status).toBe(200);
  return phone;
}

function macText(mac: string): string {
  return mac.replaceAll(":", "");
}
