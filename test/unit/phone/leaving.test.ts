import { beforeEach, expect, test } from "vitest";
import { makeLabCertificates } from "../../../sim/backend/certificates.js";
import { openTls } from "../../../sim/sip/transport/tls.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const lab = labOfEachTest();

beforeEach(() => {
  lab.web.replies.set(
    `/cfg${testMac}.xml`,
    configFile(
      accountOf(profile, { extension: "1001", server: lab.pbx.server }),
      lineKey(profile, 1, "app-logout", "Logout", `${lab.web.url}/apps/logout`),
    ),
  );
});

async function registeredDesk() {
  const desk = createDesk({ configServer: lab.web.url });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  lab.pbx.log.length = 0;
  return desk;
}

test("a phone that leaves gives up its call and takes its contact away", async () => {
  const desk = await registeredDesk();
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  await desk.handset.leave();

  expect(lab.pbx.log.toSorted()).toEqual(["CANCEL 911", "INVITE 911", "REGISTER 1001 0"]);
  expect(desk.all("call").at(-1)).toMatchObject({ state: "ended", reason: "given up before the answer" });
  expect(desk.handset.view.registration).toBe("unregistered");
});

test("a registrar that does not answer holds nobody up for long, and one that never did is not asked", async () => {
  const desk = await registeredDesk();
  lab.pbx.registerStatus = 0;
  await desk.handset.leave();
  expect(desk.all("registration").at(-1)).toMatchObject({
    state: "unregistered",
    reason: "no answer; the contact is left to expire",
  });

  lab.pbx.log.length = 0;
  const other = createDesk({ configServer: lab.web.url, bindHost: "127.0.0.8" });
  await other.handset.powerOn();
  await other.until("registration", ({ state }) => state === "failing");
  await other.handset.leave();
  expect(lab.pbx.log).not.toContain("REGISTER 1001 0");
});

test("what an app or the PBX asks of a phone that leaves is not done any more", async () => {
  const desk = await registeredDesk();
  const left = desk.handset.leave();
  lab.pbx.checkSync("check-sync;reboot=true");
  await left;
  expect(desk.all("boot")).toHaveLength(1);
});

/** Holds the next answer with the file back. @returns resolves when it is asked for */
function fileIsAskedFor(): Promise<void> {
  return new Promise((resolve) => lab.web.replies.set(`/cfg${testMac}.xml`, () => resolve()));
}

test.each([
  {
    state: "BOOT",
    reach: async () => {
      const asked = fileIsAskedFor();
      const desk = createDesk({ configServer: lab.web.url });
      await desk.handset.powerOn();
      await asked;
      return desk;
    },
    said: [],
  },
  {
    state: "STRANDED",
    reach: async () => {
      lab.web.replies.clear();
      const desk = createDesk({ configServer: lab.web.url });
      await desk.handset.powerOn();
      await desk.until("state", ({ state }) => state === "STRANDED");
      return desk;
    },
    said: [],
  },
  {
    state: "BLANK",
    reach: async () => {
      lab.web.replies.set(`/cfg${testMac}.xml`, configFile(accountOf(profile, undefined)));
      const desk = createDesk({ configServer: lab.web.url });
      await desk.handset.powerOn();
      await desk.until("state", ({ state }) => state === "BLANK");
      return desk;
    },
    said: [],
  },
  {
    state: "SWITCH",
    reach: async () => {
      const desk = await registeredDesk();
      const asked = fileIsAskedFor();
      lab.pbx.checkSync("check-sync");
      await asked;
      return desk;
    },
    said: ["REGISTER 1001 0"],
  },
])(
  "a phone that leaves in state $state, twice at once, takes its contact away once and begins nothing",
  async (given) => {
    const desk = await given.reach();
    expect(desk.handset.view.state).toBe(given.state);
    await Promise.all([desk.handset.leave(), desk.handset.leave()]);
    expect(lab.pbx.log).toEqual(given.said);
    expect(desk.handset.view).toMatchObject({ state: given.state, registration: "unregistered" });
  },
);

test.each([
  ["expired", "certificate expired"],
  ["untrusted", "certificate is not trusted"],
] as const)("a registrar whose certificate is %s: screen and transcript say so", async (kind, problem) => {
  const good = await makeLabCertificates({ names: ["127.0.0.1"], kind: "good", now: new Date() });
  const shown = await makeLabCertificates({ names: ["127.0.0.1"], kind, now: new Date() });
  const registrar = await openTls({
    ...{ bind: { host: "127.0.0.1", port: 0 }, listen: true, identity: shown },
    ...{ onMessage: () => undefined, onError: () => undefined },
  });
  const server = `127.0.0.1:${registrar.local.port}`;
  lab.web.replies.set(
    `/cfg${testMac}.xml`,
    configFile(accountOf(profile, { extension: "1001", server, transport: "tls" })),
  );
  const authority = kind === "untrusted" ? good.authority : shown.authority;
  const desk = createDesk({ configServer: lab.web.url, trust: { authority, checked: true } });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "failing");
  expect(desk.all("registration").at(-1)).toMatchObject({ state: "failing", status: 0, reason: problem });
  expect(desk.handset.view.screen).toMatchObject({ kind: "idle", text: `1001 · Not registered: ${problem}` });
  await desk.handset.stop();
  await registrar.close();
});
