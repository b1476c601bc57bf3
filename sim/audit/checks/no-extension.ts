import type { Check } from "../check.js";

/** Without one nobody logs in and nobody calls for help: a setup like that must not look as if it were in order (HD-16). */
export const noExtension: Check = {
  id: "no-extension",
  rules: ["HD-16"],
  severity: "error",
  finds: "The setup has no extension at all.",
  find: ({ setup }) =>
    Object.keys(setup.extensions).length > 0
      ? []
      : [
          {
            path: ["extensions"],
            message:
              "there is no extension: no phone can have an account, and nothing can be said of anybody's 911 call",
            hint: "Import a source that has the extensions as well (a backup with module core, /etc/asterisk, or extensions.csv), or write them.",
          },
        ],
};
