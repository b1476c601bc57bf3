import { pressAppKey } from "../app-key.js";
import { onePhone } from "../file/texts.js";
import { describeScreen } from "../judging/screen-text.js";
import { withPhones } from "../stage.js";
import { StepFailure } from "../step-failure.js";
import { defineWord } from "../word.js";

const confirmation = "Yes";

/** What a finger does to log out: key Logout, and Yes where the policy `logout-confirm` asks. */
export const logout = defineWord({
  schema: onePhone().describe("key Logout and the confirmation, where one is asked"),
  run: ({ phone: named }, stage) =>
    withPhones(stage, named, async (phone) => {
      await pressAppKey(stage, phone, "app-logout");
      const { screen } = stage.log.view(phone.name);
      if (screen.kind !== "menu") return;
      if (!screen.items.includes(confirmation)) {
        throw new StepFailure(
          `${phone.name} asks something else than whether to log out`,
          `a list with "${confirmation}"`,
          describeScreen(screen),
        );
      }
      await phone.handset.pick(confirmation);
    }),
});
