import { settle } from "../settle.js";
import { type StepRunner, withPhones } from "../stage.js";

export const press: StepRunner<"press"> = ({ phone, key }, stage) =>
  withPhones(stage, phone, async ({ name, handset }) => {
    await settle(stage, name);
    await handset.pressKey(key);
  });
