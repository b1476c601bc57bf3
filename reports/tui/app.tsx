import { Box, Text } from "ink";
import { type ReactElement, useRef, useState } from "react";
import { FleetList } from "./fleet-list.js";
import type { FleetSource } from "./fleet-source.js";
import { HandsetPanel } from "./handset-panel.js";
import { Help } from "./help.js";
import { useKeyStrokes } from "./key-strokes.js";
import { performAct } from "./perform-act.js";
import { useSnapshot } from "./use-snapshot.js";
import { useTerminalSize } from "./use-terminal-size.js";
import {
  initialViewState,
  selectedLine,
  type ViewEffect,
  type ViewState,
  viewContext,
  viewStep,
} from "./view-state.js";
import { windowTop } from "./window.js";

interface AppProps {
  readonly source: FleetSource;
  readonly onQuit: () => void;
  /** Ctrl-C: not only the view is to end. */
  readonly onInterrupt: () => void;
}

/** Lines that are not the list: title, status, head of the table, footer, and one that Ink keeps free. */
const otherLines = 5;

/** The fleet view: a list of desks, and one handset at a time with its screen and keys. */
export function App({ source, onQuit, onInterrupt }: AppProps): ReactElement {
  const snapshot = useSnapshot(source);
  const { columns, rows } = useTerminalSize();
  const [state, setState] = useState(initialViewState);
  // Two reads of the terminal can come before the next frame: the second must see what the first did.
  const latest = useRef(state);
  const [message, setMessage] = useState("");
  const context = viewContext(snapshot, state, Math.max(1, rows - otherLines));
  const { desks, open, height } = context;

  useKeyStrokes((strokes) => {
    let next = latest.current;
    const effects: ViewEffect[] = [];
    for (const stroke of strokes) {
      const step = viewStep(next, stroke, viewContext(snapshot, next, height));
      next = step.state;
      if (step.effect) effects.push(step.effect);
    }
    latest.current = next;
    setState(next);
    setMessage("");
    for (const effect of effects) carryOut(source, effect, onQuit, setMessage);
  }, onInterrupt);

  const selected = selectedLine(state, context);
  const without = snapshot.handsets.filter((view) => snapshot.emergencyPath(view).path === "none").length;
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        deskfleet · {snapshot.handsets.length} desks, {without} cannot call 911 · {source.title}
      </Text>
      <Text wrap="truncate" dimColor>
        {snapshot.status || " "}
      </Text>
      {state.help ? (
        <Help />
      ) : open ? (
        <HandsetPanel
          view={open}
          deskRole={snapshot.role(open)}
          path={snapshot.emergencyPath(open)}
          finger={state}
          columns={columns}
        />
      ) : (
        <FleetList
          rows={desks.map(({ row }) => row)}
          selected={selected}
          top={windowTop(state.top, selected, height, desks.length)}
          height={height}
          columns={columns}
        />
      )}
      <Text wrap="truncate" {...(message === "" ? { dimColor: true } : { color: "yellow" })}>
        {message || footer(state)}
      </Text>
    </Box>
  );
}

function carryOut(
  source: FleetSource,
  effect: ViewEffect,
  onQuit: () => void,
  tell: (message: string) => void,
): void {
  if (effect.kind === "quit") {
    onQuit();
    return;
  }
  const { control } = source;
  if (!control) {
    tell("These desks are driven by the run: keys do nothing here.");
    return;
  }
  const done =
    effect.kind === "toggle-power"
      ? control.power(effect.view, effect.view.state === "OFF")
      : performAct(control, effect.view, effect.act);
  done.catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
}

function footer({ filtering, filter, onlyWithout911, openKey }: ViewState): string {
  if (filtering) return `filter: ${filter}_`;
  if (openKey !== undefined) {
    return "Enter press/dial · digits dial · a answer · h hang up · p power · Esc back · ? help · q quit";
  }
  return [
    ...(filter === "" ? [] : [`filter: ${filter}`]),
    ...(onlyWithout911 ? ["only without 911"] : []),
    "Enter open · / filter · n without 911 · p power · ? help · q quit",
  ].join(" · ");
}
