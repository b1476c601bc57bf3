import type { StepRunner } from "../stage.js";

export const change: StepRunner<"change"> = async (args, { backend }) => {
  if ("user" in args) {
    await backend.admin.change({ user: args.user, patch: { groups: args.groups } });
    return;
  }
  const { extension, pin, maxContacts } = args;
  await backend.admin.change({
    extension,
    patch: { ...(pin === undefined ? {} : { pin }), ...(maxContacts === undefined ? {} : { maxContacts }) },
  });
};
