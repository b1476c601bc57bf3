import { z } from "zod";
import type { Stage } from "./stage.js";
import type { Word } from "./word.js";
import { adminLogout } from "./words/admin-logout.js";
import { answer } from "./words/answer.js";
import { assign } from "./words/assign.js";
import { backend } from "./words/backend.js";
import { callBack } from "./words/call-back.js";
import { change } from "./words/change.js";
import { clock } from "./words/clock.js";
import { deleteMapping } from "./words/delete-mapping.js";
import { deleteUser } from "./words/delete-user.js";
import { dial } from "./words/dial.js";
import { expect } from "./words/expect.js";
import { factoryReset } from "./words/factory-reset.js";
import { hangUp } from "./words/hang-up.js";
import { hold } from "./words/hold.js";
import { keypad } from "./words/keypad.js";
import { login } from "./words/login.js";
import { logout } from "./words/logout.js";
import { networkFault } from "./words/network-fault.js";
import { panic } from "./words/panic.js";
import { pick } from "./words/pick.js";
import { powerOff } from "./words/power-off.js";
import { powerOn } from "./words/power-on.js";
import { press } from "./words/press.js";
import { randomDay } from "./words/random-day.js";
import { reject } from "./words/reject.js";
import { resume } from "./words/resume.js";
import { resync } from "./words/resync.js";
import { sampleEmergency } from "./words/sample-emergency.js";
import { serverFault } from "./words/server-fault.js";
import { softkey } from "./words/softkey.js";
import { submit } from "./words/submit.js";
import { trunk } from "./words/trunk.js";
import { type } from "./words/type.js";

/** Every word that a step may be, each from a file of its name. A test holds this list against the folder. */
const vocabulary = {
  "power-on": powerOn,
  "power-off": powerOff,
  login,
  logout,
  press,
  type,
  softkey,
  pick,
  dial,
  answer,
  "hang-up": hangUp,
  reject,
  hold,
  resume,
  panic,
  keypad,
  "delete-mapping": deleteMapping,
  assign,
  resync,
  "factory-reset": factoryReset,
  "admin-logout": adminLogout,
  "delete-user": deleteUser,
  submit,
  clock,
  "server-fault": serverFault,
  "network-fault": networkFault,
  trunk,
  backend,
  "call-back": callBack,
  change,
  "sample-emergency": sampleEmergency,
  "random-day": randomDay,
  expect,
} as const;

type Vocabulary = typeof vocabulary;
export type StepWord = keyof Vocabulary;
/** What a step takes, by its word. */
type StepArguments = { [Each in StepWord]: z.output<Vocabulary[Each]["schema"]> };
/** One step: a word and its own arguments. */
export type Step = {
  [Each in StepWord]: { readonly word: Each; readonly args: StepArguments[Each] };
}[StepWord];

/** All words, where it does not matter which. */
export const words: Readonly<Record<StepWord, Word>> = vocabulary;

export function isStepWord(text: string): text is StepWord {
  return Object.hasOwn(vocabulary, text);
}

/** Does one step of a scenario. */
export async function runStep({ word, args }: Step, stage: Stage): Promise<void> {
  const { dials, run } = words[word];
  if (dials) stage.log.markDial();
  await run(args, stage);
}

type OptionalWords = { [Each in StepWord]: z.ZodOptional<Vocabulary[Each]["schema"]> };

const optionalWords = Object.fromEntries(
  Object.entries(vocabulary).map(([name, { schema }]) => [name, schema.optional()]),
) as unknown as OptionalWords;

export const stepSchema = z
  .strictObject(optionalWords, { error: "expected a mapping with one word, such as `power-on: lobby`" })
  .check((payload) => {
    const found = Object.keys(payload.value);
    if (found.length === 1 || payload.issues.length > 0) return;
    const message =
      found.length === 0
        ? "a step needs one word, such as `power-on: lobby`"
        : `a step is one word, found ${found.join(" and ")}: begin each with its own "-"`;
    payload.issues.push({ code: "custom", message, input: payload.value });
  })
  .transform((value): Step => {
    const [name, args] = Object.entries(value)[0] ?? [];
    // The check above has just proved that there is exactly one word with its own arguments.
    return { word: name, args } as Step;
  });
