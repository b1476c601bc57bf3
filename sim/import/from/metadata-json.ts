import { z } from "zod";
import type { Fault, Read } from "../read/fault.js";
import { each, phpText, under } from "./json-shape.js";

const moduleSchema = z.object({ module: phpText, version: phpText });

/** `metadata.json` of a backup (FI-40): which FreePBX wrote it. */
export function metadataFacts(file: string, json: unknown): Read<{ readonly core?: string }> {
  const faults: Fault[] = [];
  const modules = each(under(json, "modules"), moduleSchema, { file, what: "modules", faults });
  const core = modules.find(({ module }) => module === "core")?.version;
  return { content: core === undefined || core === "" ? {} : { core }, faults };
}
