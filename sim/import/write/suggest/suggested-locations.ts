import type { SetupInput } from "../../../model/setup/setup.js";
import { subnetsOverlap } from "../../../model/setup/subnet.js";
import type { PbxFacts } from "../../facts/facts.js";
import { withMaskLength } from "../dotted-mask.js";
import type { GuessedPlaceholder } from "./guessed-placeholders.js";
import { keyText, quoted, type Suggestion } from "./suggestion.js";

/** Where no source names a network. */
const someNetwork = "10.1.0.0/16";

/**
 * A location for each network that the PBX takes for its own, each with a number for the PSAP: that of a placeholder, else
 * one that is nobody's.
 */
export function suggestedLocations(
  { localNetworks = [] }: PbxFacts,
  extensions: SetupInput["extensions"],
  placeholders: readonly GuessedPlaceholder[],
  models: readonly string[],
): Suggestion {
  const found = networksOf(localNetworks);
  const networks = found.length === 0 ? [{ subnet: someNetwork, read: [] }] : found;
  const people = Object.values(extensions).filter(({ voicemail }) => voicemail !== undefined).length;
  const desks = Math.max(1, Math.ceil(people / networks.length));
  const model = models.at(-1);
  const shown = new Set<string>();
  return {
    into: ["locations"],
    lines: [
      `# a guess: ${found.length === 0 ? "no source names a network" : "the local networks of the SIP settings"}; caller-id is the number registered for the address, placeholder counts`,
      "# under policy placeholder-choice: desk-location (it must have `role: placeholder`), desks are how many phones of a model stand there.",
      ...networks.map(({ subnet, read }, index) => {
        const placeholder = placeholders[index] ?? placeholders[0];
        const callerId = numberFor(index, placeholder, shown);
        shown.add(callerId);
        const own = placeholder === undefined ? "" : ` placeholder: ${quoted(placeholder.number)},`;
        const phones = model === undefined ? "" : ` desks: { ${keyText(model)}: ${desks} }`;
        return `site-${index + 1}: { subnet: ${subnet}, caller-id: ${quoted(callerId)}, address: "street, floor of site ${index + 1}",${own}${phones} },${widened(subnet, read)}`;
      }),
    ],
  };
}

/** A setup has whole octets only: what that makes of a network is said beside it, and that it may be several places. */
function widened(subnet: string, read: readonly string[]): string {
  if (read.every((network) => withMaskLength(network) === subnet)) return "";
  return ` # read as ${read.join(", ")}${read.length > 1 ? ": one place?" : ""}`;
}

function numberFor(
  index: number,
  placeholder: GuessedPlaceholder | undefined,
  taken: ReadonlySet<string>,
): string {
  const own = placeholder?.emergencyCid;
  if (own !== undefined && !taken.has(own)) return own;
  let last = 100 + index;
  while (taken.has(`2125550${last}`)) last += 1;
  return `2125550${last}`;
}

interface Network {
  /** As a setup has it: of whole octets. */
  readonly subnet: string;
  /** As the source has those that it holds. */
  readonly read: readonly string[];
}

/** None inside another, in the order in which they were read. */
function networksOf(localNetworks: readonly string[]): Network[] {
  const wholes = localNetworks.flatMap((read) => wholeNetwork(read).map((subnet) => ({ subnet, read })));
  const wide = wholes.map(({ subnet }) => subnet).toSorted((one, other) => bitsOf(one) - bitsOf(other));
  const apart = wide.filter(
    (network, index) => !wide.slice(0, index).some((each) => subnetsOverlap(each, network)),
  );
  const inOrder = new Set(wholes.map(({ subnet }) => subnet).filter((subnet) => apart.includes(subnet)));
  return [...inOrder].map((subnet) => {
    const held = wholes.filter((each) => subnetsOverlap(each.subnet, subnet)).map(({ read }) => read);
    return { subnet, read: [...new Set(held)] };
  });
}

/** `192.168.10.0/255.255.254.0` → `192.168.0.0/16`: the network that holds it. */
function wholeNetwork(network: string): string[] {
  const [, address = "", length = ""] =
    /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(withMaskLength(network)) ?? [];
  const octets = address.split(".").map(Number);
  if (address === "" || octets.some((octet) => octet > 255)) return [];
  const bits = Number(length);
  if (bits < 8 || bits > 32) return [];
  const whole = bits >= 24 ? 24 : bits >= 16 ? 16 : 8;
  return [`${octets.map((octet, index) => (index < whole / 8 ? octet : 0)).join(".")}/${whole}`];
}

function bitsOf(network: string): number {
  return Number(network.split("/")[1]);
}
