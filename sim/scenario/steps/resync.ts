import { type StepRunner, withPhones } from "../stage.js";

export const resync: StepRunner<"resync"> = ({ phone, reboot = false }, stage) =>
  withPhones(stage, phone, ({ name }) => stage.backend.admin.resync(stage.log.view(name).mac, reboot));
