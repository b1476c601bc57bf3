import { DeskfleetError } from "../errors.js";
import type { Setup } from "./setup.js";
import { type AddressBlock, addressBlock, subnetText } from "./subnet.js";

/** A setup whose phones have their addresses on loopback, and what stands for what. */
export interface OnLoopback {
  readonly setup: Setup;
  /** Networks of locations, with those that are played in their place; empty where all were on loopback. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** A network of the site, and the one in 127.0.0.0/8 that stands for it. */
interface Image {
  readonly real: AddressBlock;
  readonly played: AddressBlock;
}

const loopback: AddressBlock = { first: 127 * 2 ** 24, size: 2 ** 24 };
/** Here are the backend itself and the addresses that nobody answers at. */
const ofBackend: AddressBlock = { first: loopback.first, size: 2 ** 16 };

/**
 * Simulated phones can have addresses in 127.0.0.0/8 alone; those of a real site lie elsewhere. Each network of locations is
 * moved there as a whole, one never onto another, and what names source addresses (Match (Permit), those that are never banned)
 * moves along: which of them holds which phone stays as it was.
 * @param file of the setup, for the message
 * @throws DeskfleetError DF_CLI_USAGE where they do not fit
 */
export function onLoopback(setup: Setup, file: string): OnLoopback {
  const networks = Object.values(setup.locations).map(({ subnet }) => subnet);
  const real = networks.filter((subnet) => !isLoopback(subnet));
  if (real.length === 0) return { setup, renamed: new Map() };
  const permits = [
    ...Object.values(setup.extensions).flatMap(({ matchPermit }) => matchPermit),
    ...setup.intrusionDetection.allow,
  ];
  const images = imagesOf(blocksOf(real), blocksOf([...networks, ...permits]), file);
  const moved = (subnet: string): string => {
    const block = addressBlock(subnet);
    const image = block && images.find((each) => contains(each.real, block));
    return block && image ? subnetText(movedBy(image, block)) : subnet;
  };
  const source = (subnets: readonly string[]): string[] =>
    subnets.flatMap((each) => movedSource(each, images));
  return {
    setup: {
      ...setup,
      locations: mapped(setup.locations, (each) => ({ ...each, subnet: moved(each.subnet) })),
      extensions: mapped(setup.extensions, (each) => ({ ...each, matchPermit: source(each.matchPermit) })),
      intrusionDetection: { ...setup.intrusionDetection, allow: source(setup.intrusionDetection.allow) },
    },
    renamed: new Map(real.map((subnet) => [subnet, moved(subnet)])),
  };
}

/** What holds whole networks of the site holds what is played in their place, and whatever else it held. */
function movedSource(subnet: string, images: readonly Image[]): string[] {
  const block = addressBlock(subnet);
  if (block === undefined) return [subnet];
  const around = images.find(({ real }) => contains(real, block));
  if (around) return [subnetText(movedBy(around, block))];
  return [
    subnet,
    ...images.filter(({ real }) => contains(block, real)).map(({ played }) => subnetText(played)),
  ];
}

function movedBy({ real, played }: Image, block: AddressBlock): AddressBlock {
  if (block.size === real.size) return played;
  return { first: played.first + (block.first - real.first), size: block.size };
}

/** @param named every network that the setup names: none of those on loopback may be moved onto */
function imagesOf(real: readonly AddressBlock[], named: readonly AddressBlock[], file: string): Image[] {
  const outermost = real.filter(
    (block, index) =>
      !real.some((other, at) => contains(other, block) && (other.size > block.size || at < index)),
  );
  // A network as large as this would leave no room beside it, where another is to lie: Match (Permit) 0.0.0.0/0 holds all of it.
  const taken = [ofBackend, ...named.filter((block) => contains(loopback, block))];
  return [...outermost]
    .sort((left, right) => right.size - left.size)
    .map((block) => {
      const isBare = !named.some((other) => other.size < block.size && contains(block, other));
      const size = isBare ? Math.min(block.size, 2 ** 16) : block.size;
      const played = candidates(block, size).find(
        (each) => !taken.some((other) => contains(other, each) || contains(each, other)),
      );
      if (played === undefined) throw noRoom(block, file);
      taken.push(played);
      return { real: block, played };
    });
}

/** Blocks on loopback: first the one with the same last octets, by which an admin knows it again. */
function candidates(block: AddressBlock, size: number): AddressBlock[] {
  const alike = { first: loopback.first + (block.first % loopback.size), size };
  const all = Array.from({ length: loopback.size / size }, (_each, index) => ({
    first: loopback.first + index * size,
    size,
  }));
  return [alike, ...all];
}

function noRoom(block: AddressBlock, file: string): DeskfleetError {
  return new DeskfleetError(
    "DF_CLI_USAGE",
    `${file}: simulated phones have their addresses in 127.0.0.0/8, and there is no room left in it for ${subnetText(block)} and all that is named inside it`,
    { hint: "In a copy of the setup, give each location the network of /16 or /24 that it really uses." },
  );
}

function contains(outer: AddressBlock, inner: AddressBlock): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

function isLoopback(subnet: string): boolean {
  const block = addressBlock(subnet);
  return block !== undefined && contains(loopback, block);
}

function blocksOf(subnets: readonly string[]): AddressBlock[] {
  return subnets.flatMap((subnet) => addressBlock(subnet) ?? []);
}

/** Keys stay in their order: the first location that holds an address is that of the desk. */
function mapped<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
