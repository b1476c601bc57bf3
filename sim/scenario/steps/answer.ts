import { type StepRunner, withPhones } from "../stage.js";

export const answer: StepRunner<"answer"> = ({ phone, call }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.answer(call));
