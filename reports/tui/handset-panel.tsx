import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { EmergencyPathView } from "../../sim/transcript/emergency-path-view.js";
import type { LineKeyView, ScreenView } from "../../sim/transcript/handset-state.js";
import type { HandsetView } from "../../sim/transcript/handset-view.js";
import { cell, whoIs } from "./row.js";
import type { ViewState } from "./view-state.js";

interface HandsetPanelProps {
  readonly view: HandsetView;
  readonly deskRole: "user" | "placeholder" | undefined;
  readonly path: EmergencyPathView;
  /** Line key under the finger from 1, digits typed so far, item of a menu. */
  readonly finger: Pick<ViewState, "focusedKey" | "typed" | "selectedItem">;
  readonly columns: number;
}

const bullets = (text: string): string => "•".repeat(text.length);

/** Lines of the phone's display. */
function screenLines(screen: ScreenView, typed: string, selectedItem: number): string[] {
  switch (screen.kind) {
    case "menu":
      return screen.items.map((item, index) => `${index === selectedItem ? "▶" : " "} ${item}`);
    case "form":
      return screen.fields.flatMap(({ prompt, value, masked }, index) => {
        const here = index === screen.focused;
        const shown = here && typed !== "" ? (masked ? bullets(typed) : typed) : value;
        return [`${here ? "▶" : " "} ${prompt}: ${shown}${here ? "_" : ""}`];
      });
    default:
      return [...screen.text.split("\n"), ...(typed === "" ? [] : [`Dial: ${typed}_`])];
  }
}

interface KeySlot {
  readonly number: number;
  readonly key: LineKeyView | undefined;
}

/** The line keys of the page that holds the focused one, in their real number, as the case shows them. */
function pageOfKeys(
  view: HandsetView,
  focusedKey: number,
): { page: number; pages: number; keys: readonly KeySlot[] } {
  const perPage = Math.max(1, view.keysPerPage);
  const page = Math.floor((focusedKey - 1) / perPage);
  const first = page * perPage + 1;
  const last = Math.min(view.lineKeys, first + perPage - 1);
  const keys = Array.from({ length: Math.max(0, last - first + 1) }, (_each, index) => ({
    number: first + index,
    key: view.keys.find(({ key }) => key === first + index),
  }));
  return { page: page + 1, pages: Math.max(1, Math.ceil(view.lineKeys / perPage)), keys };
}

/** `  2 Login           app-login`, or the bare number of a key without a function. */
function keyText({ number, key }: KeySlot, width: number): string {
  const label = key ? `${cell(key.label || key.type, 16)} ${key.type}` : "";
  return cell(`${`${number}`.padStart(3)} ${label}`, width);
}

/** One handset: its display, its line keys, its softkeys, its calls. */
export function HandsetPanel(props: HandsetPanelProps): ReactElement {
  const { view, deskRole, path, finger, columns } = props;
  const { focusedKey, typed, selectedItem } = finger;
  const { page, pages, keys } = pageOfKeys(view, focusedKey);
  const width = Math.min(columns - 2, 76);
  const inner = width - 4;
  const half = Math.ceil(keys.length / 2);
  const shown = screenLines(view.screen, typed, selectedItem);
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {view.name} · {view.model} · {view.location ?? "no location"} · {whoIs(view, deskRole)} ·{" "}
        {view.registration}
      </Text>
      <Text wrap="truncate" {...(path.path === "none" ? { color: "red" } : {})}>
        911: {path.path}
        {path.missing === "" ? "" : ` (${path.missing})`}
      </Text>
      <Box borderStyle="round" flexDirection="column" width={width} paddingX={1}>
        <Text bold wrap="truncate">
          {cell(view.screen.title, inner)}
        </Text>
        {Array.from({ length: Math.max(5, shown.length) }, (_each, index) => (
          <Text key={`line-${index + 1}`} wrap="truncate">
            {shown[index] ?? " "}
          </Text>
        ))}
        <Text wrap="truncate" dimColor>
          {view.screen.softkeys.map((label) => `[${label}]`).join("  ") || " "}
        </Text>
      </Box>
      <Text wrap="truncate">
        Line keys, page {page} of {pages} ({view.lineKeys} keys)
      </Text>
      {Array.from({ length: half }, (_each, index) => (
        <Text key={`keys-${index + 1}`} wrap="truncate">
          {[keys[index], keys[index + half]].map((slot) =>
            slot ? (
              <Text key={`key-${slot.number}`} inverse={slot.number === focusedKey}>
                {keyText(slot, Math.floor(width / 2) - 1)}
              </Text>
            ) : null,
          )}
        </Text>
      ))}
      {view.calls.slice(-3).map(({ call, number, direction, state }) => (
        <Text key={call} wrap="truncate">
          {direction === "incoming" ? "←" : "→"} {number} {state}
        </Text>
      ))}
    </Box>
  );
}
