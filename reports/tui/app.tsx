import { Box, Text } from "ink";
import { type ReactElement, useRef, useState } from "react";
import { printableLine } from "../../sim/transcript/printable.js";
import { fitParts, fitWords } from "./fit.js";
import { FleetList } from "./fleet-list.js";
import type { FleetSnapshot, FleetSource } from "./fleet-source.js";
import { HandsetPanel } from "./handset-panel.js";
import { Help } from "./help.js";
import { useKeyStrokes } from "./key-strokes.js";
import { performAct } from "./perform-act.js";
import { playStrokes } from "./play-strokes.js";
import { runTitle } from "./run-lines.js";
import { RunPanel } from "./run-panel.js";
import { useSnapshot } from "./use-snapshot.js";
import { useTerminalSize } from "./use-terminal-size.js";
import {
  initialViewState,
  selectedLine,
  type ViewContext,
  type ViewEffect,
  type ViewState,
  viewContext,
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
  const { desks, open, height, showsRun } = context;

  useKeyStrokes((strokes) => {
    setMessage("");
    latest.current = playStrokes({
      strokes,
      state: latest.current,
      height,
      snapshot: () => source.snapshot(),
      carryOut: (effect) => carryOut(source, effect, onQuit, setMessage),
    });
    setState(latest.current);
  }, onInterrupt);

  const selected = selectedLine(state, context);
  const without = snapshot.handsets.filter(({ emergency }) => emergency.path === "none").length;
  const title =
    showsRun && snapshot.run
      ? runTitle(snapshot.run)
      : [`${snapshot.handsets.length} desks, ${without} cannot call 911`];
  return (
    <Box flexDirection="column">
      <Text bold wrap="truncate">
        {fitParts(["deskfleet", ...title, printableLine(source.title)], columns)}
      </Text>
      <Text wrap="truncate" {...(message === "" ? { dimColor: true } : { color: "yellow" })}>
        {fitWords(
          message === "" ? statusLine(snapshot.status, context, selected) : printableLine(message),
          columns,
        ) || " "}
      </Text>
      {state.help ? (
        <Help />
      ) : showsRun && snapshot.run ? (
        <RunPanel run={snapshot.run} columns={columns} height={height} />
      ) : open ? (
        <HandsetPanel view={open} deskRole={snapshot.role(open)} finger={state} columns={columns} />
      ) : (
        <FleetList
          rows={desks.map(({ row }) => row)}
          selected={selected}
          top={windowTop(state.top, selected, height, desks.length)}
          height={height}
          columns={columns}
          empty={emptyText(state, snapshot.handsets.length)}
        />
      )}
      <Text wrap="truncate" dimColor>
        {fitParts(footer(state, context, snapshot), columns)}
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

/** Under the title. What happened last at the selected desk stands there: in a narrow table it has no column. */
function statusLine(status: string, { desks, open, showsRun }: ViewContext, selected: number): string {
  const here = desks[selected]?.row;
  return status !== "" || open || showsRun || !here || here.lastEvent === ""
    ? status
    : `${here.name}: ${here.lastEvent}`;
}

/** Why the list is empty. */
function emptyText({ filter, onlyWithout911 }: ViewState, desks: number): string {
  if (desks === 0) return "No desk is up.";
  if (filter === "") return "Every desk can call 911. n shows them all.";
  const which = onlyWithout911 ? " of those without 911" : "";
  return `No desk${which} matches "${filter}". Esc clears the filter.`;
}

/** The first ones stay where the terminal is narrow. */
function footer(
  { filtering, filter, onlyWithout911, help }: ViewState,
  { open, showsRun }: ViewContext,
  { run }: FleetSnapshot,
): string[] {
  if (help) return ["any key closes this help"];
  if (showsRun) return ["q lines instead of this view", "d desks", "? help"];
  if (filtering) return [`filter: ${filter}_`];
  if (open) {
    return [
      "Enter press/dial",
      "Esc back",
      "? help",
      "q quit",
      "digits dial",
      "a answer",
      "h hang up",
      "p power",
    ];
  }
  return [
    ...(filter === "" ? [] : [`filter: ${filter}`]),
    ...(onlyWithout911 ? ["only without 911"] : []),
    ...(run ? ["r run"] : []),
    ...["Enter open", "? help", "q quit", "/ filter", "n without 911", "p power"],
  ];
}
