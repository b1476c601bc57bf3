import { type StepRunner, withPhones } from "../stage.js";

export const factoryReset: StepRunner<"factory-reset"> = ({ phone }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.factoryReset());
