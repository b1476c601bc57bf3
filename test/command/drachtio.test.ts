import { readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSwitch } from "../../sim/backend/switch/switch.js";
import { startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

const host = "127.0.0.1";

/** A SIP server with drachtio's control port that the backend did not start; the target of a run is that backend. */
async function backendOn(secret: string) {
  const server = await startSwitch({ host, udpPort: 0, tcpPort: 0, secret: "shared-with-nobody" });
  onTestFinished(() => server.stop());
  const backend = startCli([
    ...["backend", "scenarios/setups/two-offices.yaml", "--json", "--drachtio-secret", secret],
    ...["--drachtio", `${host}:${server.admin.port}`, "--drachtio-sip", `${host}:${server.udp.port}`],
  ]);
  return { server, backend };
}

test("the PBX runs on a SIP server that is not ours, and a target that allows 933 reaches the PSAP", async (context) => {
  const { server, backend } = await backendOn("shared-with-nobody");
  onTestFinished(() => void backend.stop());
  const ready = JSON.parse(await backend.line((line) => line.includes('"ready"')));
  expect(ready.sip.udpPort).toBe(server.udp.port);

  const target = join(scratchFolder(context), "target.yaml");
  const sip = { host, port: ready.sip.udpPort };
  const addresses = { "config-server": ready.configServer, "control-url": ready.controlUrl, sip };
  writeFileSync(target, JSON.stringify({ target: "of the test", ...addresses, dial: { allow: ["933"] } }));
  const run = ["run", "test/e2e/fixtures/drachtio/hot-desk.yaml", "--target", target, "--no-tui"];

  const refused = await runInProcess(run);
  expect(refused.stdout).toContain("--allow-emergency 933 was not given");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("emergency numbers that may be dialled: none");
  const runFile = join(scratchFolder(context), "run.ndjson");
  const allowed = await runInProcess([...run, "--allow-emergency", "933", "--run-file", runFile]);
  expect(allowed.stdout).toContain("1 passed, 0 failed");
  expect(allowed.code).toBe(0);

  const address = `${host}:${sip.port}`;
  const by = userInfo().username;
  expect(allowed.stderr).toContain(`Target ${address}, live: of the test`);
  expect(allowed.stderr).toContain("emergency numbers that may be dialled: 933");
  const [start, consent] = readFileSync(runFile, "utf8")
    .split("\n", 2)
    .map((line) => JSON.parse(line));
  expect(start).toMatchObject({ type: "run-start" });
  expect(consent).toMatchObject({ type: "target", address, kind: "live", allowed: ["933"], by });

  const unnamed = await runInProcess([...run, "--allow-emergency", "911"]);
  expect(unnamed.stderr).toContain("--allow-emergency 911: the target file does not list it in dial.allow");
  expect(unnamed.code).toBe(2);
});

test("a wrong secret is an error that says what to look at", async () => {
  const { backend } = await backendOn("wrong");
  const { code, stderr } = await backend.ended;
  expect(stderr).toContain("[DF_DRACHTIO_CONNECT]");
  expect(code).toBe(2);
});
