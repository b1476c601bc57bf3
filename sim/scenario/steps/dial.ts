import { type StepRunner, withPhones } from "../stage.js";

/** Dials at once, in whatever state the phone is; a refusal of the phone is an outcome of the call. */
export const dial: StepRunner<"dial"> = ({ phone, number, as }, stage) =>
  withPhones(stage, phone, ({ handset }) => {
    stage.log.markDial();
    return handset.dial(number, as);
  });
