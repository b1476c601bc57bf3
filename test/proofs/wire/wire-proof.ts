import { expect } from "vitest";
import type { FaultName } from "../../../sim/model/rules/faults.js";
import type { RuleId } from "../../../sim/model/rules/rules.js";
import type { ExtensionSettings, Setup } from "../../../sim/model/setup/setup.js";
import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../sim/sip/message/message.js";
import { type Rig, type RigOptions, startRig } from "../../unit/backend/pbx/rig.js";
import type { TestPhone } from "../../unit/backend/pbx/test-phone.js";
import { twoOffices } from "../../unit/backend/pbx/two-offices.js";

/**
 * What a rule of the PBX looks like on real sockets, where no step of a scenario can say it. It is run as it is, and
 * with each fault that `test/mutation/noticed-by.yaml` names it for: then it has to fail, and for that reason.
 */
export interface WireProof {
  /** As `proof/<name>` in `noticed-by.yaml`. */
  readonly name: string;
  readonly rules: readonly RuleId[];
  readonly says: string;
  /** @throws what an assertion throws where the rule does not hold */
  readonly run: (stage: WireStage) => Promise<void>;
}

/** @param changes of the built-in setup */
type WireStage = (changes?: Partial<Setup>, options?: RigOptions) => Promise<Rig>;

/** Runs a proof on PBXs of its own. @param faults rules that are broken meanwhile */
export async function runProof({ run }: WireProof, faults: readonly FaultName[] = []): Promise<void> {
  const rigs: Rig[] = [];
  try {
    await run(async (changes, options) => {
      const rig = await startRig(changes, { ...options, faults });
      rigs.push(rig);
      return rig;
    });
  } finally {
    for (const rig of rigs) await rig.stop();
  }
}

/** The built-in extensions, with one of them changed. */
export function withExtension(
  number: string,
  changes: Partial<ExtensionSettings>,
): Pick<Setup, "extensions"> {
  const { extensions } = twoOffices();
  const given = extensions[number];
  if (given === undefined) throw new Error(`no extension ${number} in the built-in setup`);
  return { extensions: { ...extensions, [number]: { ...given, ...changes } } };
}

export function field(name: string, value: string): SipHeader {
  return { name, value };
}

/** Phones of one extension, in the order of their registration. */
export async function registered(rig: Rig, extension: string, count: number): Promise<TestPhone[]> {
  const phones: TestPhone[] = [];
  for (let each = 0; each < count; each += 1) {
    const phone = await rig.phone(extension);
    const { status } = await phone.register();
    if (status !== 200) throw new Error(`phone ${each + 1} of ${extension}: ${status}`);
    phones.push(phone);
  }
  return phones;
}

/** One request without credentials, and what came of it. */
export async function unauthenticated(
  phone: TestPhone,
  method: string,
  more: readonly SipHeader[] = [],
): Promise<{ readonly request: SipRequest; readonly response: SipResponse }> {
  const request = phone.request(method, "sip:127.0.0.1", more);
  phone.send(request);
  return { request, response: await phone.finalTo(request) };
}

/** The Contact lines of a 200, sorted. */
export function contactLines(response: SipResponse): string[] {
  return headersOf(response, "Contact").sort();
}

/** In place of a phone that cannot be missing. */
export function absent(): never {
  throw new Error("there are fewer phones than were registered");
}

/** Requests that the PBX had sent to a phone before it answered the phone's OPTIONS, by method. */
export async function heardBy(phone: TestPhone): Promise<string[]> {
  const options = phone.request("OPTIONS", "sip:127.0.0.1");
  phone.send(options);
  const heard: string[] = [];
  for (;;) {
    const message = await phone.next(() => true);
    if (message.kind === "request") heard.push(message.method);
    else if (header(message, "Call-ID") === header(options, "Call-ID")) return heard;
  }
}

/** Waits until a phone that answers nothing is known to be lost; the other one answers meanwhile. */
export async function oneIsLost(rig: Rig, extension: string, there: TestPhone): Promise<void> {
  const answering = async (): Promise<never> => {
    for (;;) there.answer(await there.nextRequest("OPTIONS"), 200);
  };
  void answering();
  const lost = () => rig.pbx.contacts(extension).filter(({ reachable }) => reachable === false).length;
  await expect.poll(lost, { timeout: 10_000 }).toBe(1);
}

/** @throws Error that names what did not come in time */
export async function inTime<Value>(what: string, promise: Promise<Value>, limitMs = 5000): Promise<Value> {
  let stop: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stop = setTimeout(() => reject(new Error(`${what} did not come within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(stop);
  }
}
