import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { startCli } from "../e2e/cli.js";
import { written } from "../e2e/run-file-event.js";
import { scratchFolder } from "../e2e/scratch.js";

const steps = [
  { "power-on": "desk" },
  { login: { phone: "desk", extension: "1008", pin: "94617208" } },
  { expect: { phone: "desk", registered: "1008" } },
  { dial: { phone: "desk", number: "911", as: "help" } },
  { expect: { call: "help", state: "answered", psap: { number: "911" } } },
];

/** What becomes of the call, how the run goes on, and its exit code. */
const endings = [
  ["its steps are over", [], undefined, 0],
  ["a step fails", [{ expect: { call: "help", state: "ringing", within: "10ms" } }], undefined, 1],
  ["Ctrl-C comes", [{ expect: { call: "help", state: "ended", within: "60s" } }], "SIGINT", 130],
] as const;

test.each(endings)(
  "when %s, a call that is up is hung up and the phone unregisters, on the wire too",
  async (_when, more, signal, code) => {
    const backend = startCli(["backend", "scenarios/setups/two-offices.yaml", "--json"]);
    onTestFinished(() => void backend.stop());
    const ready = JSON.parse(await backend.line((line) => line.includes('"ready"')));
    const folder = scratchFolder();
    const runFile = join(folder, "run.ndjson");
    const files = { scenario: join(folder, "up.yaml"), target: join(folder, "target.yaml") };
    writeFileSync(
      files.scenario,
      JSON.stringify({
        scenario: "A 911 call is up at the end",
        setup: resolve("scenarios/setups/two-offices.yaml"),
        phones: { desk: { model: "CIP270", location: "new-york" } },
        steps: [...steps, ...more],
      }),
    );
    writeFileSync(
      files.target,
      JSON.stringify({
        ...{ target: "of the test", kind: "lab", dial: { allow: ["911"] } },
        ...{ "config-server": ready.configServer, "control-url": ready.controlUrl },
        sip: { host: ready.sip.host, port: ready.sip.udpPort },
      }),
    );
    const run = startCli([
      ...["run", files.scenario, "--target", files.target, "--allow-emergency", "911"],
      ...["--no-tui", "--run-file", runFile],
    ]);
    if (signal !== undefined) {
      await written(runFile, { type: "call", state: "answered" });
      process.kill(run.pid, signal);
    }
    expect((await run.ended).code).toBe(code);

    const ask = async (path: string) => (await fetch(`${ready.controlUrl}${path}`)).json();
    expect(await ask("/calls")).toEqual([]);
    expect(await ask("/contacts?extension=1008")).toEqual([]);
    expect(await ask("/far-end-calls")).toMatchObject([{ number: "911", state: "ended" }]);
    expect(goodbyeIn(runFile)).toEqual([
      "sent BYE",
      "received 200 BYE",
      "call help ended: hung up",
      "1008 unregistered",
    ]);
  },
);

test("Ctrl-C while the program still loads is not silent", async () => {
  // As soon as anything listens for it: before the run does.
  const script =
    "process.on('newListener', (name) => name === 'SIGINT' && setImmediate(() => process.kill(process.pid, name)))";
  vi.stubEnv("NODE_OPTIONS", `--import "data:text/javascript,${encodeURIComponent(script)}"`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code, stdout, stderr } = await startCli(["run", "emergency", "--no-tui"]).ended;
  expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: "", stderr: "Interrupted.\n" });
});

/** What was said at the end about the call and the account; the REGISTER may go out before or after the BYE. */
function goodbyeIn(runFile: string): string[] {
  const events = readFileSync(runFile, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as TranscriptEvent);
  const from = events.findIndex(({ type }) => type === "tear-down");
  const told = events.slice(from).flatMap((event) => {
    if (event.type === "sip" && event.cseq.endsWith("BYE")) {
      const what = event.direction === "sent" ? event.startLine.split(" ")[0] : event.startLine.split(" ")[1];
      return [event.direction === "sent" ? `sent ${what}` : `received ${what} BYE`];
    }
    if (event.type === "call") return [`call ${event.call} ${event.state}: ${event.reason}`];
    return [];
  });
  const left = events
    .slice(from)
    .some((event) => event.type === "registration" && event.state === "unregistered");
  return [...told, ...(left ? ["1008 unregistered"] : [])];
}
