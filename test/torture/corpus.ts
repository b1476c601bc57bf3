import { readFileSync } from "node:fs";

/** What a parser must make of a message. */
type Outcome =
  | { readonly kind: "valid" }
  /** A request that is to be answered with one of these, the best first. */
  | { readonly kind: "answer"; readonly statuses: readonly number[] }
  /** Nothing may be sent. */
  | { readonly kind: "drop" };

/** One message of RFC 4475 as it goes over the wire. */
export interface TortureMessage {
  /** The name that the RFC gives it. */
  readonly name: string;
  /** The section of RFC 4475 that explains it. */
  readonly section: string;
  readonly data: Buffer;
  readonly outcome: Outcome;
}

const valid: Outcome = { kind: "valid" };
const drop: Outcome = { kind: "drop" };
const answer = (...statuses: number[]): Outcome => ({ kind: "answer", statuses });

/** All of them; what a parser decides (answer, drop), and what it must leave to the transaction user (valid). */
const cases: readonly [name: string, section: string, outcome: Outcome][] = [
  ["wsinv", "3.1.1.1", valid],
  ["intmeth", "3.1.1.2", valid],
  ["esc01", "3.1.1.3", valid],
  ["escnull", "3.1.1.4", valid],
  ["esc02", "3.1.1.5", valid],
  ["lwsdisp", "3.1.1.6", valid],
  ["longreq", "3.1.1.7", valid],
  ["dblreq", "3.1.1.8", valid],
  ["semiuri", "3.1.1.9", valid],
  ["transports", "3.1.1.10", valid],
  ["mpart01", "3.1.1.11", valid],
  ["unreason", "3.1.1.12", valid],
  ["noreason", "3.1.1.13", valid],
  ["badinv01", "3.1.2.1", answer(400)],
  ["clerr", "3.1.2.2", answer(400)],
  ["ncl", "3.1.2.3", answer(400)],
  ["scalar02", "3.1.2.4", answer(400)],
  ["scalarlg", "3.1.2.5", drop],
  ["quotbal", "3.1.2.6", answer(400)],
  ["ltgtruri", "3.1.2.7", answer(400)],
  ["lwsruri", "3.1.2.8", answer(400)],
  ["lwsstart", "3.1.2.9", answer(400)],
  ["trws", "3.1.2.10", answer(400)],
  ["escruri", "3.1.2.11", answer(400)],
  // "An element wishing to be liberal in what it accepts could ignore this value altogether."
  ["baddate", "3.1.2.12", valid],
  ["regbadct", "3.1.2.13", answer(400)],
  ["badaspec", "3.1.2.14", answer(400)],
  ["baddn", "3.1.2.15", answer(400)],
  ["badvers", "3.1.2.16", answer(505)],
  ["mismatch01", "3.1.2.17", answer(400)],
  ["mismatch02", "3.1.2.18", answer(501, 400)],
  ["bigcode", "3.1.2.19", drop],
  ["badbranch", "3.2.1", valid],
  ["insuf", "3.3.1", answer(400)],
  ["unkscm", "3.3.2", answer(416)],
  ["novelsc", "3.3.3", answer(416)],
  ["unksm2", "3.3.4", valid],
  ["bext01", "3.3.5", valid],
  ["invut", "3.3.6", valid],
  ["regaut01", "3.3.7", valid],
  ["multi01", "3.3.8", answer(400)],
  ["mcl01", "3.3.9", answer(400)],
  ["bcast", "3.3.10", valid],
  ["zeromf", "3.3.11", valid],
  ["cparam01", "3.3.12", valid],
  ["cparam02", "3.3.13", valid],
  ["regescrt", "3.3.14", valid],
  ["sdp01", "3.3.15", valid],
  ["inv2543", "3.4.1", valid],
];

/** The corpus, read from the files beside this one. */
export function tortureMessages(): TortureMessage[] {
  const folder = new URL("rfc4475/", import.meta.url);
  return cases.map(([name, section, outcome]) => ({
    name,
    section,
    data: readFileSync(new URL(`${name}.dat`, folder)),
    outcome,
  }));
}

/** One message of the corpus by its name in the RFC. */
export function tortureMessage(name: string): Buffer {
  return readFileSync(new URL(`rfc4475/${name}.dat`, import.meta.url));
}
