import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { loadTarget } from "../../../../sim/cli/load/load-target.js";
import { foreignPbx } from "../../../../sim/cli/target/foreign-pbx.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const variable = "DESKFLEET_UNIT_AMI_SECRET";

beforeEach(() => {
  vi.stubEnv(variable, "s3cret-of-the-manager");
  return () => vi.unstubAllEnvs();
});

const ami = { user: "deskfleet", "secret-env": variable };

function targetFile(more: object = {}): string {
  const path = join(scratchFolder(), "lab.yaml");
  const target = {
    ...{ target: "an Asterisk", kind: "lab", reset: true, sip: { host: "192.0.2.9" } },
    ...{ ami, ...more },
  };
  writeFileSync(path, JSON.stringify(target));
  return path;
}

test("the secret comes from the environment, the manager interface is beside SIP unless told otherwise", async () => {
  const { asterisk } = await foreignPbx(targetFile());
  expect(asterisk).toMatchObject({
    ami: { host: "192.0.2.9", port: 5038, user: "deskfleet", secret: "s3cret-of-the-manager" },
    ...{ resettable: true, farEndPort: 0 },
  });
  expect(asterisk.lab).toBeUndefined();
});

test("only a lab that says so is reset", async () => {
  expect((await foreignPbx(targetFile({ reset: false }))).asterisk.resettable).toBe(false);
});

test("without the variable nothing is tried, and the message names it", async () => {
  vi.stubEnv(variable, "");
  await expect(foreignPbx(targetFile())).rejects.toThrow(
    /the environment variable DESKFLEET_UNIT_AMI_SECRET is not set/,
  );
});

test("a folder that deskfleet export has not written is no lab", async () => {
  const file = targetFile({ asterisk: { config: "./elsewhere" } });
  await expect(foreignPbx(file)).rejects.toThrow(/asterisk.config: there is no asterisk.conf in .*elsewhere/);
});

test("a target with a configuration server of its own is none to stand in front of", async () => {
  const other = { ami: undefined, reset: false, "config-server": "http://192.0.2.9/" };
  await expect(foreignPbx(targetFile(other))).rejects.toThrow(/describes no Asterisk/);
});

test.each([
  ["SIP", { sip: { host: "192.0.2.9" } }, "192.0.2.9"],
  ["a host that is no address", { sip: { host: "127.0.0.999" } }, "127.0.0.999"],
  ["AMI", { sip: { host: "127.0.0.3" }, ami: { ...ami, host: "192.0.2.10" } }, "192.0.2.10"],
])("another machine is loaded only when somebody has agreed: %s", async (_what, more, host) => {
  const target = targetFile(more);
  await expect(loadTarget({ target, "i-may-load-this": false })).rejects.toThrow(
    `${host} is another machine`,
  );
  expect((await loadTarget({ target, "i-may-load-this": true }))?.asterisk.sipHost).toBe(more.sip.host);
});

test.each(["127.0.0.3", "127.255.0.1", "::1", "localhost"])(
  "an Asterisk at %s is loaded without asking",
  async (host) => {
    const target = targetFile({ sip: { host } });
    expect((await loadTarget({ target, "i-may-load-this": false }))?.target.sip.host).toBe(host);
  },
);

test("without a target there is no Asterisk to load", async () => {
  expect(await loadTarget({ target: undefined, "i-may-load-this": false })).toBeUndefined();
});
