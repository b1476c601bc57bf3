import type { StepRunner } from "../stage.js";

export const deleteUser: StepRunner<"delete-user"> = ({ user }, { backend }) =>
  backend.admin.change({ deletedUser: user });
