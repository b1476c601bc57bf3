import type { Finding, MappingView } from "../../model/control/control-api.js";
import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { HandsetView } from "../../transcript/handset-view.js";

/** Whether one field of an expectation holds, in words for a report. */
export interface Check {
  readonly met: boolean;
  readonly expected: string;
  readonly seen: string;
}

/** What is known of one phone at the moment of judging. */
export interface PhoneEvidence {
  readonly view: HandsetView;
  /** Its events since the last step on it. */
  readonly sinceStep: readonly TranscriptEvent[];
  /** All its events. */
  readonly events: readonly TranscriptEvent[];
  readonly setup: Setup;
  /** What the backend holds for its MAC; read only where the expectation asks for it. */
  readonly mapping: MappingView | undefined;
}

/** What is known beyond single phones. */
export interface SceneEvidence {
  readonly setup: Setup;
  /** All events of the scenario. */
  readonly events: readonly TranscriptEvent[];
  /** All events since the last `dial`. */
  readonly sinceDial: readonly TranscriptEvent[];
  /** Contacts that the backend holds, by extension; read only where the expectation asks. */
  readonly contacts: Readonly<Record<string, number>>;
  /** What the audit says of the setup; read only where the expectation asks. */
  readonly findings: readonly Finding[];
}

/** `line, Login` or `nothing` */
export function listed(items: readonly string[]): string {
  return items.length === 0 ? "none" : items.join(", ");
}
