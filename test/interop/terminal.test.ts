import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { requirePeer } from "./peer.js";
import { openTerminal } from "./terminal.js";

const main = "node dist/sim/cli/main.js";
/** Three scenarios of nine: enough to see one run beside the ones that are over. */
const roam = ["second-login-refused-by-policy", "two-people-share-one-desk", "user-moves-between-offices"]
  .map((name) => `scenarios/suites/roam/${name}.yaml`)
  .join(" ");

beforeEach((context) => requirePeer(context, "tmux"));

test("a login typed on a handset changes its row; q leaves the terminal as it was", async () => {
  const report = join(scratchFolder(), "w.json");
  const terminal = openTerminal(120, 32);
  terminal.type(`${main} watch two-offices --seed 5 --report json=${report}; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows(/new-york-cip270 +CIP270 +new-york +blank +unregistered +✗ NO/);
  expect(terminal.alternate()).toBe("1");
  await terminal.shows("6 desks, 6 cannot call 911");

  terminal.type("/cip250");
  terminal.press("Enter");
  await terminal.shows("filter: cip250");
  expect(terminal.screen()).not.toContain("chicago-cip270");
  terminal.press("Enter");
  await terminal.shows("page 1 of 4 (28 keys)");
  terminal.press("Enter");
  await terminal.shows(/▶ Extension: _/);
  terminal.type("1008");
  terminal.press("Enter");
  await terminal.shows(/▶ Voicemail Password: _/);
  terminal.type("94617208");
  await terminal.shows("Voicemail Password: ••••••••_");
  terminal.press("Enter");
  await terminal.shows(/1008 · registered/);
  terminal.press("Escape");
  await terminal.shows(/new-york-cip250 +CIP250 +new-york +1008 +registered +yes/);

  terminal.press("Enter");
  terminal.type("911");
  terminal.press("Enter");
  await terminal.shows(/→ call to 911 answered.* · psap, from 2125550100 \(new-york\)/);
  terminal.type("h");
  await terminal.shows("→ call to 911 ended");
  terminal.press("Escape");

  terminal.resize(90, 20);
  await terminal.shows("6 desks, 5 cannot call 911");
  terminal.type("q");
  const after = await terminal.shows("LEFT:0");
  expect(after).toMatch(/new-york-cip250 +CIP250 +new-york +1008 +registered +yes/);
  expect(terminal.alternate()).toBe("0");
  expect(terminal.cursorVisible()).toBe("1");
  expect(after).not.toContain("94617208");
  // The phones unregister after that; the report is about the desks that the user saw.
  expect(JSON.parse(readFileSync(report, "utf8")).handsets[1]).toMatchObject({
    ...{ name: "new-york-cip250", registration: "registered", extension: "1008" },
    emergency: { number: "911", canDial: "yes" },
    calls: [{ number: "911", state: "ended" }],
  });
});

test("a login that comes in one burst, with Tab between its fields, is submitted", async () => {
  const terminal = openTerminal(120, 32);
  terminal.type(`${main} watch --seed 5`);
  terminal.press("Enter");
  await terminal.shows(/new-york-cip230 +CIP230 +new-york +blank/);
  terminal.press("Enter");
  await terminal.shows("page 1 of");
  terminal.press("Enter");
  await terminal.shows(/▶ Extension: _/);
  terminal.press(..."1008", "Tab", ..."94617208", "Enter");
  await terminal.shows(/1008 · registered/);
});

test("q in a run leaves the view, and the run goes on and prints its report", async () => {
  const terminal = openTerminal(120, 40);
  terminal.type(`${main} run ${roam}; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows(/\d of \d+ scenarios · none failed/);
  await terminal.shows("RUNNING NOW");
  terminal.type("d");
  await terminal.shows(/first +CIP250/);
  terminal.type("q");
  const after = await terminal.shows("LEFT:0");
  expect(after).toMatch(/\d passed, 0 failed/);
  expect(after).toMatch(/✓ roam +\d+ passed/);
  expect(terminal.alternate()).toBe("0");
});

test("Ctrl-C puts the terminal back", async () => {
  const terminal = openTerminal(100, 24);
  terminal.type(`${main} watch; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows("cannot call 911");
  terminal.press("C-c");
  await terminal.shows("LEFT:0");
  expect(terminal.alternate()).toBe("0");
  expect(terminal.cursorVisible()).toBe("1");
});

test("SIGTERM takes the view down in order", async () => {
  const pidFile = join(scratchFolder(), "pid");
  const started = (command: string): string =>
    `sh -c 'echo $$ > ${pidFile}; exec ${main} ${command}'; echo LEFT:$?`;
  const terminate = (): void => void process.kill(Number(readFileSync(pidFile, "utf8")), "SIGTERM");
  const terminal = openTerminal(120, 32);
  terminal.type(started("watch"));
  terminal.press("Enter");
  await terminal.shows("cannot call 911");
  terminate();
  const after = await terminal.shows("LEFT:0");
  expect(after).toMatch(/new-york-cip250 +CIP250 +new-york/);
  expect(terminal.alternate()).toBe("0");
  expect(terminal.cursorVisible()).toBe("1");
  // The shell hears keys again: the terminal is in no raw mode.
  terminal.type("echo HE''ARD");
  terminal.press("Enter");
  await terminal.shows("HEARD");

  terminal.type(`clear; ${started("run logout --hardware-speed 1")}`);
  terminal.press("Enter");
  await terminal.shows(/of \d+ scenarios/);
  terminate();
  const report = await terminal.shows("LEFT:130");
  expect(report).toMatch(/interrupted: \d+ passed/);
  expect(terminal.alternate()).toBe("0");
});

test("an error that nobody caught is read on the terminal that was put back", async () => {
  const pidFile = join(scratchFolder(), "pid");
  const hook = "--import \"data:text/javascript,process.on('SIGUSR2', () => { throw new Error('a bug') })\"";
  const terminal = openTerminal(120, 32);
  terminal.type(`export NODE_OPTIONS="${hook.replaceAll('"', '\\"')}"`);
  terminal.press("Enter");
  terminal.type(`sh -c 'echo $$ > ${pidFile}; exec ${main} watch'; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows("cannot call 911");
  process.kill(Number(readFileSync(pidFile, "utf8")), "SIGUSR2");
  const after = await terminal.shows("LEFT:3");
  expect(after).toContain("Error: a bug");
  expect(after).toContain("[DF_INTERNAL]");
  expect(terminal.alternate()).toBe("0");
  expect(terminal.cursorVisible()).toBe("1");
});

test("Ctrl-C in a run interrupts it: report, and exit code 130", async () => {
  const terminal = openTerminal(120, 40);
  terminal.type(`${main} run logout; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows(/of \d+ scenarios/);
  terminal.press("C-c");
  const after = await terminal.shows("LEFT:130");
  expect(after).toContain("interrupted:");
  expect(terminal.alternate()).toBe("0");
});

test("Ctrl-C in a run without the view is told on a line of its own", async () => {
  const terminal = openTerminal(120, 40);
  terminal.type(`${main} run logout --no-tui; echo LEFT:$?`);
  terminal.press("Enter");
  await terminal.shows(/^\[\d+\/\d+\] \S/m);
  terminal.press("C-c");
  expect(await terminal.shows("LEFT:130")).toMatch(/^Interrupted: the phones hang up/m);
});

test("K19: a terminal that is dumb gets plain lines: no colour, nothing overwritten", async () => {
  const recorded = join(scratchFolder(), "bytes");
  const terminal = openTerminal(120, 40);
  terminal.record(recorded);
  terminal.type(`TERM=dumb ${main} run ${roam}; echo LEFT:$?`);
  terminal.press("Enter");
  expect(await terminal.shows("LEFT:0")).toMatch(/✓ roam +\d+ passed/);
  const bytes = readFileSync(recorded, "utf8");
  expect(bytes).toContain("passed: ");
  expect(bytes).not.toMatch(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[Km]`));
});
