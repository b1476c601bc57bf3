import type { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { pressAppKey } from "../app-key.js";
import { digits, phoneName, pin, text } from "../file/texts.js";
import { listed } from "../judging/check.js";
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
    if (answer === undefined) {
      const named = open.size === 0 ? "names nothing to pick" : `names ${listed([...open.values()])}`;
      throw surprise(stage, phone, `no other list: the step ${named}`);
    }
    const [list, item] = answer;
    open.delete(list);
    await phone.handset.pick(item);
  }
  for (const [list, item] of open) {
    throw surprise(stage, phone, `a list to pick the ${list} "${item}" from`);
  }
}

function surprise(stage: Stage, { name }: StagePhone, expected: string): StepFailure {
  const { screen, state } = stage.log.view(name);
  return new StepFailure(
    `${name} does not go through the login as the step says`,
    expected,
    `${describeScreen(screen)}, state ${state}`,
  );
}
