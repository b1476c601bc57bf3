import { kebabObject } from "../../model/files/kebab-object.js";
import { digits } from "../file/texts.js";
import { named } from "../names/named.js";
import { defineWord } from "../word.js";

export const deleteUser = defineWord({
  schema: kebabObject({ user: named("user", digits()) }).describe("in User Manager; the extension stays"),
  run: ({ user }, { backend }) => backend.admin.change({ deletedUser: user }),
});
