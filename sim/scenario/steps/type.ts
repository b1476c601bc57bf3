import { type StepRunner, withPhones } from "../stage.js";

export const type: StepRunner<"type"> = ({ phone, text }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.type(text));
