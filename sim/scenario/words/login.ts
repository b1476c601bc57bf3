import type { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import type { Setup } from "../../model/setup/setup.js";
import { pressAppKey } from "../app-key.js";
import { digits, phoneName, pin, text } from "../file/texts.js";
import { describeScreen } from "../judging/screen-text.js";
import { named } from "../names/named.js";
import { type Stage, type StagePhone, withPhones } from "../stage.js";
import { StepFailure } from "../step-failure.js";
import { defineWord } from "../word.js";

// Whether the extension exists is for the backend to say: that it refuses others is worth a scenario.
const schema = kebabObject({
  phone: phoneName(),
  extension: digits(),
  pin: pin(),
  template: named("template", text())
    .optional()
    .describe("item to pick from the list of templates, which must come"),
  layout: named("layout-description", text())
    .optional()
    .describe("item to pick from the list of layouts, which must come"),
}).describe("what a finger does: key Login, both fields, Submit, the lists");

type Login = z.output<typeof schema>;

/**
 * What a finger does to log in (HD-83 to HD-86): key Login, both fields, Submit, and the lists if they come. It ends
 * when the phone begins to provision or shows a message. A refusal is not a failure of this step: what the phone shows
 * then is for the next expectation.
 */
export const login = defineWord({
  schema,
  secrets: { pin: "always" },
  run: (args, stage) =>
    withPhones(stage, args.phone, async (phone) => {
      await pressAppKey(stage, phone, "app-login");
      const { kind } = stage.log.view(phone.name).screen;
      if (kind !== "form") throw surprise(stage, phone, "the login form after the key Login");
      await phone.handset.type(args.extension);
      await phone.handset.type(args.pin);
      await phone.handset.softkey("Submit");
      await answerLists(args, stage, phone);
    }),
});

/** Picks what the step names from the lists that come, in whatever order they come. */
async function answerLists(args: Login, stage: Stage, phone: StagePhone): Promise<void> {
  const open = new Map(
    (["template", "layout"] as const).flatMap((list) => {
      const item = args[list];
      return item === undefined ? [] : [[list, item] as const];
    }),
  );
  for (;;) {
    const { screen } = stage.log.view(phone.name);
    if (screen.kind !== "menu") break;
    const answer = [...open].find(([, item]) => screen.items.includes(item));
    if (answer === undefined)
      throw surprise(stage, phone, wordMissing(args, screen.items, stage.setup.current));
    const [list, item] = answer;
    open.delete(list);
    await phone.handset.pick(item);
  }
  for (const [list, item] of open) {
    throw surprise(stage, phone, `a list to pick the ${list} "${item}" from`);
  }
}

/** Which word the step lacks for the list that came, and what it may say. */
function wordMissing(args: Login, items: readonly string[], setup: Setup): string {
  const descriptions = Object.values(setup.modelLayouts).map(({ description }) => description);
  const fitting = [
    ...(items.some((item) => Object.hasOwn(setup.templates, item)) ? (["template"] as const) : []),
    ...(items.some((item) => descriptions.includes(item)) ? (["layout"] as const) : []),
  ];
  const unsaid = fitting.filter((word) => args[word] === undefined || !items.includes(args[word]));
  // Names of a target's own may be in no setup.
  const words = unsaid.length > 0 ? unsaid : (["template", "layout"] as const);
  const said = words.flatMap((word) =>
    args[word] === undefined ? [] : [`${word} "${args[word]}" is not in the list`],
  );
  const lacking = said.length > 0 ? said.join(", ") : "the step says nothing for this list";
  return `${words.map((word) => `\`${word}:\``).join(" or ")} in the step login, one of ${items.map((item) => `"${item}"`).join(", ")}: ${lacking}`;
}

function surprise(stage: Stage, { name }: StagePhone, expected: string): StepFailure {
  const { screen, state } = stage.log.view(name);
  return new StepFailure(
    `${name} does not go through the login as the step says`,
    expected,
    `${describeScreen(screen)}, state ${state}`,
  );
}
