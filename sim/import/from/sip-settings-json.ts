import { z } from "zod";
import type { Fault, Read } from "../read/fault.js";
import { each, phpText, under } from "./json-shape.js";

const networkSchema = z.object({ net: phpText, mask: phpText });

/** `modulejson/Sipsettings.json` of a backup: the networks that the PBX takes for its own, which hint at sites. */
export function localNetworkFacts(file: string, json: unknown): Read<readonly string[]> {
  const faults: Fault[] = [];
  const list = under(json, "configs", "kvstore", "noid", "localnets");
  const networks = each(list, networkSchema, { file, what: "localnets", faults });
  return {
    content: networks.filter(({ net }) => net !== "").map(({ net, mask }) => `${net}/${mask}`),
    faults,
  };
}
