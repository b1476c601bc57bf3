import type { TranscriptEvent } from "./event.js";
import { HandsetDirectory } from "./handset-directory.js";
import { type Rung, rungOf } from "./ladder-rung.js";
import { printableLine } from "./printable.js";

/**
 * The ladder of a failure: what the phones and the backend sent each other, by HTTP and SIP, what fingers did in
 * between, what the backend noted, and where each step begins, in the order of time.
 */

/** Characters between the two lines. */
const innerWidth = 64;
const timeWidth = 9;

interface PlacedRung {
  readonly rung: Rung;
  readonly phone: string;
  readonly atMs: number;
}

/**
 * @param events the transcript of one scenario, or the part of it that matters
 * @param phones names of the handsets to show, in the order of the columns
 * @returns lines of plain text, without colour; empty where nothing happened
 */
export function renderLadder(events: readonly TranscriptEvent[], phones: readonly string[]): string[] {
  const rungs = rungsOf(events, new Set(phones));
  const first = rungs.find(({ rung }) => rung.kind !== "step");
  if (!first) return [];
  const nameWidth = Math.max(5, ...phones.map((phone) => phone.length));
  const margin = " ".repeat(timeWidth + nameWidth + 4);
  return [
    `${" ".repeat(timeWidth)}  ${"".padEnd(nameWidth)}  ${"phone".padEnd(innerWidth - 5)}backend`,
    ...rungs.map(({ rung, phone, atMs }) => {
      if (rung.kind === "step") return `${margin}├── ${shorten(printableLine(rung.text), innerWidth)}`;
      const time = `+${(Math.max(0, atMs - first.atMs) / 1000).toFixed(3)}s`.padStart(timeWidth);
      return `${time}  ${phone.padEnd(nameWidth)}  ${draw(rung)}`.trimEnd();
    }),
  ];
}

function rungsOf(events: readonly TranscriptEvent[], wanted: ReadonlySet<string>): PlacedRung[] {
  const skipped = new Set(
    events.flatMap((event) => (event.type === "step-end" && event.verdict === "skipped" ? [event.step] : [])),
  );
  const directory = new HandsetDirectory();
  const shown = new Map<string, string>();
  return events.flatMap((event) => {
    directory.learn(event);
    if (event.type === "step-start" && skipped.has(event.step)) return [];
    const about = event.type === "backend-note" ? directory.namedIn(event.text) : [event.phone ?? []].flat();
    if (about.length > 0 && !about.some((phone) => wanted.has(phone))) return [];
    const rung = isSeenAgain(event, shown) ? undefined : rungOf(event);
    return rung ? [{ rung, phone: about.length === 1 ? (about[0] ?? "") : "", atMs: event.atMs }] : [];
  });
}

/** A phone reports its screen after every input: it is news only where something else can be read on it. */
function isSeenAgain(event: TranscriptEvent, shown: Map<string, string>): boolean {
  if (event.type !== "screen" || event.phone === undefined) return false;
  const rung = rungOf(event);
  const before = shown.get(event.phone);
  shown.set(event.phone, rung?.text ?? "");
  return rung?.text === before;
}

function draw(rung: Exclude<Rung, { kind: "step" }>): string {
  const clean = printableLine(rung.text);
  if (rung.kind === "mark") {
    const text = shorten(clean, innerWidth - 2);
    return `│ ${rung.side === "phone" ? text.padEnd(innerWidth - 1) : `${text.padStart(innerWidth - 2)} `}│`;
  }
  const text = ` ${shorten(clean, innerWidth - 8)} `;
  const line = "─".repeat(Math.max(2, innerWidth - text.length - 3));
  return rung.toBackend ? `│──${text}${line}▶│` : `│◀${line}${text}──│`;
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
