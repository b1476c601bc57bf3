import { trunkState } from "../../model/control/trunk-states.js";
import { kebabObject } from "../../model/files/kebab-object.js";
import { text } from "../file/texts.js";
import { named } from "../names/named.js";
import { defineWord } from "../word.js";

/** From now on calls by that trunk come to what its state says. */
export const trunk = defineWord({
  schema: kebabObject({ name: named("trunk", text()), state: trunkState }),
  run: ({ name, state }, { backend }) => backend.lab.setTrunk(name, state),
});
