import type { LineKeyType } from "../model/profile/profile.js";
import { listed } from "./judging/check.js";
import { describeScreen } from "./judging/screen-text.js";
import { settle } from "./settle.js";
import type { Stage, StagePhone } from "./stage.js";
import { StepFailure } from "./step-failure.js";

/** Presses the key that opens a phone app, whatever its label, once the phone takes input. */
export async function pressAppKey(
  stage: Stage,
  { name, handset }: StagePhone,
  type: Extract<LineKeyType, "app-login" | "app-logout">,
): Promise<void> {
  await settle(stage, name);
  const { keys, state, screen } = stage.log.view(name);
  const key = keys.find((each) => each.type === type);
  if (key === undefined) {
    throw new StepFailure(
      `${name} has no key of type ${type}`,
      `a line key of type ${type}`,
      `state ${state}, keys ${listed(keys.map(({ label, type: other }) => label || other))}; ${describeScreen(screen)}`,
    );
  }
  await handset.pressKey(key.key);
}
