import { patternsOf } from "../../../../dialplan/patterns.js";
import type { TimeGroup } from "../../../../model/setup/calling.js";
import { extensionOf } from "../../../../model/setup/extension-of.js";
import { isEmergencyDevice } from "../../../../model/setup/is-emergency-device.js";
import type { Route, Setup } from "../../../../model/setup/setup.js";
import { parseTimeRange, type Span } from "../../../../model/setup/time-range.js";
import { boundTo, denyAll, type RouteAccess, routeContext } from "./contexts-of.js";
import { featureCodesContext } from "./feature-codes.js";
import { extensionsContext } from "./inside.js";
import { nobodyContext } from "./nobody.js";

/**
 * What an extension may dial, in the order in which it is asked (PBX-85, PBX-86): feature codes, extensions, routes. What
 * the level of a placeholder keeps from it is refused at its place in the list, so that a route above the emergency
 * route takes 911 from it as on the real thing.
 */
export function includesOf(setup: Setup, extension: string): string[] {
  const settings = extensionOf(setup, extension);
  if (settings?.deviceUser === "none") return [nobodyContext];
  const placeholder = settings?.role === "placeholder";
  const mayCall = (reach: "internal" | "outbound"): boolean =>
    !placeholder || setup.placeholderCalls === "full" || setup.placeholderCalls === reach;
  const accessTo = ({ type }: Pick<Route, "type">): RouteAccess => {
    if (type === "emergency") return "open";
    if (isEmergencyDevice(settings)) return "hung-up";
    return mayCall("outbound") ? "open" : "refused";
  };
  return [
    ...(setup.featureCodes.length > 0 ? [featureCodesContext] : []),
    extensionsContext(!mayCall("internal")),
    ...setup.routes.flatMap((route, index) => {
      const rows = patternsOf(route).filter(({ caller }) => caller === undefined);
      if (route.deniedTo.includes(extension) || rows.length + boundTo(route, extension).length === 0)
        return [];
      const context = routeContext(setup, index, extension, accessTo(route));
      const group = route.timeGroup === undefined ? undefined : setup.timeGroups[route.timeGroup];
      return group === undefined ? [context] : timesOf(group).map((times) => `${context},${times}`);
    }),
    ...(placeholder ? [denyAll] : []),
  ];
}

/** The ranges of a time group as an include takes them (PBX-88); the PBX's own clock is in UTC. */
function timesOf({ ranges, timeZone = "UTC" }: TimeGroup): string[] {
  return ranges.flatMap((text) => {
    const range = parseTimeRange(text);
    if (range === undefined) return [];
    const { minutes, weekdays, monthDays, months } = range;
    const parts = [
      spanText(minutes, clockText),
      spanText(weekdays, (day) => dayNames[day] ?? "*"),
      spanText(monthDays, String),
      spanText(months, (month) => monthNames[month - 1] ?? "*"),
    ];
    return [[...parts, timeZone].join(",")];
  });
}

function spanText(span: Span, textOf: (value: number) => string): string {
  if (span === undefined) return "*";
  return span.from === span.to ? textOf(span.from) : `${textOf(span.from)}-${textOf(span.to)}`;
}

function clockText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
