import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { Manager } from "../unit/backend/asterisk/ami/manager.js";

const variable = "DESKFLEET_PROCESS_AMI_SECRET";

test("--pbx: the secret of the manager interface is in no line, though the PBX itself says it", async () => {
  const manager = await Manager.listen();
  onTestFinished(() => manager.stop());
  const { host, port, user, secret } = manager.address;
  let looks = 0;
  manager.answer = (action, send) => {
    const name = action.get("Action");
    if (name === "PJSIPShowContacts") looks += 1;
    const why = looks > 1 ? `the secret ${secret} may not read this` : "No Contacts found";
    const isList = name === "PJSIPShowContacts" || name === "CoreShowChannels";
    const said = isList ? `Error\r\nMessage: ${why}` : "Success";
    send(`Response: ${said}\r\nActionID: ${action.actionId}\r\n\r\n`);
  };
  const target = join(scratchFolder(), "lab.yaml");
  const ami = { port, user, "secret-env": variable };
  writeFileSync(target, JSON.stringify({ target: "an Asterisk", sip: { host }, ami }));
  vi.stubEnv(variable, secret);
  onTestFinished(() => void vi.unstubAllEnvs());

  const cli = startCli(["backend", "two-offices", "--pbx", target, "--json"]);
  onTestFinished(() => void cli.stop());
  const logged = await cli.errorLine((line) => line.includes("may not read this"));
  const printed = await cli.line((line) => line.includes("may not read this"));
  expect(logged).toContain("the secret ••• may not read this");
  expect(printed).toContain("the secret ••• may not read this");
  const { stdout, stderr } = await cli.stop();
  expect(stdout + stderr).not.toContain(secret);
});
