import { DeskfleetError, DeskfleetErrors } from "../errors.js";
import { refuseOtherKind, schemaHint } from "../files/file-kind.js";
import { suggestion } from "../files/nearest-word.js";
import type { SourceFile } from "../files/source-file.js";
import { yamlOf } from "../files/yaml-of.js";
import {
  type Evidence,
  type Profile,
  type ProfileField,
  profileFieldNames,
  profileFileSchema,
} from "./profile.js";

/**
 * Reads one model's profile and merges it over the family that it names.
 * @param families family name (file name without ending) → file
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE)
 */
export function parseProfile(source: SourceFile, families: ReadonlyMap<string, SourceFile>): Profile {
  refuseOtherKind(source, "profile");
  const yaml = yamlOf(source);
  const own = yaml.parse(profileFileSchema, "profile");
  let inherited: typeof own.fields = {};
  if (own.family !== undefined) {
    const family = families.get(own.family);
    if (!family) {
      const known = [...families.keys()];
      throw new DeskfleetErrors([
        yaml.error(
          "DF_FILE_REFERENCE",
          `family: there is no family "${own.family}"${suggestion(own.family, known)}`,
          ["family"],
        ),
      ]);
    }
    inherited = yamlOf(family).parse(profileFileSchema, "profile").fields;
  }
  const fields: Partial<Record<string, ProfileField>> = { ...inherited, ...own.fields };
  const missing = profileFieldNames.filter((name) => fields[name] === undefined);
  if (missing.length > 0) {
    throw new DeskfleetErrors(
      missing.map(
        (name) =>
          new DeskfleetError("DF_FILE_SCHEMA", `fields.${name}: neither this file nor its family sets it`, {
            position: yaml.position(["fields"]),
            hint: schemaHint("profile"),
          }),
      ),
    );
  }
  return flatten(fields);
}

function flatten(fields: Partial<Record<string, ProfileField>>): Profile {
  const values: Record<string, unknown> = {};
  const evidence: Record<string, Evidence> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (!field) continue;
    const name = key.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    values[name] = field.value;
    evidence[name] = field.evidence;
  }
  // Both files passed the schema and no field is missing; only the key style changed.
  return { ...values, evidence } as unknown as Profile;
}
