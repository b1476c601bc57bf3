/** A name in a scenario that points at nothing, or is given twice. */
export interface DanglingName {
  /** Keys from the root of the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly name: string;
  /** What could have been meant. */
  readonly known: readonly string[];
}

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

interface Names {
  readonly phones: readonly string[];
  readonly calls: readonly string[];
}

/**
 * All names in a scenario that do not exist: models, phones of steps, calls of expectations.
 * Works on unchecked content, so that these faults are told together with those of the schema; what has the
 * wrong shape is left to the schema.
 * @param models the models that there are profiles for
 */
export function danglingNames(content: unknown, models: readonly string[]): DanglingName[] {
  const file = fieldsOf(content);
  const phones = fieldsOf(file["phones"]);
  const steps = (["steps", "cleanup"] as const).flatMap((section) =>
    listOf(file[section]).flatMap((step, index) =>
      Object.entries(fieldsOf(step)).map(([word, args]) => ({ path: [section, index, word], word, args })),
    ),
  );
  const calls = steps.flatMap(({ path, word, args }) => {
    const name = word === "dial" ? fieldsOf(args)["as"] : undefined;
    return typeof name === "string" ? [{ path: [...path, "as"], name }] : [];
  });
  const names: Names = { phones: phoneNames(phones), calls: calls.map(({ name }) => name) };
  return [
    ...unknownModels(phones, models),
    ...calls
      .filter(({ name }, index) => names.calls.indexOf(name) < index)
      .map(({ path, name }) => ({
        path,
        message: `an earlier step already calls a call "${name}"`,
        name,
        known: [],
      })),
    ...steps.flatMap(({ path, word, args }) => unknownNames(path, word, args, names)),
  ];
}

function unknownModels(phones: Fields, models: readonly string[]): DanglingName[] {
  return Object.entries(phones).flatMap(([name, phone]) => {
    const model = fieldsOf(phone)["model"];
    if (typeof model !== "string" || models.includes(model)) return [];
    return [
      {
        path: ["phones", name, "model"],
        message: `there is no profile for the model "${model}"`,
        name: model,
        known: models,
      },
    ];
  });
}

/** Every name that a step may use for a phone: each phone, each group and each member of a group. */
function phoneNames(phones: Fields): string[] {
  return Object.entries(phones).flatMap(([name, phone]) => {
    const count = fieldsOf(phone)["count"];
    const members = typeof count === "number" ? Array.from({ length: Math.min(count, 1000) }) : [];
    return [name, ...members.map((_each, index) => `${name}-${index + 1}`)];
  });
}

/** Words whose arguments may be a phone, or a list of phones, without more. */
const takesBarePhone = [
  "power-on",
  "power-off",
  "logout",
  "answer",
  "hang-up",
  "reject",
  "delete-mapping",
  "resync",
  "factory-reset",
  "admin-logout",
];

function unknownNames(path: Path, word: string, args: unknown, names: Names): DanglingName[] {
  const used: { path: Path; kind: "phone" | "call"; name: unknown }[] = [];
  if (takesBarePhone.includes(word)) {
    used.push({ path, kind: "phone", name: args });
    for (const [index, name] of listOf(args).entries()) {
      used.push({ path: [...path, index], kind: "phone", name });
    }
  }
  const fields = fieldsOf(args);
  used.push({ path: [...path, "phone"], kind: "phone", name: fields["phone"] });
  if (word === "expect") used.push({ path: [...path, "call"], kind: "call", name: fields["call"] });
  return used.flatMap(({ path: at, kind, name }) => {
    const known = kind === "phone" ? names.phones : names.calls;
    if (typeof name !== "string" || known.includes(name)) return [];
    const message =
      kind === "phone"
        ? `there is no phone "${name}" under phones`
        : `no dial step calls a call "${name}" (\`as: ${name}\`)`;
    return [{ path: at, message, name, known }];
  });
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
