import { acceptedOrRefused } from "../accepted-or-refused.js";
import { type StepRunner, withPhones } from "../stage.js";

export const adminLogout: StepRunner<"admin-logout"> = ({ phone, refused }, stage) =>
  withPhones(stage, phone, ({ name }) =>
    acceptedOrRefused(stage.backend.admin.logout(stage.log.view(name).mac), refused),
  );
