import type { StepArguments } from "../../model/scenario/scenario.js";
import { listed } from "../expectations/check.js";
import { describeScreen } from "../expectations/screen.js";
import { type Stage, type StagePhone, type StepRunner, withPhones } from "../stage.js";
import { StepFailure } from "../step-failure.js";
import { pressAppKey } from "./app-key.js";

type Login = StepArguments["login"];

/**
 * What a finger does to log in (HD-83 to HD-86): key Login, both fields, Submit, and the lists if they come. It ends
 * when the phone begins to provision or shows a message. A refusal is no failure of this step: what the phone shows
 * then is for the next expectation.
 */
export const login: StepRunner<"login"> = (args, stage) =>
  withPhones(stage, args.phone, async (phone) => {
    await pressAppKey(stage, phone, "app-login");
    const { kind } = stage.log.view(phone.name).screen;
    if (kind !== "form") throw surprise(stage, phone, "the login form after the key Login");
    await phone.handset.type(args.extension);
    await phone.handset.type(args.pin);
    await phone.handset.softkey("Submit");
    await answerLists(args, stage, phone);
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
