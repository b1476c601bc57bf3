import { dialPattern } from "../../../model/setup/dial-pattern.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import { didName } from "../../facts/did-name.js";
import type { DidFacts, PbxFacts } from "../../facts/facts.js";
import { type Note, oneLine } from "./note.js";

type InboundRoutes = NonNullable<SetupInput["inbound-routes"]>;

/**
 * The inbound routes that lead to an extension. Each other one is a note: where it leads, deskfleet does not follow.
 * @param extensions those that the setup has
 */
export function mapDids(
  { dids = [] }: PbxFacts,
  extensions: readonly string[],
): { readonly inboundRoutes: InboundRoutes; readonly notes: readonly Note[] } {
  const inboundRoutes: InboundRoutes = [];
  const taken = new Set<string>();
  const unheld: [DidFacts, string][] = [];
  for (const route of dids) {
    const did = writtenDid(route.did);
    const extension = ringing(route.destination);
    const description = oneLine(route.description);
    if (route.caller !== "") unheld.push([route, "for that caller alone"]);
    else if (did === undefined) unheld.push([route, "a DID that is no number and no pattern"]);
    else if (extension === undefined)
      unheld.push([route, "no extension: a call-back by it rings nobody here"]);
    else if (!extensions.includes(extension))
      unheld.push([route, "an extension that the setup does not have"]);
    else if (taken.has(did)) unheld.push([route, "a second route of this DID"]);
    else {
      taken.add(did);
      inboundRoutes.push({ did, extension, ...(description === "" ? {} : { description }) });
    }
  }
  const path = inboundRoutes.length === 0 ? [] : ["inbound-routes"];
  return {
    inboundRoutes,
    notes: unheld.map(([route, why]) => ({
      ...{ path, kind: "not held", what: "an inbound route", who: oneLine(didName(route)) },
      detail: oneLine(`to ${route.destination}, ${why}`),
    })),
  };
}

/** A pattern begins with `_`; without it every character stands for itself. */
function writtenDid(did: string): string | undefined {
  if (did === "") return "any";
  const text = did.startsWith("_") ? did.slice(1) : did;
  const isPlain = /^[\d*#+]+$/.test(text);
  return (isPlain || did.startsWith("_")) && dialPattern.safeParse(text).success ? text : undefined;
}

/** The extension of a destination such as `from-did-direct,1001,1`. */
function ringing(destination: string): string | undefined {
  return /^(?:from-did-direct|ext-local|from-internal),(\d+),1$/.exec(destination)?.[1];
}
