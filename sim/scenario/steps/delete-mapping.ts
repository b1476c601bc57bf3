import { type StepRunner, withPhones } from "../stage.js";

export const deleteMapping: StepRunner<"delete-mapping"> = ({ phone }, stage) =>
  withPhones(stage, phone, ({ name }) => stage.backend.admin.deleteMapping(stage.log.view(name).mac));
