import { decide } from "../../../dialplan/decide.js";
import { emergencyNumberIn } from "../../../dialplan/emergency-number.js";
import type { Clock } from "../../../model/clock.js";
import type { Announcement } from "../../../model/control/announcements.js";
import type { Mac } from "../../../model/mac.js";
import { extensionOf } from "../../../model/setup/extension-of.js";
import type { Setup } from "../../../model/setup/setup.js";
import type { CallProgress, NewCall, RunningCalls } from "../../pbx/running-calls.js";
import type { AmiMessage } from "../ami/message.js";
import { announcementIn } from "./announcement-in.js";
import { endpointOf } from "./channel-names.js";

/** A channel of a phone or a trunk. */
interface Leg {
  readonly channel: string;
  readonly endpoint: string;
  readonly mac: Mac | undefined;
  /** undefined: it is a phone's. */
  readonly trunk: string | undefined;
}

interface WatchedCall {
  readonly call: NewCall;
  readonly progress: CallProgress;
  /** Channels that the PBX made for it, by their ids, in order. */
  readonly legs: Map<string, Leg>;
  /** Ids of the channels that keep the other side on hold. */
  readonly holding: Set<string>;
  talking: boolean;
}

export interface ChannelWatchOptions {
  readonly setup: () => Setup;
  /** What the hours of routes go by. */
  readonly hours: Pick<Clock, "wall">;
  readonly running: RunningCalls;
  /** Name of the trunk that an endpoint is for; undefined: it is none. */
  readonly trunkOf: (endpoint: string) => string | undefined;
  /** The phone behind a channel. @param called it is rung, and has no address yet */
  readonly phoneOf: (channel: string, endpoint: string, called: boolean) => Promise<Mac | undefined>;
  readonly hangUp: (channel: string) => void;
  /** Hears of each call that Asterisk answers itself, by the dial plan that we have written. */
  readonly announced: (call: Pick<NewCall, "extension" | "number"> & { readonly says: Announcement }) => void;
}

/**
 * The calls of Asterisk, as its channels come and go: the channel whose id is that of the call is the caller's, the others
 * are rung. What happens in one call is taken in order, however long a question about it takes.
 */
export class ChannelWatch {
  readonly #options: ChannelWatchOptions;
  readonly #calls = new Map<string, WatchedCall>();
  /** Channel id → id of its call. */
  readonly #callOf = new Map<string, string>();
  readonly #queues = new Map<string, Promise<void>>();
  /** For each question what there is: channels that have ended since it was asked. */
  readonly #endedSince = new Set<Set<string>>();

  constructor(options: ChannelWatchOptions) {
    this.#options = options;
  }

  /** Takes one event of the manager interface; those that are not about channels do nothing. */
  take(event: AmiMessage): void {
    const id = event.get("Uniqueid");
    if (id === undefined) return;
    switch (event.event) {
      case "Newchannel":
        this.#new(id, event);
        break;
      case "Newstate":
        this.#state(id, event);
        break;
      case "Hold":
        this.#inCall(id, ({ progress, holding }) => progress.held(holding.add(id).size > 0));
        break;
      case "Unhold":
        this.#inCall(id, ({ progress, holding }) => {
          if (holding.delete(id)) progress.held(holding.size > 0);
        });
        break;
      case "Hangup":
        for (const ended of this.#endedSince) ended.add(id);
        this.#ended(id);
        break;
      case "Newexten":
        this.#announced(id, announcementIn(event));
        break;
      default:
    }
  }

  /**
   * What there is, after events may have been missed. Of what comes and goes while Asterisk answers, the events say more
   * than the answer.
   * @param list asks for the rows of CoreShowChannels
   * @throws what asking throws
   */
  async catchUp(list: () => Promise<readonly AmiMessage[]>): Promise<void> {
    const known = [...this.#callOf.keys()];
    const ended = new Set<string>();
    this.#endedSince.add(ended);
    try {
      const rows = await list();
      const ids = new Set(rows.map((row) => row.get("Uniqueid")));
      for (const id of known) if (!ids.has(id)) this.#ended(id);
      // The caller's channel begins its call, wherever it stands in the list.
      const inOrder = rows.toSorted((one, other) => Number(isRung(one)) - Number(isRung(other)));
      for (const row of inOrder) {
        const id = row.get("Uniqueid");
        if (id === undefined || ended.has(id)) continue;
        if (!this.#callOf.has(id)) this.#new(id, row);
        this.#state(id, row);
      }
    } finally {
      this.#endedSince.delete(ended);
    }
  }

  /** Resolves when all that was taken so far is told. */
  async settled(): Promise<void> {
    await Promise.all(this.#queues.values());
  }

  #new(id: string, event: AmiMessage): void {
    const channel = event.get("Channel") ?? "";
    const endpoint = endpointOf(channel);
    const callId = event.get("Linkedid") ?? id;
    if (endpoint === undefined) return;
    this.#callOf.set(id, callId);
    if (callId === id)
      this.#queue(callId, () => this.#begin(id, channel, endpoint, event.get("Exten") ?? ""));
    else this.#queue(callId, () => this.#addLeg(callId, id, channel, endpoint));
  }

  #state(id: string, told: AmiMessage): void {
    if (told.get("ChannelState") === "6") this.#inCall(id, (call) => this.#answered(call, id));
  }

  async #begin(id: string, channel: string, endpoint: string, number: string): Promise<void> {
    const { setup, running, phoneOf, hangUp, trunkOf } = this.#options;
    const isPhone = extensionOf(setup(), endpoint) !== undefined;
    if (!isPhone && trunkOf(endpoint) === undefined) return;
    const caller = isPhone ? await phoneOf(channel, endpoint, false) : undefined;
    if (!this.#callOf.has(id)) return; // it has ended in the meantime
    const call: NewCall = { extension: endpoint, number, caller, outbound: this.#outbound(endpoint, number) };
    const urgent = emergencyNumberIn(number, setup()) !== undefined;
    const legs = new Map<string, Leg>();
    const progress = running.add(call, {
      // Only its parties end a call for help, by whatever route Asterisk has sent it.
      hangUp: () => (urgent ? undefined : hangUp(channel)),
      dropLeg: (index) => {
        const leg = [...legs.values()][index];
        if (leg && !urgent) hangUp(leg.channel);
      },
    });
    this.#calls.set(id, { call, progress, legs, holding: new Set(), talking: false });
  }

  /** By which route the setup sends that number. */
  #outbound(caller: string, number: string): NewCall["outbound"] {
    const { setup, hours, running } = this.#options;
    if (extensionOf(setup(), caller) === undefined) return undefined;
    const request = {
      setup: setup(),
      caller,
      address: undefined,
      number,
      epochMs: hours.wall(),
      load: running,
    };
    const { end } = decide(request);
    return end.kind === "outbound" ? { route: end.call.route, charged: end.call.charged } : undefined;
  }

  async #addLeg(callId: string, id: string, channel: string, endpoint: string): Promise<void> {
    const { setup, trunkOf, phoneOf } = this.#options;
    const call = this.#calls.get(callId);
    if (!call) return;
    const isPhone = extensionOf(setup(), endpoint) !== undefined;
    const mac = isPhone ? await phoneOf(channel, endpoint, true) : undefined;
    if (!this.#callOf.has(id)) return;
    call.legs.set(id, { channel, endpoint, mac, trunk: isPhone ? undefined : trunkOf(endpoint) });
    if (!call.talking) this.#moved(call);
  }

  #moved({ progress, legs }: WatchedCall): void {
    const all = [...legs.values()];
    const last = all.at(-1);
    progress.movesTo({
      trunk: last?.trunk,
      rung: last && last.trunk === undefined ? last.endpoint : undefined,
      called: all.map(({ mac }) => mac),
    });
  }

  #answered(call: WatchedCall, id: string): void {
    const index = [...call.legs.keys()].indexOf(id);
    if (index < 0 || call.talking) return;
    call.talking = true;
    call.progress.answered(index);
  }

  #announced(id: string, says: Announcement | undefined): void {
    if (says === undefined) return;
    const { announced } = this.#options;
    this.#inCall(id, ({ call: { extension, number } }) => announced({ extension, number, says }));
  }

  #ended(id: string): void {
    const callId = this.#callOf.get(id);
    if (callId === undefined) return;
    this.#callOf.delete(id);
    this.#queue(callId, async () => {
      const call = this.#calls.get(callId);
      if (call && id === callId) {
        this.#calls.delete(callId);
        call.progress.ended();
      } else if (call?.legs.delete(id) && !call.talking) this.#moved(call);
    });
  }

  #inCall(id: string, action: (call: WatchedCall) => void): void {
    const callId = this.#callOf.get(id);
    if (callId === undefined) return;
    this.#queue(callId, async () => {
      const call = this.#calls.get(callId);
      if (call) action(call);
    });
  }

  #queue(callId: string, action: () => Promise<void>): void {
    const before = this.#queues.get(callId) ?? Promise.resolve();
    // A question that fails leaves its channel out: the call goes on, and so does the watch.
    const after = before.then(action).catch(() => undefined);
    this.#queues.set(callId, after);
    void after.then(() => {
      if (this.#queues.get(callId) === after) this.#queues.delete(callId);
    });
  }
}

/** It was made for the call of another channel. */
function isRung(row: AmiMessage): boolean {
  return row.get("Linkedid") !== row.get("Uniqueid");
}
