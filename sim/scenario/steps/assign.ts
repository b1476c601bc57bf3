import { type StepRunner, withPhones } from "../stage.js";

export const assign: StepRunner<"assign"> = ({ phone, extension, template, layout }, stage) =>
  withPhones(stage, phone, ({ name }) => {
    const { mac, model } = stage.log.view(name);
    return stage.backend.admin.putMappings([{ mac, model, extension, template, layout }]);
  });
