import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { generate } from "selfsigned";
import { expect, onTestFinished, test } from "vitest";
import { type RunningCli, runCli, startCli } from "../e2e/cli.js";
import { refuseSecrets } from "../e2e/no-secrets.js";
import { scratchFolder } from "../e2e/scratch.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { twoOffices } from "../unit/backend/pbx/two-offices.js";

const setup = "scenarios/setups/two-offices.yaml";
const mac = "001fc1000001";
const mapping = { extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };

interface Ready {
  readonly controlUrl: string;
  readonly configServer: string;
  readonly certificateAuthority?: string;
  readonly sip: { readonly host: string; readonly udpPort: number };
}

async function backend(...args: string[]): Promise<{ readonly cli: RunningCli; readonly ready: Ready }> {
  const cli = startCli(["backend", ...args, "--json"]);
  onTestFinished(async () => {
    await cli.stop();
  });
  const ready = JSON.parse(await cli.line((line) => line.includes('"type":"ready"'))) as Ready;
  return { cli, ready };
}

async function ask({ controlUrl }: Ready, method: string, path: string, body?: object): Promise<Response> {
  const json = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return fetch(`${controlUrl}${path}`, { method, ...json });
}

interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly msg: string;
}

function logLines(text: string): LogLine[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LogLine);
}

test("--state: mappings outlive a stop, one backend a folder, a broken state is set aside", async () => {
  const state = join(scratchFolder(), "state");
  const first = await backend(setup, "--state", state);
  expect((await ask(first.ready, "PUT", `/mappings/${mac}`, mapping)).status).toBe(204);
  const rival = await runCli(["backend", setup, "--state", state]);
  expect([rival.code, rival.stdout]).toEqual([2, ""]);
  expect(rival.stderr).toContain(`${state} is in use by another backend (process ${first.cli.pid})`);
  const end = await first.cli.stop();
  expect(end.code).toBe(0);
  expect(logLines(end.stderr).map(({ msg }) => msg)).toEqual([
    "ready",
    "mapping",
    "change",
    "stopping",
    "stopped",
  ]);
  expect(readdirSync(state).sort()).toEqual(["contacts.json", "ports.json", "state.json"]);

  const second = await backend(setup, "--state", state);
  expect(await (await ask(second.ready, "GET", `/mappings/${mac}`)).json()).toMatchObject(mapping);
  await second.cli.stop("SIGINT");
  writeFileSync(join(state, "state.json"), '{"version":1,"devices":[{]');
  const third = await backend(setup, "--state", state);
  expect(await (await ask(third.ready, "GET", "/mappings")).json()).toEqual([]);
  const [warning] = logLines((await third.cli.stop()).stderr);
  expect(warning).toMatchObject({ level: "warn", msg: expect.stringMatching(/state\.json cannot be read/) });
  expect(readdirSync(state).filter((name) => name.includes("broken"))).toHaveLength(1);
});

test("--state: what the control API changed outlives a kill, until the setup file is edited", async () => {
  const folder = scratchFolder();
  const [file, state] = [join(folder, "setup.yaml"), join(folder, "state")];
  writeFileSync(file, readFileSync(setup, "utf8"));
  const changes = { templates: { Night: { "screen-timeout": 5 } } };
  const first = await backend(file, "--state", state);
  expect((await ask(first.ready, "POST", "/setup/submit", changes)).status).toBe(200);
  expect((await ask(first.ready, "PATCH", "/users/1001", { groups: ["Disabled"] })).status).toBe(204);
  expect((await ask(first.ready, "DELETE", "/users/1002")).status).toBe(204);
  await first.cli.stop("SIGKILL");

  const second = await backend(file, "--state", state);
  const kept = (await (await ask(second.ready, "GET", "/setup")).json()) as object;
  expect(kept).toMatchObject({
    ...changes,
    users: { "1001": { groups: ["Disabled"] } },
    extensions: { "1002": { "create-user": false } },
  });
  const [told] = logLines((await second.cli.stop()).stderr);
  expect(told).toMatchObject({ level: "info", msg: expect.stringContaining("changes made to it") });

  writeFileSync(file, `${readFileSync(setup, "utf8")}\n# edited\n`);
  const third = await backend(file, "--state", state);
  expect(await (await ask(third.ready, "GET", "/setup")).json()).not.toMatchObject(changes);
  const [dropped] = logLines((await third.cli.stop()).stderr);
  expect(dropped).toMatchObject({ level: "warn", msg: expect.stringMatching(/file holds.*are dropped/) });
  expect(readdirSync(state).filter((name) => name.startsWith("setup.json.dropped-"))).toHaveLength(1);
});

test("--state: what waits for Apply Config waits after a restart, and what a code has switched is switched", async () => {
  const state = join(scratchFolder(), "state");
  const first = await backend(setup, "--state", state);
  const codes = { "feature-codes": ["do-not-disturb"] };
  expect((await ask(first.ready, "POST", "/setup/submit", codes)).status).toBe(200);
  const later = { templates: { Night: { "screen-timeout": 5 } } };
  expect((await ask(first.ready, "POST", "/setup/submit?apply=later", later)).status).toBe(200);
  const { host, udpPort: port } = first.ready.sip;
  const password = twoOffices().extensions["1001"]?.secret ?? "";
  const phone = await TestPhone.open({ host, port }, { user: "1001", password });
  onTestFinished(() => phone.close());
  const code = await phone.call("*78");
  phone.send(phone.inDialog("BYE", code.invite, await code.final));
  await first.cli.stop();

  const second = await backend(setup, "--state", state);
  const switched = second.cli.line((line) => line.includes('"type":"features"'));
  expect(JSON.parse(await switched)).toEqual({ type: "features", extension: "1001", doNotDisturb: true });
  const log = logLines((await second.cli.stop()).stderr);
  expect(log).toContainEqual(
    expect.objectContaining({ level: "warn", msg: expect.stringContaining("waits for Apply Config") }),
  );
});

test("--log: JSON lines without a secret, those of changed PINs included", async () => {
  const file = join(scratchFolder(), "backend.log");
  const { cli, ready } = await backend(setup, "--log", file, "--enable-faults");
  await ask(ready, "PATCH", "/extensions/1001", { pin: "5566778899" });
  await ask(ready, "PATCH", "/users/1999", { groups: [] });
  await ask(ready, "PUT", "/faults/beep-missing");
  await ask(ready, "GET", "/status?of=5566778899");
  const phone = { headers: { "user-agent": "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01" } };
  await fetch(`${ready.configServer}cfg${mac}.xml`, phone);
  const { stderr } = await cli.stop();
  expect(stderr).toBe("");
  const text = readFileSync(file, "utf8");
  refuseSecrets("the log", text);
  expect(text).not.toContain("5566778899");
  const change = (method: string, path: string, outcome: object) =>
    expect.objectContaining({ level: "info", msg: "change", method, path: `/control/v1${path}`, ...outcome });
  expect(logLines(text)).toEqual([
    expect.objectContaining({ level: "info", msg: "ready", controlUrl: ready.controlUrl }),
    change("PATCH", "/extensions/1001", { fields: ["pin"], status: 204 }),
    change("PATCH", "/users/1999", { status: 404, error: 'there is no user "1999" in the setup' }),
    expect.objectContaining({ level: "warn", msg: "fault", fault: "beep-missing" }),
    change("PUT", "/faults/beep-missing", { fields: [], status: 204 }),
    expect.objectContaining({ level: "info", msg: "stopping" }),
    expect.objectContaining({ level: "info", msg: "stopped" }),
  ]);
});

test("--certificate and --key are shown in place of the lab's", async () => {
  const folder = scratchFolder();
  const own = await generate([{ name: "commonName", value: "own" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const [certificate, key, file] = ["own.pem", "own.key", "setup.yaml"].map((name) => join(folder, name));
  if (!certificate || !key || !file) throw new Error("no names");
  writeFileSync(certificate, own.cert);
  writeFileSync(key, own.private);
  writeFileSync(file, readFileSync(setup, "utf8").replace("protocol: http", "protocol: https"));
  const { ready } = await backend(file, "--certificate", certificate, "--key", key);
  expect(ready.certificateAuthority?.trim()).toBe(own.cert.trim());
  const status = await new Promise((resolve, reject) => {
    get(`${ready.configServer}cfg.xml`, { ca: own.cert }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
  expect(status).toBe(404);
  const alone = await runCli(["backend", file, "--key", key]);
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining("are needed together")]);
});

test("--web-port and --sip-port take the place of the setup's", async () => {
  const first = await backend(setup);
  const { configServer } = first.ready;
  await first.cli.stop();
  const second = await backend(setup, "--web-port", new URL(configServer).port);
  expect(second.ready.configServer).toBe(configServer);
});

test("--state: phones that trust the backend and know its ports find it again", async () => {
  const folder = scratchFolder();
  const [file, state] = [join(folder, "setup.yaml"), join(folder, "state")];
  writeFileSync(file, readFileSync(setup, "utf8").replace("protocol: http", "protocol: https"));
  const first = await backend(file, "--state", state);
  await first.cli.stop();
  const second = await backend(file, "--state", state);
  expect(second.ready).toEqual(first.ready);
  const status = await new Promise((resolve, reject) => {
    get(`${second.ready.configServer}cfg.xml`, { ca: first.ready.certificateAuthority }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
  expect(status).toBe(404);
  const lines = logLines((await second.cli.stop()).stderr);
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: "warn",
      msg: expect.stringMatching(/^refused 127\.0\.0\.1: GET .*cfg\.xml/),
    }),
  );
});

test("the banner says where phones get what to trust; a --host that phones are not sent to gets a warning", async () => {
  const folder = scratchFolder();
  const file = join(folder, "setup.yaml");
  writeFileSync(file, readFileSync(setup, "utf8").replace("protocol: http", "protocol: https"));
  const cli = startCli(["backend", file, "--host", "127.0.0.2"]);
  onTestFinished(async () => {
    await cli.stop();
  });
  await cli.line((line) => line.includes("Ctrl-C"));
  const { stdout, stderr } = await cli.stop();
  expect(stdout).toMatch(/curl -s http:\S+\/status \| jq -r \.certificateAuthority > lab\.pem/);
  expect(logLines(stderr)).toContainEqual(
    expect.objectContaining({ level: "warn", msg: expect.stringContaining("fallback-host: 127.0.0.2") }),
  );
});

test("--until-stdin-ends ends with a file as well as with a pipe", async () => {
  // Of /dev/null, which the command has here, the end is told and never a close.
  const { code } = await startCli(["backend", setup, "--until-stdin-ends"]).ended;
  expect(code).toBe(0);
});
