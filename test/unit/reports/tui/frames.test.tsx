import { renderToString } from "ink";
import { expect, test } from "vitest";
import { FleetList } from "../../../../reports/tui/fleet-list.js";
import { HandsetPanel } from "../../../../reports/tui/handset-panel.js";
import { keyStrokes } from "../../../../reports/tui/key-strokes.js";
import { initialViewState, viewContext } from "../../../../reports/tui/view-state.js";
import { windowTop } from "../../../../reports/tui/window.js";
import { desk, fleet } from "./sample-fleet.js";

const desks = [
  desk("lobby", { lastEvent: "registered 9000" }),
  desk("desk-1", { extension: "1001" }),
  desk("hall", { state: "BLANK", extension: undefined, registration: "unregistered" }),
  desk("attic", { registration: "refused", registrationStatus: 403 }),
];

function list(columns: number): string {
  const rows = viewContext(fleet(desks), initialViewState, 10).desks.map(({ row }) => row);
  return renderToString(<FleetList rows={rows} selected={1} top={0} height={10} columns={columns} />, {
    columns,
  });
}

test("a row says who the desk is, whether it is registered and whether it can call 911", () => {
  const lines = list(110).split("\n");
  expect(lines[0]).toMatch(/DESK +MODEL +LOCATION +LOGGED IN AS +REGISTRATION +CAN DIAL/);
  expect(lines[1]).toMatch(/lobby +CIP270 +new-york +placeholder 9000 +registered +yes +registered 9000/);
  expect(lines[2]).toMatch(/> desk-1 +CIP270 +new-york +1001 +registered +yes/);
  expect(lines[3]).toMatch(/hall +CIP270 +new-york +blank +unregistered +✗ NO/);
  expect(lines[4]).toMatch(/attic .* placeholder 9000 +refused 403 +~ degraded/);
});

test.each([80, 100, 200])("no line is wider than %i columns", (columns) => {
  for (const line of list(columns).split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
});

test("a handset shows its display and its line keys in their real number, page by page", () => {
  const view = desk("lobby", { keys: [{ key: 13, type: "app-login", label: "Login", value: "" }] });
  const panel = (focusedKey: number): string =>
    renderToString(
      <HandsetPanel
        view={view}
        deskRole="placeholder"
        path={{ path: "good", missing: "" }}
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
      path={{ path: "none", missing: "no account" }}
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
