import { type StepRunner, withPhones } from "../stage.js";

export const softkey: StepRunner<"softkey"> = ({ phone, softkey: label }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.softkey(label));
