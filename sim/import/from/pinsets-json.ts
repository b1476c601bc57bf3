import { z } from "zod";
import type { PinSetFacts } from "../facts/facts.js";
import type { Fault, Read } from "../read/fault.js";
import { each, phpText, under } from "./json-shape.js";

const setSchema = z.object({
  pinsets_id: phpText,
  description: phpText,
  passwords: phpText,
  addtocdr: phpText,
});
const usageSchema = z.object({ dispname: phpText, foreign_id: phpText, pinsets_id: phpText });

/** `modulejson/Pinsets.json` of a backup (FI-43): which route asks for which PINs. */
export function pinSetFacts(file: string, json: unknown): Read<readonly PinSetFacts[]> {
  const faults: Fault[] = [];
  const configs = under(json, "configs");
  const sets = each(under(configs, "listPinsets"), setSchema, { file, what: "listPinsets", faults });
  const usage = each(under(configs, "pinsetUsage"), usageSchema, { file, what: "pinsetUsage", faults });
  const content = sets.map((set) => ({
    id: set.pinsets_id,
    name: set.description,
    recorded: set.addtocdr === "1",
    pins: set.passwords.split("\n").filter((pin) => pin.trim() !== ""),
    routes: usage
      .filter(({ dispname, pinsets_id }) => dispname === "routing" && pinsets_id === set.pinsets_id)
      .map(({ foreign_id }) => foreign_id),
  }));
  return { content, faults };
}
