import { z } from "zod";
import { webFaultAreas, webFaultKinds } from "../control/web-faults.js";
import { duration } from "../files/duration.js";
import { kebabObject } from "../files/kebab-object.js";
import { suggestion } from "../files/yaml-file.js";
import { ruleIds } from "../rules/rules.js";
import { policyNames } from "../setup/policies.js";
import { expectationSchema, quotedDigits } from "./expectation.js";

/**
 * A scenario: phones, steps and expectations (`scenarios/**`). The vocabulary is closed; an unknown word is an
 * error with its position.
 */

const word = z.string({ error: "expected a text (quote it where it looks like a number)" });
const phone = word.describe("name of a phone, or of a group: then one after the other");
const pin = z.string({ error: 'expected a PIN in quotes, such as "0012"' });

/** `lobby`, or the mapping `{ phone: lobby, … }` that it stands for. */
function phoneOr<Whole extends z.ZodType>(whole: Whole) {
  return z.union([phone.transform((name) => whole.parse({ phone: name })), whole], {
    error: "expected a phone, or a mapping with `phone`",
  });
}

const onePhone = phoneOr(z.strictObject({ phone }));
const phoneAndCall = phoneOr(z.strictObject({ phone, call: word.optional() }));

const phones = z
  .union([phone.transform((name) => [name]), z.array(phone).min(1)], {
    error: "expected a phone or a list of phones",
  })
  .describe("a phone, a group or a list");

const setupChanges = z
  .record(z.string(), z.unknown(), { error: "expected changes to the setup, as a mapping" })
  .describe("in the words of a setup, as under `with`");

const change = z.union(
  [
    z.strictObject({ user: quotedDigits, groups: z.array(word).min(1) }),
    kebabObject({
      extension: quotedDigits,
      pin: pin.optional(),
      "max-contacts": z.int().min(0).optional(),
    }),
  ],
  { error: "expected { user, groups } or { extension, pin, max-contacts }" },
);

const serverFault = z.discriminatedUnion("on", [
  z
    .strictObject({ on: z.enum(webFaultAreas), kind: z.enum(webFaultKinds) })
    .describe("how the server of files and apps fails"),
  z
    .strictObject({ on: z.literal("sip"), kind: z.literal("silent") })
    .describe("PBX and phones hear nothing of each other (UDP)"),
]);

/** Every word that a step may be, with what it takes. */
export const stepWords = {
  "power-on": phones,
  "power-off": phones.describe("a power cut: nothing is un-registered"),
  login: kebabObject({
    phone,
    extension: quotedDigits,
    pin,
    template: word.optional().describe("item to pick from the list of templates, which must come"),
    layout: word.optional().describe("item to pick from the list of layouts, which must come"),
  }).describe("what a finger does: key Login, both fields, Submit, the lists"),
  logout: onePhone.describe("key Logout and the confirmation, where one is asked"),
  press: kebabObject({
    phone,
    key: z.union([z.int().min(1), word], { error: "expected the number of a line key, or its label" }),
  }),
  type: kebabObject({ phone, text: word.describe("into the focused field") }),
  softkey: kebabObject({ phone, softkey: word }),
  pick: kebabObject({ phone, item: word }),
  dial: kebabObject({
    phone,
    number: quotedDigits,
    as: word.describe("name of the call in later steps"),
  }),
  answer: phoneAndCall,
  "hang-up": phoneAndCall,
  reject: phoneAndCall,
  "delete-mapping": onePhone.describe("as an admin does in the module"),
  assign: kebabObject({ phone, extension: quotedDigits, template: word, layout: word }).describe(
    "as an admin does in the module: writes the phone's mapping; the phone hears nothing of it",
  ),
  resync: phoneOr(z.strictObject({ phone, reboot: z.boolean().optional() })).describe(
    "NOTIFY check-sync from the backend",
  ),
  "factory-reset": onePhone.describe("the stored configuration is gone; the phone starts as a new one (T18)"),
  "admin-logout": phoneOr(kebabObject({ phone, refused: word.optional() })).describe(
    "an admin logs the phone out in the module; `refused`: it must be, with this in the reason",
  ),
  "delete-user": kebabObject({ user: quotedDigits }).describe("in User Manager; the extension stays"),
  submit: z
    .strictObject({ set: setupChanges, refused: word.optional() })
    .describe("an admin changes the setup; `refused`: it must be, with this in the reason"),
  clock: z
    .union(
      [
        z.strictObject({ advance: duration }),
        z.strictObject({
          at: word.regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'expected a time such as "18:00"'),
        }),
        z.strictObject({ frozen: z.boolean() }),
      ],
      { error: 'expected { advance: 11m }, { at: "18:00" } or { frozen: true }' },
    )
    .describe("moves the clock of the hot-desk module: lock-outs, auto-logout, open forms"),
  "server-fault": z
    .union([z.literal("none"), serverFault], { error: "expected none, or a mapping with `on` and `kind`" })
    .describe("from now on; `none` ends them"),
  backend: z.enum(["down", "up"]).describe("the whole backend stops, and comes back with what it has stored"),
  change: change.describe("as an admin does: groups of a user, PIN or Max Contacts of an extension"),
  expect: expectationSchema,
} as const;

type StepWords = typeof stepWords;
export type StepWord = keyof StepWords;
/** What a step takes, by its word. */
export type StepArguments = { [Word in StepWord]: z.output<StepWords[Word]> };
/** One step; `Step<StepWord>` keeps word and arguments together. */
export type Step<Word extends StepWord = StepWord> = {
  [Each in Word]: { readonly word: Each; readonly args: StepArguments[Each] };
}[Word];

/**
 * Arguments that hold a PIN or a password, at any depth: reports show none of them. What is `always` one is secret
 * wherever else it turns up; what is `perhaps` one may be any text, and is hidden in its place alone.
 */
export const secretArguments: Readonly<
  Partial<Record<StepWord, Readonly<Record<string, "always" | "perhaps">>>>
> = {
  login: { pin: "always" },
  type: { text: "perhaps" },
  change: { pin: "always" },
  submit: { pin: "always", secret: "always" },
};

const optionalWords = Object.fromEntries(
  Object.entries(stepWords).map(([name, schema]) => [name, schema.optional()]),
) as { [Word in StepWord]: z.ZodOptional<StepWords[Word]> };

const step = z
  .strictObject(optionalWords, { error: "expected a mapping with one word, such as `power-on: lobby`" })
  .check((payload) => {
    const words = Object.keys(payload.value);
    if (words.length === 1 || payload.issues.length > 0) return;
    const message =
      words.length === 0
        ? "a step needs one word, such as `power-on: lobby`"
        : `a step is one word, found ${words.join(" and ")}: begin each with its own "-"`;
    payload.issues.push({ code: "custom", message, input: payload.value });
  })
  .transform((value): Step => {
    const [name, args] = Object.entries(value)[0] ?? [];
    // The check above has just proved that there is exactly one word with its own arguments.
    return { word: name, args } as Step;
  });

const scenarioPhone = kebabObject({
  model: word.describe("model of a profile, e.g. CIP270"),
  location: word.optional().describe("location of the setup; absent: outside all of them"),
  count: z.int().min(1).max(1000).optional().describe("a group: name-1, name-2, …"),
});

export const scenarioFileSchema = z.strictObject({
  scenario: word.min(1).describe("one line on what must hold"),
  tags: z.array(word).default([]),
  rules: z
    .array(
      z.string().regex(/^((HD|EH|PBX)-\d+|T\d+)$/, {
        error: ({ input }) =>
          `expected the id of a rule, such as HD-7 or T9${suggestion(String(input), ruleIds)}`,
      }),
    )
    .default([])
    .describe("what it proves"),
  policies: z
    .partialRecord(z.enum(policyNames), z.string())
    .default({})
    .describe("policy values that it proves, by name; the setup must have them"),
  setup: word.describe("path of the setup, from this file"),
  with: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("what is different in the setup for this scenario; see setup-changes.ts"),
  phones: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/i, "a name is letters, digits and dashes"), scenarioPhone)
    .describe("by the name that steps use"),
  network: z
    .strictObject({ loss: z.number().min(0).max(0.9).describe("share of lost datagrams, each way") })
    .optional(),
  steps: z.array(step).min(1),
  cleanup: z.array(step).default([]).describe("always run, never changes the verdict"),
});

type ScenarioFile = z.output<typeof scenarioFileSchema>;

/** A step and where it stands. */
export type PlacedStep = Step & {
  /** Line in the file, from 1. */
  readonly line: number;
};

/** One phone of a scenario, after groups were spread out. */
interface ScenarioPhone {
  readonly name: string;
  /** Its key under `phones`; for a member of a group that of the group. */
  readonly declaredAs: string;
  readonly model: string;
  readonly location: string | undefined;
}

/** A scenario as it is run. */
export interface Scenario {
  readonly file: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly rules: readonly string[];
  /** Policy values that it proves, by policy. */
  readonly policies: ScenarioFile["policies"];
  /** As written: relative to the file. */
  readonly setup: string;
  /** Changes to the setup; undefined where it is taken as it is. */
  readonly changes: ScenarioFile["with"];
  readonly phones: readonly ScenarioPhone[];
  /** Name in a step → the phones that it means. A phone alone is a group of itself. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly network: ScenarioFile["network"];
  readonly steps: readonly PlacedStep[];
  readonly cleanup: readonly PlacedStep[];
}

/** The phones of a file one by one, and what each name in a step means. */
export function spreadPhones(file: ScenarioFile): Pick<Scenario, "phones" | "groups"> {
  const spread: ScenarioPhone[] = [];
  const groups = new Map<string, readonly string[]>();
  for (const [name, { model, location, count }] of Object.entries(file.phones)) {
    const names =
      count === undefined ? [name] : Array.from({ length: count }, (_each, index) => `${name}-${index + 1}`);
    groups.set(name, names);
    for (const each of names) {
      spread.push({ name: each, declaredAs: name, model, location });
      groups.set(each, [each]);
    }
  }
  return { phones: spread, groups };
}
