import type { SetupInput } from "../../../model/setup/setup.js";
import { subnetsOverlap } from "../../../model/setup/subnet.js";
import type { PbxFacts } from "../../facts/facts.js";
import type { GuessedPlaceholder } from "./guessed-placeholders.js";
import { quoted, type Suggestion } from "./suggestion.js";

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
): Suggestion {
  const found = networksOf(localNetworks);
  const networks = found.length === 0 ? [someNetwork] : found;
  const people = Object.values(extensions).filter(({ voicemail }) => voicemail !== undefined).length;
  const desks = Math.max(1, Math.ceil(people / networks.length));
  const shown = new Set<string>();
  return {
    into: ["locations"],
    lines: [
      `# a guess: ${found.length === 0 ? "no source names a network" : "the local networks of the SIP settings"}; caller-id is the number registered for the address, placeholder counts`,
      "# under policy placeholder-choice: desk-location (it must have `role: placeholder`), desks are how many phones of a model stand there.",
      ...networks.map((subnet, index) => {
        const placeholder = placeholders[index] ?? placeholders[0];
        const callerId = numberFor(index, placeholder, shown);
        shown.add(callerId);
        const own = placeholder === undefined ? "" : ` placeholder: ${quoted(placeholder.number)},`;
        return `site-${index + 1}: { subnet: ${subnet}, caller-id: ${quoted(callerId)}, address: "street, floor of site ${index + 1}",${own} desks: { CIP270: ${desks} } },`;
      }),
    ],
  };
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

/** As a setup has them: of whole octets, none inside another. */
function networksOf(localNetworks: readonly string[]): string[] {
  const wholes = localNetworks.flatMap(wholeNetwork);
  const wide = wholes.toSorted((one, other) => bitsOf(one) - bitsOf(other));
  const apart = wide.filter(
    (network, index) => !wide.slice(0, index).some((each) => subnetsOverlap(each, network)),
  );
  return wholes.filter((network, index) => apart.includes(network) && wholes.indexOf(network) === index);
}

/** `192.168.10.0/255.255.254.0` → `192.168.0.0/16`: the network that holds it. */
function wholeNetwork(network: string): string[] {
  const [, address = "", mask = ""] =
    /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2}|\d{1,3}(?:\.\d{1,3}){3})$/.exec(network) ?? [];
  const octets = address.split(".").map(Number);
  if (address === "" || octets.some((octet) => octet > 255)) return [];
  const bits = mask.includes(".") ? maskBits(mask) : Number(mask);
  if (bits < 8 || bits > 32) return [];
  const whole = bits >= 24 ? 24 : bits >= 16 ? 16 : 8;
  return [`${octets.map((octet, index) => (index < whole / 8 ? octet : 0)).join(".")}/${whole}`];
}

function maskBits(mask: string): number {
  return mask
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("")
    .replace(/0+$/, "").length;
}

function bitsOf(network: string): number {
  return Number(network.split("/")[1]);
}
