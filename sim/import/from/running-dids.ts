import type { DidFacts } from "../facts/facts.js";
import type { Conf } from "../read/conf.js";

/**
 * Where calls from outside go, as Asterisk runs it: each DID ends in a step with the label `dest-ext`. `s` stands for any
 * number, and what follows a `/` is the only caller that it is for.
 */
export function runningDids(conf: Conf): readonly DidFacts[] | undefined {
  const sections = conf.sections.filter(({ name }) => /^ext-did(?:-\d+)?$/.test(name));
  // Without [ext-did] the file is no dial plan of FreePBX, or was cut: it says nothing of inbound routes.
  if (sections.length === 0) return undefined;
  return sections.flatMap(({ entries }) =>
    entries.flatMap(({ key, value }) => {
      const [, exten, destination = ""] = /^([^,]+),\w+\(dest-ext\),Goto\((.*)\)$/.exec(value) ?? [];
      if (key !== "exten" || exten === undefined) return [];
      const [did = "", caller = ""] = exten.split("/");
      return [{ did: did === "s" ? "" : did, caller, destination, description: "" }];
    }),
  );
}
