import { type StepRunner, withPhones } from "../stage.js";

export const reject: StepRunner<"reject"> = ({ phone, call }, stage) =>
  withPhones(stage, phone, ({ handset }) => handset.reject(call));
