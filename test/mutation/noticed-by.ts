import { readFileSync } from "node:fs";
import { z } from "zod";
import { YamlFile } from "../../sim/model/files/yaml-file.js";
import { type FaultName, faultNames } from "../../sim/model/rules/faults.js";
import type { WireProof } from "../proofs/wire/wire-proof.js";
import { wireProofs } from "../proofs/wire/wire-proofs.js";

/** What a fault must make fail, and what has to have been seen instead. */
interface Notice {
  /** Below scenarios/suites; or `proof/` and the name of a proof on the wire. */
  readonly scenario: string;
  /** The proof that it names; undefined: it is a scenario, or there is no such proof. */
  readonly proof: WireProof | undefined;
  readonly lastSeen: RegExp;
}

const proofs = Object.values(wireProofs).flat();

const file = "test/mutation/noticed-by.yaml";

const regex = z.string().transform((source, context) => {
  try {
    return new RegExp(source);
  } catch (error) {
    context.addIssue(String(error));
    return z.NEVER;
  }
});

/** A fault that is missing is an error, as is one that does not exist. */
const schema = z.record(
  z.enum(faultNames as [FaultName, ...FaultName[]]),
  z
    .record(z.string(), regex)
    .refine((notices) => Object.keys(notices).length > 0, "no scenario notices it")
    .transform((notices): readonly Notice[] =>
      Object.entries(notices).map(([scenario, lastSeen]) => ({
        scenario,
        proof: proofs.find(({ name }) => `proof/${name}` === scenario),
        lastSeen,
      })),
    ),
);

/**
 * Who notices each fault.
 * @throws DeskfleetErrors with the line of what is wrong in the file
 */
export function readNoticedBy(): Readonly<Record<FaultName, readonly Notice[]>> {
  return new YamlFile(file, readFileSync(file, "utf8")).parse(schema, undefined);
}
