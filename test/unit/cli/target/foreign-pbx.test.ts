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

function targetFile(context: Parameters<typeof scratchFolder>[0], more: object = {}): string {
  const path = join(scratchFolder(context), "lab.yaml");
  const target = {
    ...{ target: "an Asterisk", kind: "lab", reset: true, sip: { host: "192.0.2.9" } },
    ...{ ami: { user: "deskfleet", "secret-env": variable }, ...more },
  };
  writeFileSync(path, JSON.stringify(target));
  return path;
}

test("the secret comes from the environment, the manager interface is beside SIP unless told otherwise", async (context) => {
  const { asterisk } = await foreignPbx(targetFile(context));
  expect(asterisk).toMatchObject({
    ami: { host: "192.0.2.9", port: 5038, user: "deskfleet", secret: "s3cret-of-the-manager" },
    ...{ resettable: true, farEndPort: 0 },
  });
  expect(asterisk.lab).toBeUndefined();
});

test("only a lab that says so is reset", async (context) => {
  expect((await foreignPbx(targetFile(context, { reset: false }))).asterisk.resettable).toBe(false);
});

test("without the variable nothing is tried, and the message names it", async (context) => {
  vi.stubEnv(variable, "");
  await expect(foreignPbx(targetFile(context))).rejects.toThrow(
    /the environment variable DESKFLEET_UNIT_AMI_SECRET is not set/,
  );
});

test("a folder that deskfleet export has not written is no lab", async (context) => {
  const file = targetFile(context, { asterisk: { config: "./elsewhere" } });
  await expect(foreignPbx(file)).rejects.toThrow(/asterisk.config: there is no asterisk.conf in .*elsewhere/);
});

test("a target with a configuration server of its own is none to stand in front of", async (context) => {
  const other = { ami: undefined, reset: false, "config-server": "http://192.0.2.9/" };
  await expect(foreignPbx(targetFile(context, other))).rejects.toThrow(/describes no Asterisk/);
});

test("another machine is loaded only when somebody has agreed", async (context) => {
  const target = targetFile(context);
  await expect(loadTarget({ target, "i-may-load-this": false })).rejects.toThrow(
    /192.0.2.9 is another machine/,
  );
  expect((await loadTarget({ target, "i-may-load-this": true }))?.target.sip.host).toBe("192.0.2.9");
  const here = targetFile(context, { sip: { host: "127.0.0.3" } });
  expect((await loadTarget({ target: here, "i-may-load-this": false }))?.target.sip.host).toBe("127.0.0.3");
  expect(await loadTarget({ target: undefined, "i-may-load-this": false })).toBeUndefined();
});
