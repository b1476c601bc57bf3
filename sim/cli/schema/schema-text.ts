import { z } from "zod";
import { targetFileSchema } from "../../model/control/target.js";
import { planFileSchema } from "../../model/load/plan.js";
import { profileFileSchema } from "../../model/profile/profile.js";
import { setupFileSchema } from "../../model/setup/setup.js";
import { scenarioFileSchema } from "../../scenario/file/scenario-file.js";
import { asJson } from "../view/as-json.js";
import type { SchemaKind } from "./arguments.js";

const schemas: Readonly<Record<SchemaKind, z.ZodType>> = {
  profile: profileFileSchema,
  setup: setupFileSchema,
  scenario: scenarioFileSchema,
  plan: planFileSchema,
  target: targetFileSchema,
};

/** The JSON Schema of what people write, one field a line. */
export function schemaText(kind: SchemaKind): string {
  return asJson(z.toJSONSchema(schemas[kind], { io: "input" }));
}
