import { z } from "zod";
import type { TimeGroupFacts } from "../facts/facts.js";
import type { Fault, Read } from "../read/fault.js";
import { each, phpText, under } from "./json-shape.js";

const groupSchema = z.object({ id: phpText, description: phpText });
const rangeSchema = z.object({ timegroupid: phpText, time: phpText });

/** `modulejson/Timeconditions.json` of a backup: the time groups. */
export function timeGroupFacts(file: string, json: unknown): Read<readonly TimeGroupFacts[]> {
  const faults: Fault[] = [];
  const tables = under(json, "configs", "tables");
  const told = (what: string) => ({ file, what, faults });
  const groups = each(under(tables, "timegroups_groups"), groupSchema, told("timegroups_groups"));
  const ranges = each(under(tables, "timegroups_details"), rangeSchema, told("timegroups_details"));
  const content = groups.map(({ id, description }) => ({
    id,
    name: description,
    ranges: ranges.filter(({ timegroupid }) => timegroupid === id).map(({ time }) => time),
  }));
  return { content, faults };
}
