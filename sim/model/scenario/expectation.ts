import { z } from "zod";
import { duration } from "../files/duration.js";
import { kebabObject } from "../files/kebab-object.js";

/**
 * What a scenario may expect. All fields of one `expect` must hold at the same moment, within its time.
 * Fields on a phone need `phone`; "since" always means since the last step that touched that phone.
 */

/** A number of the setup or a dialled one; quoted, so that a leading zero survives. */
export const quotedDigits = z
  .string({ error: 'expected digits in quotes, such as "1001"' })
  .regex(/^[0-9*#+]{1,32}$/, 'expected digits in quotes, such as "1001"');

/** What a desk is: its own state, with READY told apart by the role of its extension in the setup. */
const deskStates = ["OFF", "BOOT", "STRANDED", "BLANK", "PLACEHOLDER", "USER", "READY", "SWITCH"] as const;

const callStates = ["dialling", "ringing", "answered", "ended", "failed", "refused"] as const;

const word = z.string({ error: "expected a text (quote it where it looks like a number)" });
const yesOrNo = z.boolean({ error: "expected true or false" });
const status = z.int({ error: "expected a SIP status such as 403" }).min(100).max(699);

/** `none`, or what is expected of a thing that is there. */
function noneOr<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal("none"), schema], { error: "expected none, or a mapping of fields" });
}

const screen = kebabObject({
  kind: z.enum(["idle", "text", "menu", "form"]).optional(),
  title: word.optional().describe("the whole title"),
  text: word.optional().describe("part of the text"),
  items: z.array(word).optional().describe("all items of the list, in order"),
  fields: z.array(word).optional().describe("prompts of all fields of the form, in order"),
  values: z
    .array(word)
    .optional()
    .describe("what stands in all fields of the form, in order; a PIN is bullets"),
});

const mapping = kebabObject({
  extension: quotedDigits.optional(),
  template: word.optional(),
  layout: word.optional(),
  active: yesOrNo.optional(),
});

const incoming = kebabObject({
  from: quotedDigits.optional().describe("caller id that the phone shows"),
  state: z.enum(callStates),
});

/** A call as the far end of a trunk was told of it, since the last `dial`. */
const farEndCall = kebabObject({
  number: quotedDigits.optional(),
  "caller-id": quotedDigits.optional(),
  location: word.optional().describe("location of the setup that the PSAP finds for the caller id"),
});

const fields = {
  phone: word.optional().describe("a phone, or a group of phones: then it must hold for each of them"),
  call: word.optional().describe("name that a dial step gave"),
  state: z
    .enum([...deskStates, ...callStates])
    .optional()
    .describe("of the call where `call` is given, else of the desk"),
  registered: z
    .union([quotedDigits, z.literal(false)], {
      error: 'expected an extension in quotes, such as "1001", or false',
    })
    .optional(),
  registration: z
    .enum(["unregistered", "registering", "registered", "refused", "rejected", "failing"])
    .optional(),
  status: status.optional().describe("last SIP status: of the call where `call` is given, else of REGISTER"),
  rebooted: yesOrNo.optional().describe("since the last step on this phone"),
  keys: z.array(word).optional().describe("labels or types of all line keys, in order"),
  "dropped-keys": z
    .union([z.int().min(0), z.array(word)], { error: "expected a count, or a list of texts" })
    .optional()
    .describe("what the phone had to leave out of its last configuration"),
  screen: screen.optional(),
  setting: z
    .record(
      z.string(),
      z
        .union([z.string(), z.number(), z.null()], {
          error: "expected a text, a number, or null for not set",
        })
        .transform((value) => (value === null ? null : String(value))),
    )
    .optional()
    .describe("settings of the configuration by name, e.g. time-zone; null: it is not set"),
  server: word.optional().describe("host of the account's SIP server, as configured"),
  "key-values": z
    .array(word)
    .optional()
    .describe("values of all line keys, in order; none: it has no value, or is Login or Logout"),
  history: z.array(quotedDigits).optional().describe("numbers dialled and numbers that called, in order"),
  registers: z
    .array(
      word.regex(
        /^(register|unregister|unregister-all) \S+$/,
        "expected `register 1001`, `unregister 9000` or `unregister-all 9000`",
      ),
    )
    .optional()
    .describe(
      "REGISTERs that the phone sent since the last step on it, in order and without repeats: `register 1001`, `unregister 9000`, `unregister-all 9000`",
    ),
  findings: z
    .array(word)
    .optional()
    .describe("rules that the audit of the setup finds broken or at risk; all of these are among them"),
  "no-findings": z.array(word).optional().describe("none of these is among them"),
  beeped: yesOrNo.optional().describe("since the last step on this phone"),
  invites: z.int().min(0).optional().describe("calls that left the phone since the last step on it"),
  mapping: noneOr(mapping).optional().describe("what the backend holds for this phone's MAC"),
  "can-call-emergency": yesOrNo.optional().describe("emergency.md §4, E1 to E6 as the phone sees them"),
  incoming: noneOr(incoming).optional().describe("the last call that came to this phone"),
  psap: noneOr(farEndCall).optional(),
  carrier: noneOr(farEndCall).optional(),
  contacts: z
    .record(z.string(), z.int().min(0))
    .optional()
    .describe("how many contacts the backend holds, by extension"),
  within: duration.optional().describe("default 10s"),
} as const;

const base = kebabObject(fields);

export type Expectation = z.output<typeof base>;

/** Fields, as the program names them, that say nothing without a phone. */
const onPhone = [
  "registered",
  "registration",
  "rebooted",
  "keys",
  "droppedKeys",
  "screen",
  "setting",
  "beeped",
  "invites",
  "mapping",
  "canCallEmergency",
  "incoming",
  "server",
  "keyValues",
  "history",
  "registers",
] as const satisfies (keyof Expectation)[];

interface Contradiction {
  /** Field as the file names it; empty for the whole expectation. */
  readonly field: string;
  readonly message: string;
}

function contradictionsOfState({ state, call, phone }: Expectation): Contradiction[] {
  if (state === undefined) return [];
  const ofCall = (callStates as readonly string[]).includes(state);
  if (call !== undefined) {
    if (ofCall) return [];
    return [
      { field: "state", message: `${state} is no state of a call; those are ${callStates.join(", ")}` },
    ];
  }
  if (ofCall) {
    return [
      { field: "state", message: `${state} is a state of a call: add \`call: <name of the dial step>\`` },
    ];
  }
  return phone === undefined ? [{ field: "state", message: "state needs a phone or a call" }] : [];
}

/** What one `expect` gets wrong across its fields. */
function contradictions(expectation: Expectation): Contradiction[] {
  const { phone, call, state, status } = expectation;
  const found = contradictionsOfState(expectation);
  const lonely = onPhone.find((name) => expectation[name] !== undefined);
  if (phone === undefined && lonely !== undefined) {
    const field = lonely.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    found.push({ field, message: `${field} needs a phone: add \`phone: <name>\`` });
  }
  if (call !== undefined && state === undefined && status === undefined) {
    found.push({ field: "call", message: "call needs a state or a status that is expected of it" });
  }
  if (status !== undefined && call === undefined && phone === undefined) {
    found.push({ field: "status", message: "status needs a phone or a call" });
  }
  const judged = Object.entries(expectation).filter(
    ([name, value]) => value !== undefined && !["phone", "call", "within"].includes(name),
  );
  if (judged.length === 0 && found.length === 0) {
    found.push({ field: "", message: "expects nothing: add what must hold" });
  }
  return found;
}

export const expectationSchema = base.superRefine((expectation, report) => {
  for (const { field, message } of contradictions(expectation)) {
    report.addIssue({ code: "custom", message, path: field === "" ? [] : [field] });
  }
});
