import type { SetupInput } from "../../../model/setup/setup.js";
import type { GroupFacts, PbxFacts } from "../../facts/facts.js";
import { groupName } from "../map/map-users.js";
import { type GuessedPlaceholder, placeholderNamedLike } from "./guessed-placeholders.js";
import { type GuessedHotdesk, guessedHotdesk } from "./hot-desk-rows.js";
import { keyText, quoted, type Suggestion } from "./suggestion.js";

const loggedOut = "Logged Out";
const someTemplate = "Desk";

interface GuessedGroup extends GuessedHotdesk {
  readonly name: string;
}

/**
 * Templates, layouts, and the Hotdesk tab of each group that seems to have one.
 * @param models that there are; the admin strikes out what does not stand there
 */
export function suggestedHotDesk(
  facts: PbxFacts,
  groups: SetupInput["groups"],
  placeholders: readonly GuessedPlaceholder[],
  models: readonly string[],
): Suggestion[] {
  const guessed = (facts.groups ?? []).map(
    (group: GroupFacts): GuessedGroup => ({ ...guessedHotdesk(group), name: groupName(group.name) }),
  );
  const read = [...new Set(guessed.flatMap(({ templates = [] }) => templates))];
  const templates = read.filter((name) => name !== "Default" && name !== loggedOut);
  const named = templates.length === 0 ? [someTemplate] : templates;
  const own = Object.keys(groups ?? {});
  const whole = groupsWithAll(guessed, own);
  const layouts = layoutsOf(models);
  const sections = [...templateLines(named), ...layoutLines(layouts)];
  if (own.length === 0) {
    const lines = wholeLines({ name: "All Users" }, named, layouts, placeholders).map(
      (line) => `      ${line}`,
    );
    return [
      { into: [], lines: [...sections, "groups:", "  All Users: { hotdesk: {", ...lines, "      } }"] },
    ];
  }
  const ofGroups = own.flatMap((name): Suggestion[] => {
    const group = guessed.find((each) => each.name === name) ?? { name };
    const lines = whole.includes(name)
      ? wholeLines(group, named, layouts, placeholders)
      : partLines(group, placeholders);
    return lines.length === 0 ? [] : [{ into: ["groups", name, "hotdesk"], lines }];
  });
  return [{ into: [], lines: sections }, ...ofGroups];
}

/** Those that a module says to be enabled, else All Users, else the last one. */
function groupsWithAll(guessed: readonly GuessedGroup[], own: readonly string[]): readonly string[] {
  const enabled = guessed.filter((group) => group.enabled === true).map(({ name }) => name);
  if (enabled.length > 0) return enabled;
  return own.includes("All Users") ? ["All Users"] : own.slice(-1);
}

function templateLines(templates: readonly string[]): string[] {
  return [
    "# a guess: templates by the names that were read, or invented ones; their settings are on the pages of the module.",
    "templates:",
    "  Default: {}",
    ...templates.map((name) => `  ${quoted(name)}: {}`),
    `  ${loggedOut}: {}`,
  ];
}

interface ModelLayouts {
  readonly model: string;
  /** Name of the layout to log in with, and of the one to be logged out with, as YAML. */
  readonly user: string;
  readonly logout: string;
}

/** Named by the digits of the model, or by all of it where there is another with these. */
function layoutsOf(models: readonly string[]): ModelLayouts[] {
  const digitsOf = (model: string): string => model.replace(/^\D+/, "");
  return models.map((model) => {
    const digits = digitsOf(model);
    const isOnly = digits !== "" && models.filter((each) => digitsOf(each) === digits).length === 1;
    const short = isOnly ? digits : model;
    return { model, user: keyText(`user-${short}`), logout: keyText(`logout-${short}`) };
  });
}

/** HD-40, HD-77: a layout to log in with, and one to be logged out with, for each model. */
function layoutLines(layouts: readonly ModelLayouts[]): string[] {
  if (layouts.length === 0) return [];
  return [
    "# a guess: the least keys that a desk needs, for each model.",
    "model-layouts:",
    ...layouts.flatMap(({ model, user, logout }) => [
      `  ${user}: { model: ${keyText(model)}, description: ${quoted(`Standard ${model}`)}, keys: [{ type: line }, { type: line }, { type: app-logout, label: Logout }] }`,
      `  ${logout}: { model: ${keyText(model)}, description: ${quoted(`Logged out ${model}`)}, keys: [{ type: line }, { type: app-login, label: Login }] }`,
    ]),
  ];
}

function wholeLines(
  group: GuessedGroup,
  templates: readonly string[],
  layouts: readonly ModelLayouts[],
  placeholders: readonly GuessedPlaceholder[],
): string[] {
  const offered = group.templates?.filter((name) => name !== loggedOut) ?? [];
  const logoutModels = layouts.map(({ model, logout }) => `${keyText(model)}: ${logout}`);
  return [
    "# a guess of what the Hotdesk tab says",
    `enabled: ${group.enabled ?? true},`,
    `login-templates: [${(offered.length === 0 ? templates : offered).map(quoted).join(", ")}],`,
    `login-model-layouts: [${layouts.map(({ user }) => user).join(", ")}],`,
    ...logoutAction(group, placeholders, placeholders[0]),
    `logout-template: ${loggedOut},`,
    `logout-model-layouts: { ${logoutModels.join(", ")} },`,
  ];
}

/** Of a group that gets the rest from another one. */
function partLines(group: GuessedGroup, placeholders: readonly GuessedPlaceholder[]): string[] {
  const lines = [
    ...(group.enabled === undefined ? [] : [`enabled: ${group.enabled},`]),
    ...logoutAction(group, placeholders, placeholderNamedLike(group.name, placeholders)),
  ];
  return lines.length === 0 ? [] : ["# a guess; the rest comes from the other groups of the user", ...lines];
}

function logoutAction(
  { name, logoutAction: read }: GuessedGroup,
  placeholders: readonly GuessedPlaceholder[],
  otherwise: GuessedPlaceholder | undefined,
): string[] {
  const said = placeholders.find(({ number }) => number === read);
  const placeholder = said ?? placeholderNamedLike(name, placeholders) ?? otherwise;
  if (placeholder === undefined) return [];
  const why = said === undefined ? "the placeholder is a guess" : "as a row of the module seems to say";
  return [`logout-action: ${quoted(placeholder.number)}, # ${why}; full logs out to nothing`];
}
