import { type StepRunner, withPhones } from "../stage.js";

export const pick: StepRunner<"pick"> = ({ phone, item }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.pick(item));
