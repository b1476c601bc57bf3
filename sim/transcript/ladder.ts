import type { TranscriptEvent } from "./event.js";

/**
 * The ladder of a failure: what the phones and the backend told each other, by HTTP and SIP, and what fingers
 * did in between, in the order of time.
 */

const laneWidth = 66;
const timeWidth = 9;

/** What one event looks like on the ladder. */
type Rung =
  | { readonly kind: "arrow"; readonly toBackend: boolean; readonly text: string }
  | { readonly kind: "mark"; readonly text: string };

/**
 * @param events the transcript, or the part of it that matters
 * @param phones names of the handsets to show, in the order of the columns
 * @returns lines of plain text, without colour; empty where nothing happened
 */
export function renderLadder(events: readonly TranscriptEvent[], phones: readonly string[]): string[] {
  const wanted = new Set(phones);
  const rungs = events.flatMap((event) => {
    const mine =
      event.phone === undefined ? event.type === "psap" || event.type === "fault" : wanted.has(event.phone);
    const rung = mine ? rungOf(event) : undefined;
    return rung ? [{ rung, phone: event.phone ?? "", atMs: event.atMs }] : [];
  });
  const first = rungs[0];
  if (!first) return [];
  const nameWidth = Math.max(5, ...phones.map((phone) => phone.length));
  const head = `${" ".repeat(timeWidth)}  ${"phone".padEnd(nameWidth)}  ${"phone".padEnd(laneWidth - 7)}backend`;
  return [
    head,
    ...rungs.map(({ rung, phone, atMs }) => {
      const time = `+${((atMs - first.atMs) / 1000).toFixed(3)}s`.padStart(timeWidth);
      return `${time}  ${phone.padEnd(nameWidth)}  ${draw(rung)}`.trimEnd();
    }),
  ];
}

function draw(rung: Rung): string {
  const inner = laneWidth - 2;
  if (rung.kind === "mark") return `│ ${rung.text}`;
  const text = ` ${shorten(rung.text, inner - 8)} `;
  const line = "─".repeat(Math.max(2, inner - text.length - 3));
  return rung.toBackend ? `│──${text}${line}▶│` : `│◀${line}${text}──│`;
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function rungOf(event: TranscriptEvent): Rung | undefined {
  switch (event.type) {
    case "http": {
      const toBackend = event.direction === "request";
      const text = toBackend
        ? `${event.method} ${event.url.replace(/^https?:\/\/[^/]+/, "")}`
        : (event.error ?? `${event.status ?? ""} ${rootElement(event.body)}`.trim());
      return { kind: "arrow", toBackend, text };
    }
    case "sip": {
      const repeat = event.repeat ? " (repeat)" : "";
      const method = event.startLine.startsWith("SIP/2.0 ")
        ? `${event.startLine.slice(8)}  [${event.cseq}]`
        : event.startLine.replace(/ SIP\/2\.0$/, "");
      return { kind: "arrow", toBackend: event.direction === "sent", text: `${method}${repeat}` };
    }
    case "lost":
      return { kind: "mark", text: `✗ lost on the way (${event.direction}): ${event.startLine}` };
    case "power":
      return { kind: "mark", text: event.on ? "● power on" : "● power cut" };
    case "boot":
      return { kind: "mark", text: `● ${event.cause}: ${event.reason}` };
    case "key":
      return { kind: "mark", text: `▣ key ${event.key}` };
    case "beep":
      return { kind: "mark", text: "♪ beep" };
    case "screen":
      return event.screen.kind === "idle"
        ? undefined
        : { kind: "mark", text: `□ screen ${event.screen.title || event.screen.kind}` };
    case "config":
      return {
        kind: "mark",
        text:
          event.outcome === "applied"
            ? `● configuration ${event.file} applied: ${event.extension ?? ["no account", event.message].filter(Boolean).join(", ")}`
            : `● configuration kept: ${event.message ?? ""}`,
      };
    case "history-erased":
      return { kind: "mark", text: `● call history erased: ${event.reason}` };
    case "factory-reset":
      return { kind: "mark", text: "● factory reset" };
    case "registration":
      return {
        kind: "mark",
        text: `● ${event.extension} ${event.state}${event.status ? ` (${event.status})` : ""}`,
      };
    case "call":
      return {
        kind: "mark",
        text: `☎ ${event.call} ${event.number} ${event.state}${event.reason ? `: ${event.reason}` : ""}`,
      };
    case "psap":
      return {
        kind: "mark",
        text: `${" ".repeat(laneWidth - 30)}☎ ${event.farEnd} ${event.state}: ${event.number} from ${event.callerId} (${event.location ?? "location unknown"})`,
      };
    case "fault":
      return { kind: "mark", text: `⚡ fault set in the backend: ${event.fault}` };
    default:
      return undefined;
  }
}

function rootElement(body: string | undefined): string {
  return /<([A-Za-z_]+)/.exec(body?.replace(/<\?[^>]*\?>/, "") ?? "")?.[1] ?? "";
}
