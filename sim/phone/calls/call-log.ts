import type { ReceptionCounts } from "../../media/rtp/reception.js";
import type { AudioState } from "../../media/session/listening.js";
import type { CallState } from "../../transcript/event.js";
import type { Recorder } from "../../transcript/recorder.js";

/** Records how one call fares. After its end nothing more is recorded. */
export class CallLog {
  readonly name: string;
  readonly direction: "outgoing" | "incoming";
  readonly number: string;
  /** Of the INVITE that this phone sends for it. */
  callId: string | undefined;
  readonly #recorder: Recorder;
  #state: CallState | undefined;

  constructor(recorder: Recorder, call: Pick<CallLog, "name" | "direction" | "number">) {
    this.#recorder = recorder;
    this.name = call.name;
    this.direction = call.direction;
    this.number = call.number;
  }

  get state(): CallState | undefined {
    return this.#state;
  }

  get over(): boolean {
    return this.#state === "ended" || this.#state === "failed";
  }

  /** This phone puts the other side on hold, or takes it off. */
  tellHold(on: boolean): void {
    if (!this.over) this.#recorder.record({ type: "hold", call: this.name, on });
  }

  /** @param why SIP status, 0 where no answer came, and the reason in words */
  tell(state: CallState, why: { readonly status?: number; readonly reason?: string } = {}): void {
    if (this.over || this.#state === state) return;
    this.#state = state;
    const { name: call, direction, number, callId } = this;
    const sent = callId === undefined ? {} : { callId };
    this.#recorder.record({ type: "call", call, direction, state, number, ...sent, ...why });
  }

  /** @param counts of what came so far */
  tellAudio({ way, hears }: AudioState, { lost, jitterMs }: ReceptionCounts): void {
    if (this.over) return;
    const heard = hears === undefined ? {} : { hears };
    this.#recorder.record({
      ...{ type: "audio", call: this.name, way, ...heard },
      ...{ lost, jitterMs: Math.round(jitterMs * 10) / 10 },
    });
  }
}
