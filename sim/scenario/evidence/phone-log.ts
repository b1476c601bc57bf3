import type { TranscriptEvent } from "../../transcript/event.js";
import { type HandsetView, newHandsetView, reduceHandset } from "../../transcript/handset-view.js";
import type { CallEvent, PhoneEvidence, SinceStep } from "./evidence.js";
import { RegisterWishes } from "./register-wishes.js";

/** What is counted anew with every step on the phone. */
class Since implements SinceStep {
  readonly reboots: string[] = [];
  readonly invites = new Set<string>();
  readonly wishes = new RegisterWishes();
  beeped = false;
  incoming: CallEvent | undefined;

  get registers(): readonly string[] {
    return this.wishes.list;
  }
}

/** What expectations ask of one phone, brought up to date by every event of it, so that judging reads no history. */
export class PhoneLog implements Omit<PhoneEvidence, "setup" | "epochMs" | "emergency"> {
  view: HandsetView;
  sinceStep = new Since();
  incoming: CallEvent | undefined;
  dropped: readonly string[] | undefined;

  constructor(name: string) {
    this.view = newHandsetView(name, undefined);
  }

  /** A step on the phone begins. */
  markStep(): void {
    this.sinceStep = new Since();
  }

  add(event: TranscriptEvent): void {
    this.view = reduceHandset(this.view, event);
    switch (event.type) {
      case "boot":
        if (event.cause === "reboot") this.sinceStep.reboots.push(event.reason);
        return;
      case "beep":
        this.sinceStep.beeped = true;
        return;
      case "config":
        if (event.outcome === "applied") this.dropped = event.dropped;
        return;
      case "call":
        if (event.direction === "incoming") {
          this.incoming = event;
          this.sinceStep.incoming = event;
        }
        return;
      case "sip":
        this.sinceStep.wishes.add(event);
        if (event.direction === "sent" && event.startLine.startsWith("INVITE ")) {
          this.sinceStep.invites.add(event.callId);
        }
        return;
      default:
    }
  }
}
