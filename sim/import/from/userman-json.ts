import { z } from "zod";
import type { GroupFacts, UserFacts } from "../facts/facts.js";
import type { Fault, Read } from "../read/fault.js";
import { each, phpList, phpText, under } from "./json-shape.js";

const userSchema = z.object({ id: phpText, username: phpText, default_extension: phpText });
const groupSchema = z.object({ id: phpText, groupname: phpText, priority: phpText, users: z.unknown() });
const rowSchema = z.object({ gid: phpText, module: phpText, key: phpText, val: phpText });

/** Modules that by their name keep hot-desk settings. Which keys they use is not published. */
const hotDeskModule = /hot.?desk|clearly/i;

/** What may hold a secret is not shown at all: nobody knows these keys. */
const secretKey = /pass|secret|pin\b|_pin|token|hash/i;

export interface UserManagerFacts {
  readonly users: readonly UserFacts[];
  readonly groups: readonly GroupFacts[];
}

/** `modulejson/Userman.json` of a backup (FI-44): users, and groups by their priority, the smallest first. */
export function userManagerFacts(file: string, json: unknown): Read<UserManagerFacts> {
  const faults: Fault[] = [];
  const tables = under(json, "configs", "usermantables");
  const told = (what: string) => ({ file, what, faults });
  const rowsOfUsers = each(under(tables, "userman_users"), userSchema, told("userman_users"));
  const names = new Map(rowsOfUsers.map(({ id, username }) => [id, username]));
  const users = rowsOfUsers.map(({ username, default_extension: extension }) =>
    userFacts(username, extension),
  );
  const rows = each(under(tables, "userman_groups_settings"), rowSchema, told("userman_groups_settings"));
  const groups = each(under(tables, "userman_groups"), groupSchema, told("userman_groups"))
    .sort((left, right) => Number(left.priority) - Number(right.priority))
    .map((group) => ({
      name: group.groupname,
      // Users who are gone may still stand in a group.
      users: each(memberList(group, { file, faults }), phpText, told(`userman_groups ${group.id}`)).flatMap(
        (id) => names.get(id) ?? [],
      ),
      hotDeskRows: rows
        .filter(({ gid, module }) => gid === group.id && hotDeskModule.test(module))
        .map(({ module, key, val }) => `${module} ${key} = ${secretKey.test(key) ? "(not shown)" : val}`),
    }));
  return { content: { users, groups }, faults };
}

/** @param extension as FreePBX writes it: empty or `none` where there is none */
export function userFacts(name: string, extension: string): UserFacts {
  return { name, ...(extension === "" || extension === "none" ? {} : { defaultExtension: extension }) };
}

/** JSON inside JSON: a text that holds a list. */
function memberList(
  { id, users }: { readonly id: string; readonly users?: unknown },
  { file, faults }: { readonly file: string; readonly faults: Fault[] },
): readonly unknown[] {
  if (typeof users !== "string") return phpList(users);
  try {
    return phpList(JSON.parse(users));
  } catch {
    faults.push({ file, message: `userman_groups ${id}: its list of users is damaged: it has none` });
    return [];
  }
}
