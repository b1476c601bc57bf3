import { attributeOf, childrenOf, parseXml, textOf, type XmlElement } from "../../sip/xml.js";
import { civicText } from "./civic-text.js";

/** A caller's location as a PIDF-LO says it (RFC 4119, RFC 5139, RFC 5491). */
export interface CallerLocation {
  /** In one line, to be read out. */
  readonly text: string;
  /** Elements of the civic address by their names: `A3`, `HNO`, `FLR`. */
  readonly civic?: Readonly<Record<string, string>>;
  readonly point?: {
    readonly latitude: number;
    readonly longitude: number;
    /** Of the circle around it. */
    readonly radiusMeters?: number;
  };
}

export type ReadLocation =
  | { readonly ok: true; readonly location: CallerLocation }
  | { readonly ok: false; readonly reason: string };

/** RFC 5139 and RFC 6848 know some forty; names are short. */
const civicName = /^[a-z]\w{0,31}$/i;
const mostElements = 64;

/** Reads a PIDF-LO, whatever prefixes its namespaces have. Never throws. Of several locations the first counts. */
export function readPidfLo(xml: string): ReadLocation {
  const parsed = parseXml(xml);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const [info] = descendants(parsed.root, "location-info");
  if (!info) return { ok: false, reason: "it has no location-info" };
  const civic = civicOf(info);
  const point = pointOf(info);
  if (!civic && !point) return { ok: false, reason: "it has neither a civic address nor a position" };
  const texts = [civic && civicText(civic), point && pointText(point)];
  return {
    ok: true,
    location: {
      text: texts.filter((each) => each !== undefined && each !== "").join("; "),
      ...(civic && { civic }),
      ...(point && { point }),
    },
  };
}

function civicOf(info: XmlElement): CallerLocation["civic"] {
  const [address] = descendants(info, "civicAddress");
  if (!address) return undefined;
  const elements = Object.keys(address)
    .map((name) => [localName(name), textOf(childrenOf(address, name)[0]).trim()] as const)
    .filter(([name, value]) => civicName.test(name) && value !== "")
    .slice(0, mostElements);
  return elements.length === 0 ? undefined : Object.fromEntries(elements);
}

function pointOf(info: XmlElement): CallerLocation["point"] {
  const [position] = descendants(info, "pos");
  const [latitude, longitude] = textOf(position).trim().split(/\s+/).map(Number);
  if (latitude === undefined || longitude === undefined) return undefined;
  // Also false for what is not a number.
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const radius = radiusOf(info);
  return { latitude, longitude, ...(radius === undefined ? {} : { radiusMeters: radius }) };
}

/** In metres: the unit 9001 of EPSG, which RFC 5491 §5.2.3 asks for; in another one it is left out. */
function radiusOf(info: XmlElement): number | undefined {
  const [radius] = descendants(info, "radius");
  if (!radius) return undefined;
  const unit = attributeOf(radius, "uom");
  const meters = Number(textOf(radius).trim() || Number.NaN);
  return meters >= 0 && /^(|.*:9001)$/.test(unit) ? meters : undefined;
}

function pointText({ latitude, longitude, radiusMeters }: NonNullable<CallerLocation["point"]>): string {
  const around = radiusMeters === undefined ? "" : `, within ${radiusMeters} m`;
  return `${latitude} ${longitude}${around}`;
}

/** All elements of that name below one, whatever their namespace; the depth of a document is bounded. */
function descendants(element: XmlElement, name: string): XmlElement[] {
  return Object.keys(element)
    .filter((key) => key !== "$" && key !== "_")
    .flatMap((key) => {
      const children = childrenOf(element, key);
      const inner = children.flatMap((child) => descendants(child, name));
      return localName(key) === name ? [...children, ...inner] : inner;
    });
}

/** `ca:civicAddress` → `civicAddress` */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
