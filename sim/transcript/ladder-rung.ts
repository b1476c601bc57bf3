import { shortNote } from "./backend-note.js";
import { audioText, holdText } from "./call-view.js";
import type { TranscriptEvent } from "./event.js";
import { farEndText } from "./far-end-text.js";
import type { ScreenView } from "./handset-state.js";
import { sipLine } from "./sip-line.js";

/** What one event looks like on the ladder. */
export type Rung =
  | { readonly kind: "arrow"; readonly toBackend: boolean; readonly text: string }
  /** On the phone's side, or the backend's. */
  | { readonly kind: "mark"; readonly side: "phone" | "backend"; readonly text: string }
  /** Across: a step begins, or breaks. */
  | { readonly kind: "step"; readonly text: string };

/** @returns undefined for what another rung shows, or what is not looked for here */
export function rungOf(event: TranscriptEvent): Rung | undefined {
  switch (event.type) {
    case "step-start":
      return { kind: "step", text: `line ${event.line}: ${event.text}` };
    case "step-end":
      return event.verdict === "failed" || event.verdict === "blocked"
        ? { kind: "step", text: `✗ ${event.verdict}: ${event.message ?? ""}` }
        : undefined;
    case "http": {
      const toBackend = event.direction === "request";
      const text = toBackend
        ? `${event.method} ${event.url.replace(/^https?:\/\/[^/]+/, "").replace(/\?.*$/, "")}`
        : (event.error ?? `${event.status ?? ""} ${rootElement(event.body)}`.trim());
      return { kind: "arrow", toBackend, text };
    }
    case "sip":
      return { kind: "arrow", toBackend: event.direction === "sent", text: sipLine(event) };
    case "lost":
      return atPhone(`✗ lost on the way (${event.direction}): ${event.startLine}`);
    case "power":
      return atPhone(event.on ? "● power on" : "● power cut");
    case "boot":
      // The one by power is that of "power on".
      return event.cause === "power" ? undefined : atPhone(`● reboot: ${event.reason}`);
    case "key":
      return atPhone(`▣ key ${event.key}`);
    case "beep":
      return atPhone("♪ beep");
    case "screen":
      return event.screen.kind === "idle" ? undefined : atPhone(`□ ${screenText(event.screen)}`);
    case "config":
      return atPhone(
        event.outcome === "applied" ? appliedText(event) : `● no new configuration: ${event.message ?? ""}`,
      );
    case "history-erased":
      return atPhone(`● call history erased: ${event.reason}`);
    case "factory-reset":
      return atPhone("● factory reset");
    case "registration":
      // The REGISTER itself comes next.
      return event.state === "registering"
        ? undefined
        : atPhone(
            `● ${event.extension} ${event.state}${event.status ? ` (${event.status})` : ""}${event.reason ? `: ${event.reason}` : ""}`,
          );
    case "call":
      return atPhone(
        `☎ ${event.call} ${event.number} ${event.state}${event.reason ? `: ${event.reason}` : ""}`,
      );
    case "hold":
      return atPhone(`☎ ${holdText(event)}`);
    case "audio":
      return atPhone(`♫ ${event.call} ${audioText(event)}`);
    case "psap":
      return atBackend(`☎ ${farEndText(event)}`);
    case "call-back": {
      const status = event.status === undefined ? "" : ` (${event.status})`;
      return atBackend(`☎ PSAP calls back ${event.number}: ${event.state}${status}`);
    }
    case "announcement":
      return atBackend(`☎ announcement to ${event.extension} for ${event.number}: ${event.says}`);
    case "key-lost":
      return atBackend(
        `☎ a key of ${event.extension} in the call to ${event.number} is lost: RTP timestamp of the key before`,
      );
    case "backend-note":
      return atBackend(`■ ${shortNote(event.text)}`);
    case "fault":
      return atBackend(`⚡ fault set: ${event.fault}`);
    default:
      return undefined;
  }
}

function atPhone(text: string): Rung {
  return { kind: "mark", side: "phone", text };
}

function atBackend(text: string): Rung {
  return { kind: "mark", side: "backend", text };
}

/** What can be read on it; what was typed stands in the keys. */
function screenText(screen: ScreenView): string {
  switch (screen.kind) {
    case "menu":
      return `menu "${screen.title}": ${screen.items.join(", ")}`;
    case "form":
      return `form "${screen.title}": ${screen.fields.map(({ prompt }) => prompt).join(", ")}`;
    case "text":
    case "idle":
      return `"${[screen.title, screen.text].filter((part) => part !== "").join(": ")}"`;
  }
}

function rootElement(body: string | undefined): string {
  return /<([A-Za-z_]+)/.exec(body?.replace(/<\?[^>]*\?>/, "") ?? "")?.[1] ?? "";
}

/** Where there is no account but a reason for that, the reason is worth more than the name of the file. */
function appliedText({ file, extension, message }: Extract<TranscriptEvent, { type: "config" }>): string {
  return extension === undefined && message !== undefined
    ? `● configuration applied: no account, ${message}`
    : `● configuration ${file} applied: ${extension ?? "no account"}`;
}
