import { orderedName } from "../../../model/files/line-text.js";
import type { GroupFacts } from "../../facts/facts.js";
import { oneLine } from "../map/note.js";

/** What rows of a module for hot desking seem to say of a group. Their keys are not published: guesses. */
export interface GuessedHotdesk {
  readonly enabled?: boolean;
  readonly templates?: readonly string[];
  readonly logoutAction?: string;
}

export function guessedHotdesk({ hotDeskRows }: Pick<GroupFacts, "hotDeskRows">): GuessedHotdesk {
  const enabled = rowValue(hotDeskRows, /enabled$/i);
  const templates = listIn(rowValue(hotDeskRows, /templates?$/i));
  const logoutAction = rowValue(hotDeskRows, /logout_?action$/i);
  return {
    ...(enabled === undefined ? {} : { enabled: !/^(?:0|false|no|off|)$/i.test(enabled) }),
    ...(templates.length === 0 ? {} : { templates }),
    ...(logoutAction !== undefined && /^\d{1,15}$/.test(logoutAction) ? { logoutAction } : {}),
  };
}

/** Each row is `module key = value`. */
function rowValue(rows: readonly string[], key: RegExp): string | undefined {
  for (const row of rows) {
    const [, name = "", value = ""] = /^\S+ (\S+) = (.*)$/s.exec(row) ?? [];
    if (key.test(name) && !/logout_?templates?$/i.test(name)) return oneLine(value);
  }
  return undefined;
}

function listIn(text: string | undefined): string[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(list)) return [];
    return list.filter((each): each is string => orderedName.min(1).safeParse(each).success);
  } catch {
    return [];
  }
}
