/** A call that the PBX is carrying. */
export interface PbxCallView {
  readonly extension: string;
  readonly number: string;
  /** Outbound route; absent for an internal call. */
  readonly route?: string;
  readonly state: "ringing" | "answered";
}

interface RunningCall {
  view: PbxCallView;
  readonly hangUp: () => void;
}

/** All calls from the accepted INVITE to the end of both sides. */
export class RunningCalls {
  readonly #calls = new Set<RunningCall>();

  /** @returns what the call tells of itself. */
  add(view: PbxCallView, hangUp: () => void): { readonly answered: () => void; readonly ended: () => void } {
    const call: RunningCall = { view, hangUp };
    this.#calls.add(call);
    return {
      answered: () => {
        call.view = { ...call.view, state: "answered" };
      },
      ended: () => {
        this.#calls.delete(call);
      },
    };
  }

  /** Calls of one extension on trunks, all its phones together (PBX-81, PBX-82). */
  outboundOf(extension: string): number {
    return [...this.#calls].filter(({ view }) => view.extension === extension && view.route !== undefined)
      .length;
  }

  views(): PbxCallView[] {
    return [...this.#calls].map((each) => each.view);
  }

  hangUpAll(): void {
    for (const call of this.#calls) call.hangUp();
  }
}
