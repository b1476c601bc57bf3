import type { Clock } from "../../model/clock.js";
import type { CallRecordView } from "../../model/control/control-api.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { LastKept } from "../last-kept.js";
import type { Seams } from "./seams.js";

/** A call as it begins: who calls, shown how, and what was dialled. */
type NewRecord = Pick<CallRecordView, "src" | "clid" | "dst" | "channel">;

/** What a call tells while it lasts. */
export interface CallRecord {
  /** The caller had a 200, be it of an announcement (PBX-84). */
  answered(): void;
  /** Billing begins again, as after a route password (ResetCDR, PBX-108). */
  reset(): void;
  /** Where it is tried now; of several the last stands. */
  goesTo(place: Pick<CallRecordView, "dstchannel" | "outboundCnum">): void;
  /** A PIN of a set that records it was right (PBX-107). */
  pinEntered(pin: string): void;
  /** @param status that the caller is told */
  failed(status: number): void;
  /** Once: it is written now. */
  end(): void;
}

/**
 * The call detail records (CDR), in the words of FreePBX: one for each call that its dial plan took. FreePBX stores a PIN
 * as account code in clear (PBX-107); here the record says that one was stored, and the PIN is nowhere.
 */
export class CallRecords {
  readonly #clock: Pick<Clock, "now">;
  readonly #wall: Pick<Clock, "wall">;
  readonly #seams: Pick<Seams, "accountCode">;
  readonly #written = new LastKept<CallRecordView>();
  /** How often all was forgotten. */
  #epoch = 0;

  /** @param wall what the PBX takes for the time of day */
  constructor(clock: Pick<Clock, "now">, wall: Pick<Clock, "wall">, seams: Pick<Seams, "accountCode">) {
    this.#clock = clock;
    this.#wall = wall;
    this.#seams = seams;
  }

  /** The last 1,000, in the order of their ends. */
  get written(): readonly CallRecordView[] {
    return this.#written.all;
  }

  /** Calls that are still up leave no record either. */
  forget(): void {
    this.#written.forget();
    this.#epoch += 1;
  }

  begin(call: NewRecord): CallRecord {
    const epoch = this.#epoch;
    let start = this.#moment();
    let answer: Moment | undefined;
    let disposition: CallRecordView["disposition"] = "NO ANSWER";
    let place: Parameters<CallRecord["goesTo"]>[0] = {};
    let accountcode: string | undefined;
    return {
      answered: () => {
        answer ??= this.#moment();
      },
      reset: () => {
        start = this.#moment();
        answer &&= start;
      },
      goesTo: (now) => {
        place = now;
      },
      pinEntered: (pin) => {
        accountcode = this.#seams.accountCode(pin);
      },
      failed: (status) => {
        disposition = dispositionOf(status);
      },
      end: () => {
        if (epoch !== this.#epoch) return;
        const end = this.#moment();
        const record: CallRecordView = {
          ...{ start: start.text, end: end.text, ...call, ...place },
          ...(answer !== undefined && { answer: answer.text }),
          duration: secondsBetween(start, end),
          billsec: answer === undefined ? 0 : secondsBetween(answer, end),
          disposition: answer === undefined ? disposition : "ANSWERED",
          ...(accountcode !== undefined && { accountcode }),
        };
        this.#written.add(record);
      },
    };
  }

  #moment(): Moment {
    return { atMs: this.#clock.now(), text: new Date(this.#wall.wall()).toISOString() };
  }
}

/** A call of an extension; of one from outside the number is all that is known. */
export function recordOf(setup: Setup, extension: string, number: string): NewRecord {
  const name = extensionOf(setup, extension)?.name;
  const clid = name === undefined ? extension : `"${name}" <${extension}>`;
  return { src: extension, clid, dst: number, channel: `PJSIP/${extension}` };
}

interface Moment {
  readonly atMs: number;
  /** ISO 8601, UTC. */
  readonly text: string;
}

function secondsBetween(from: Moment, to: Moment): number {
  return Math.floor((to.atMs - from.atMs) / 1000);
}

/** Of a call that nobody answered: a hang-up of the dial plan (603) is none of a called party (PBX-90). */
function dispositionOf(status: number): CallRecordView["disposition"] {
  if (status === 486 || status === 600) return "BUSY";
  return [408, 480, 487, 603].includes(status) ? "NO ANSWER" : "FAILED";
}
