import { DeskfleetError, DeskfleetErrors } from "./errors.js";
import { type Evidence, type Profile, profileFieldsSchema, profileFileSchema } from "./profile.js";
import { suggestion, YamlFile } from "./yaml-file.js";

/** A file as read from disk: its name for messages, its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads one model's profile and merges it over the family that it names.
 * @param families family name (file name without ending) → file
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE)
 */
export function parseProfile(source: SourceFile, families: ReadonlyMap<string, SourceFile>): Profile {
  const yaml = new YamlFile(source.file, source.text);
  const own = yaml.parse(profileFileSchema);
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
    inherited = new YamlFile(family.file, family.text).parse(profileFileSchema).fields;
  }
  const merged = profileFieldsSchema.safeParse({ ...inherited, ...own.fields });
  if (!merged.success) {
    throw new DeskfleetErrors(
      merged.error.issues.map(
        (issue) =>
          new DeskfleetError(
            "DF_FILE_SCHEMA",
            `fields.${issue.path.join(".")}: neither this file nor its family sets it`,
            { position: yaml.position(["fields"]) },
          ),
      ),
    );
  }
  return flatten(merged.data);
}

function flatten(fields: Record<string, { value: unknown; evidence: Evidence }>): Profile {
  const values: Record<string, unknown> = {};
  const evidence: Record<string, Evidence> = {};
  for (const [key, field] of Object.entries(fields)) {
    const name = key.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    values[name] = field.value;
    evidence[name] = field.evidence;
  }
  // The schema has just proved the shape; only the key style changed.
  return { ...values, evidence } as unknown as Profile;
}
