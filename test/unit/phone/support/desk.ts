import { isIP } from "node:net";
import { onTestFinished } from "vitest";
import { parseMac } from "../../../../sim/model/mac.js";
import { createRandom } from "../../../../sim/model/random.js";
import type { FaultName } from "../../../../sim/model/rules/faults.js";
import { type PhoneBehaviour, policiesSchema } from "../../../../sim/model/setup/policies.js";
import { withFaults } from "../../../../sim/phone/faults/phone-faults.js";
import { intactFirmware } from "../../../../sim/phone/firmware.js";
import { Handset } from "../../../../sim/phone/handset.js";
import type { HandsetOptions } from "../../../../sim/phone/handset-options.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { HandsetEvent, TranscriptEvent } from "../../../../sim/transcript/event.js";
import type { Recorder } from "../../../../sim/transcript/recorder.js";
import { Transcript } from "../../../../sim/transcript/transcript.js";
import { profileOf } from "./profile.js";

type EventOf<Type extends HandsetEvent["type"]> = TranscriptEvent & Extract<HandsetEvent, { type: Type }>;

/** A handset with its transcript, which is not redacted: what the phone lets out is seen. */
export interface TestDesk {
  readonly handset: Handset;
  readonly events: readonly TranscriptEvent[];
  all<Type extends HandsetEvent["type"]>(type: Type): EventOf<Type>[];
  /** Resolves at the first event of that type that fits, also one that was before. */
  until<Type extends HandsetEvent["type"]>(
    type: Type,
    fits?: (event: EventOf<Type>) => boolean,
    from?: number,
  ): Promise<EventOf<Type>>;
}

/** What a phone does by default. */
export const phoneBehaviour: PhoneBehaviour = policiesSchema.parse({});

const mac = parseMac("00:1f:c1:00:00:07");

/** What a test wants to be different, planted defects among it. */
export type DeskChanges = Partial<HandsetOptions> & { readonly faults?: readonly FaultName[] };

type Wanted = DeskChanges & Pick<HandsetOptions, "configServer">;

/** What the handset of a test is made of. */
export function handsetOptions(recorder: Recorder, { faults = [], ...options }: Wanted): HandsetOptions {
  if (!mac) throw new Error("no MAC");
  const { clock = systemClock, timers = { t1: 60, t2: 480, t4: 600 } } = options;
  const intact: HandsetOptions = {
    name: "lobby",
    profile: profileOf("CIP270"),
    mac,
    bindHost: "127.0.0.9",
    recorder,
    clock,
    random: createRandom(1),
    hardwareSpeed: 1000,
    timers,
    shared: createSipShared(clock, timers),
    mayDial: () => true,
    isEmergency: (number) => number === "911",
    behaviour: phoneBehaviour,
    resolve: async (host) => (host === "localhost" ? "127.0.0.1" : isIP(host) === 4 ? host : undefined),
    trust: { authority: undefined, checked: true },
    firmware: intactFirmware,
    ...options,
  };
  return withFaults(intact, faults);
}

/** A desk that starts 1000 times faster than the real phone and is stopped with the test. */
export function createDesk(options: Wanted): TestDesk {
  const transcript = new Transcript(systemClock, (text) => text);
  const handset = new Handset(handsetOptions(transcript.scope({ phone: "lobby" }), options));
  onTestFinished(() => handset.stop());
  const all = <Type extends HandsetEvent["type"]>(type: Type) =>
    transcript.events.filter((event): event is EventOf<Type> => event.type === type);
  return {
    handset,
    events: transcript.events,
    all,
    until: (type, fits = () => true, from = 0) =>
      new Promise((resolve) => {
        const found = () => all(type).find((event) => event.seq >= from && fits(event));
        const before = found();
        if (before) return resolve(before);
        const leave = transcript.subscribe(() => {
          const event = found();
          if (!event) return;
          leave();
          resolve(event);
        });
      }),
  };
}

export const testMac = "001fc1000007";
