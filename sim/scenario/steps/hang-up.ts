import { type StepRunner, withPhones } from "../stage.js";

export const hangUp: StepRunner<"hang-up"> = ({ phone, call }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.hangUp(call));
