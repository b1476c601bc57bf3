import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { type CallView, callText, isOver } from "../../sim/transcript/call-view.js";
import type { HandsetView } from "../../sim/transcript/handset-view.js";
import { printableLine } from "../../sim/transcript/printable.js";
import { cell, fitParts, fitWords } from "./fit.js";
import { type KeySlot, pageOfKeys } from "./line-key-grid.js";
import { emergencyWords, whoIs } from "./row.js";
import type { ViewState } from "./view-state.js";

interface HandsetPanelProps {
  readonly view: HandsetView;
  readonly deskRole: "user" | "placeholder" | undefined;
  /** Line key under the finger from 1, digits typed so far, item of a menu. */
  readonly finger: Pick<ViewState, "focusedKey" | "typed" | "selectedItem">;
  readonly columns: number;
}

const bullets = (text: string): string => "•".repeat(text.length);

/** Lines of the phone's display. A call that is up stands above what the idle display shows. */
function screenLines({ screen, calls }: HandsetView, typed: string, selectedItem: number): string[] {
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
      return [
        ...calls.filter((call) => !isOver(call)).map(callOnDisplay),
        ...screen.text.split("\n"),
        ...(typed === "" ? [] : [`Dial: ${typed}_`]),
      ];
  }
}

function callOnDisplay({ direction, number, state }: CallView): string {
  return printableLine(`☎ ${direction === "incoming" ? "from" : "to"} ${number}: ${state}`);
}

/** Where the function of a key has room beside its label. */
const labelWidth = 16;

/** `  2 Login           app-login`, or without its function, or the bare number of a key without one. */
function keyText({ number, key }: KeySlot, width: number): string {
  if (!key) return cell(`${number}`.padStart(3), width);
  const label = key.label || key.type;
  const both = `${cell(label, labelWidth)} ${key.type}`;
  return cell(`${`${number}`.padStart(3)} ${both.length + 4 > width ? label : both}`, width);
}

/**
 * Lines that say more than the phone's own display: its last calls, and what the backend noted about it. Calls that
 * are over have nothing to do with a form or a list.
 */
function lastLines({ calls, notes, screen }: HandsetView): string[] {
  const inApp = screen.kind === "form" || screen.kind === "menu";
  const told = inApp ? calls.filter((call) => !isOver(call)) : calls;
  return [
    ...told.slice(-3).map((call) => {
      const farEnd = call.farEnd === undefined ? "" : ` · ${call.farEnd}`;
      return `${call.direction === "incoming" ? "←" : "→"} call ${callText(call)}${farEnd}`;
    }),
    ...notes.slice(-2).map((note) => `■ backend: ${note}`),
  ].map(printableLine);
}

/** One handset: its display, its line keys, its softkeys, its calls. */
export function HandsetPanel(props: HandsetPanelProps): ReactElement {
  const { view, deskRole, finger, columns } = props;
  const { path, missing } = view.emergency;
  const { focusedKey, typed, selectedItem } = finger;
  const { page, pages, keys, half } = pageOfKeys(view, focusedKey);
  const width = Math.min(columns - 2, 76);
  const inner = width - 4;
  const shown = screenLines(view, typed, selectedItem);
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {fitParts(
          [view.name, whoIs(view, deskRole), view.registration, view.model, view.location ?? "no location"],
          columns,
        )}
      </Text>
      <Text wrap="truncate" {...(path === "none" ? { color: "red" } : {})}>
        {fitWords(`Can dial 911: ${emergencyWords[path]}${missing === "" ? "" : ` (${missing})`}`, columns)}
      </Text>
      <Box borderStyle="round" flexDirection="column" width={width} paddingX={1}>
        <Text bold wrap="truncate">
          {cell(view.screen.title, inner)}
        </Text>
        {Array.from({ length: Math.max(5, shown.length) }, (_each, index) => (
          <Text key={`line-${index + 1}`} wrap="truncate">
            {fitWords(shown[index] ?? "", inner) || " "}
          </Text>
        ))}
        <Text wrap="truncate" dimColor>
          {fitParts(
            view.screen.softkeys.map((label) => `[${label}]`),
            inner,
            "  ",
          ) || " "}
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
      {lastLines(view).map((line, index) => (
        <Text key={`last-${index + 1}`} wrap="truncate">
          {fitWords(line, columns)}
        </Text>
      ))}
    </Box>
  );
}
