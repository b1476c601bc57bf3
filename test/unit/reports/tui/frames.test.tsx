import { renderToString } from "ink";
import { expect, test } from "vitest";
import { fleetColumns, headText } from "../../../../reports/tui/columns.js";
import { FleetList } from "../../../../reports/tui/fleet-list.js";
import { HandsetPanel } from "../../../../reports/tui/handset-panel.js";
import { Help } from "../../../../reports/tui/help.js";
import { keyStrokes } from "../../../../reports/tui/key-strokes.js";
import { runLines } from "../../../../reports/tui/run-lines.js";
import { initialViewState, viewContext } from "../../../../reports/tui/view-state.js";
import { windowTop } from "../../../../reports/tui/window.js";
import type { EmergencyPathView } from "../../../../sim/transcript/emergency-path-view.js";
import { desk, fleet } from "./sample-fleet.js";

const desks = [
  desk("lobby", { lastEvent: "registered 9000" }),
  desk("desk-1", { extension: "1001" }),
  desk("hall", {
    ...{ state: "BLANK", extension: undefined, registration: "unregistered" },
    emergency: { path: "none", link: "E2", missing: "no account" },
  }),
  desk("attic", {
    ...{ registration: "refused", registrationStatus: 403 },
    emergency: { path: "degraded", link: "E9", missing: "not registered: no call-back" },
  }),
];

function list(columns: number): string {
  const rows = viewContext(fleet(desks), initialViewState, 10).desks.map(({ row }) => row);
  return renderToString(
    <FleetList rows={rows} selected={1} top={0} height={10} columns={columns} empty="nothing" />,
    {
      columns,
    },
  );
}

test("a row says who the desk is, whether it is registered and whether it can call 911", () => {
  const lines = list(110).split("\n");
  expect(lines[0]).toMatch(/DESK +MODEL +LOCATION +LOGGED IN AS +REGISTRATION +CAN DIAL/);
  expect(lines[1]).toMatch(/lobby +CIP270 +new-york +placeholder 9000 +registered +yes +registered 9000/);
  expect(lines[2]).toMatch(/> desk-1 +CIP270 +new-york +1001 +registered +yes/);
  expect(lines[3]).toMatch(/hall +CIP270 +new-york +blank +unregistered +✗ NO/);
  expect(lines[4]).toMatch(/attic .* placeholder 9000 +refused 403 +~ degraded/);
});

test.each([60, 70, 80, 100, 200])("at %i columns no line is wider, and no word is cut", (columns) => {
  for (const line of list(columns).split("\n")) {
    expect(line.length).toBeLessThanOrEqual(columns);
    expect(line).not.toMatch(/\w…/);
  }
});

const titles = ["DESK", "MODEL", "LOCATION", "LOGGED IN AS", "REGISTRATION", "CAN DIAL 911", "LAST EVENT"];

test.each([
  [60, ["MODEL", "REGISTRATION", "LAST EVENT"]],
  [80, ["LAST EVENT"]],
  [90, ["MODEL"]],
  [100, []],
])("at %i columns whole columns are left out, the least needed first", (columns, left) => {
  const rows = viewContext(fleet([desk("new-york-cip270-12")]), initialViewState, 10).desks;
  const shown = fleetColumns(
    rows.map(({ row }) => row),
    columns,
  );
  expect(headText(shown).length).toBeLessThanOrEqual(columns);
  expect(titles.filter((title) => !headText(shown).includes(title))).toEqual(left);
});

test("an empty list says why", () => {
  const frame = renderToString(
    <FleetList rows={[]} selected={0} top={0} height={5} columns={60} empty='No desk matches "x".' />,
    { columns: 60 },
  );
  expect(frame).toContain('No desk matches "x".');
});

const runNow = {
  ended: 57,
  total: 202,
  running: [{ name: "A phone moves", file: "suites/roam/a.yaml", step: "power-on: desk" }],
  broken: Array.from({ length: 9 }, (_each, index) => ({
    name: `Broken ${index + 1}`,
    verdict: "failed" as const,
    place: `suites/login/${index + 1}.yaml:8`,
    reason:
      "line 8, expect: { phone: desk }: expected registered as 1001; seen backend: login refused, wrong-pin",
  })),
  suites: [
    {
      suite: "suites/login",
      planned: 41,
      ended: { passed: 32, failed: 9, flaky: 0, blocked: 0, skipped: 0 },
      durationMs: 1,
    },
    {
      suite: "suites/roam",
      planned: 9,
      ended: { passed: 1, failed: 0, flaky: 0, blocked: 0, skipped: 0 },
      durationMs: 1,
    },
    {
      suite: "suites/share",
      planned: 2,
      ended: { passed: 0, failed: 0, flaky: 0, blocked: 0, skipped: 2 },
      durationMs: 0,
    },
  ],
};

test("a run shows what failed so far, with its reason, and what runs now", () => {
  const text = runLines(runNow, 120, 30).map((each) => each.text);
  expect(text).toContain("  ✗ Broken 9");
  expect(text).toContain(
    "    suites/login/9.yaml:8: expected registered as 1001; seen backend: login refused, wrong-pin",
  );
  expect(text).toContain("  A phone moves");
  expect(text).toContain("    power-on: desk");
  expect(text).toContain("  ✗ login · 41 of 41 · 9 failed");
  expect(text).toContain("  · roam · 1 of 9");
  expect(text).toContain("  - share · 2 of 2");
});

test("a low terminal keeps the newest failures and what runs now", () => {
  const text = runLines(runNow, 60, 12).map((each) => each.text);
  expect(text).toHaveLength(12);
  expect(text[0]).toBe("FAILED SO FAR (the last 3 of 9)");
  expect(text).toContain("  ✗ Broken 9");
  expect(text).toContain("  A phone moves");
  for (const line of text) expect(line.length).toBeLessThanOrEqual(60);
});

test("a handset shows each call with direction, status and far end, and what the backend noted", () => {
  const view = desk("lobby", {
    calls: [
      { call: "a", direction: "incoming", number: "2000", state: "ringing" },
      { call: "b", direction: "outgoing", number: "1002", state: "failed", status: 486, reason: "Busy Here" },
      {
        call: "c",
        direction: "outgoing",
        number: "911",
        state: "answered",
        farEnd: "psap, from 2125550100 (new-york)",
      },
    ],
    notes: ["login refused, wrong-pin"],
  });
  const frame = renderToString(
    <HandsetPanel view={view} deskRole="placeholder" finger={initialViewState} columns={60} />,
    { columns: 60 },
  );
  expect(frame).toContain("← call from 2000 ringing");
  expect(frame).toContain("→ call to 1002 failed (486 Busy Here)");
  expect(frame).toMatch(/→ call to 911 answered · psap, from 2125550100/);
  expect(frame).toContain("■ backend: login refused, wrong-pin");
  for (const line of frame.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
});

test("a handset shows its display and its line keys in their real number, page by page", () => {
  const view = desk("lobby", { keys: [{ key: 13, type: "app-login", label: "Login", value: "" }] });
  const panel = (focusedKey: number): string =>
    renderToString(
      <HandsetPanel
        view={view}
        deskRole="placeholder"
        finger={{ ...initialViewState, focusedKey }}
        columns={80}
      />,
      { columns: 80 },
    );
  expect(panel(1)).toContain("page 1 of 3 (36 keys)");
  expect(panel(1)).not.toContain("Login");
  expect(panel(13)).toContain("page 2 of 3 (36 keys)");
  expect(panel(13)).toMatch(/13 Login +app-login/);
  expect(panel(13).split("\n").length).toBeLessThan(22);
});

test("what is typed into a masked field shows as bullets", () => {
  const view = desk("lobby", {
    screen: {
      kind: "form",
      title: "Login",
      focused: 0,
      softkeys: ["Submit"],
      fields: [{ prompt: "Voicemail Password", parameter: "pin", masked: true, value: "" }],
    },
  });
  const frame = renderToString(
    <HandsetPanel
      view={view}
      deskRole={undefined}
      finger={{ ...initialViewState, typed: "7142" }}
      columns={80}
    />,
  );
  expect(frame).toContain("Voicemail Password: ••••_");
  expect(frame).not.toContain("7142");
});

test("characters of one read become strokes of their own", () => {
  const none = Object.fromEntries(
    [
      "upArrow",
      "downArrow",
      "leftArrow",
      "rightArrow",
      "return",
      "escape",
      "tab",
      "backspace",
      "delete",
      "ctrl",
      "meta",
    ].map((key) => [key, false]),
  ) as unknown as Parameters<typeof keyStrokes>[1];
  expect(keyStrokes("jj\r", none)).toEqual([
    { text: "j", name: undefined },
    { text: "j", name: undefined },
    { text: "", name: "enter" },
  ]);
  expect(keyStrokes("q", { ...none, meta: true })).toEqual([
    { text: "", name: "escape" },
    { text: "q", name: undefined },
  ]);
  expect(keyStrokes("", { ...none, upArrow: true })).toEqual([{ text: "", name: "up" }]);
});

test("the window follows the selection and never leaves the list", () => {
  expect(windowTop(0, 12, 10, 50)).toBe(3);
  expect(windowTop(20, 5, 10, 50)).toBe(5);
  expect(windowTop(45, 49, 10, 50)).toBe(40);
  expect(windowTop(5, 0, 10, 3)).toBe(0);
});

const call = { call: "a", direction: "outgoing", number: "911" } as const;
const panelOf = (view: ReturnType<typeof desk>, path: EmergencyPathView): string =>
  renderToString(
    <HandsetPanel
      view={{ ...view, emergency: path }}
      deskRole="placeholder"
      finger={initialViewState}
      columns={80}
    />,
    { columns: 80 },
  );
const good = { path: "good", missing: "" } as const;

test("list and handset have the same words for 911", () => {
  expect(panelOf(desk("lobby"), good)).toContain("Can dial 911: yes\n");
  expect(panelOf(desk("lobby"), { path: "none", missing: "no account" })).toContain("✗ NO (no account)");
  expect(panelOf(desk("lobby"), { path: "degraded", missing: "x" })).toContain("911: ~ degraded (x)");
});

test("the display shows a call as long as it is up", () => {
  expect(panelOf(desk("lobby", { calls: [{ ...call, state: "answered" }] }), good)).toMatch(
    /│ ☎ to 911: answered +│/,
  );
  expect(panelOf(desk("lobby", { calls: [{ ...call, state: "ended" }] }), good)).not.toContain("☎");
});

test("a call that is over leaves when a form opens", () => {
  const form = { kind: "form", title: "Login", focused: 0, softkeys: ["Submit"], fields: [] } as const;
  const refused = [{ ...call, state: "refused" }] as const;
  expect(panelOf(desk("lobby", { calls: refused }), good)).toContain("→ call to 911 refused");
  expect(panelOf(desk("lobby", { calls: refused, screen: form }), good)).not.toContain("call to 911");
});

test("the help explains the words for 911, and no line of it is wider than the narrowest terminal", () => {
  const help = renderToString(<Help />, { columns: 120 });
  for (const word of ["yes", "~ degraded", "✗ NO"]) expect(help).toMatch(new RegExp(`^  ${word} `, "m"));
  for (const text of help.split("\n")) expect(text.length).toBeLessThanOrEqual(60);
});
