import type { PatternFacts, PbxFacts, RouteFacts, TrunkFacts } from "../facts/facts.js";

export interface SettledPlan {
  readonly facts: PbxFacts;
  readonly contradictions: readonly string[];
}

/**
 * Routes and trunks that are known twice: as the web page has them and as Asterisk runs them. Where both say the same
 * of one, the page's is kept, which tells more of it; where not, what runs counts, and that is told.
 */
export function settlePlan(facts: PbxFacts): SettledPlan {
  const contradictions: string[] = [];
  const differs = (what: string) =>
    contradictions.push(`${what} is not what Asterisk runs: what runs counts (Apply Config is pending?)`);
  const settled = settle(facts.routes, facts.runningRoutes, routeText, ({ name }) =>
    differs(`route ${name}`),
  );
  const routes = settled?.map((route) => {
    const ranges = facts.runningRoutes?.find(({ id }) => id === route.id)?.timeRanges;
    return withHours(route, ranges, facts, differs);
  });
  const trunks = withoutListed(
    settle(facts.trunks, facts.runningTrunks, trunkText, ({ name }) => differs(`trunk ${name}`)),
    facts.listedTrunks,
    ({ name }) =>
      contradictions.push(`trunk ${name} of trunks.csv is not that of the other sources: theirs counts`),
  );
  const isTwice = facts.routes !== undefined && facts.runningRoutes !== undefined;
  if (isTwice && orderOf(facts.routes) !== orderOf(facts.runningRoutes)) differs("the order of the routes");
  return {
    facts: {
      ...facts,
      ...(routes === undefined ? {} : { routes }),
      ...(trunks === undefined ? {} : { trunks }),
    },
    contradictions,
  };
}

function settle<One extends { readonly id: string }>(
  saved: readonly One[] | undefined,
  running: readonly One[] | undefined,
  text: (one: One) => string,
  differs: (one: One) => void,
): readonly One[] | undefined {
  if (saved === undefined || running === undefined) return running ?? saved;
  for (const one of saved) if (!running.some(({ id }) => id === one.id)) differs(one);
  return running.map((one) => {
    const twin = saved.find(({ id }) => id === one.id);
    if (twin !== undefined && text(twin) === text(one)) return twin;
    differs(one);
    return one;
  });
}

/** The hours that Asterisk runs, where the page's group is not known or says otherwise. */
function withHours(
  route: RouteFacts,
  running: readonly string[] | undefined,
  { timeGroups }: PbxFacts,
  differs: (what: string) => void,
): RouteFacts {
  if (running === undefined || route.timeGroup === undefined) return route;
  const saved = timeGroups?.find(({ id }) => id === route.timeGroup);
  if (saved !== undefined && sorted(saved.ranges) === sorted(running)) return route;
  if (saved !== undefined) differs(`time group ${saved.name}`);
  const { timeGroup: _group, ...rest } = route;
  return { ...rest, timeRanges: running };
}

function sorted(ranges: readonly string[]): string {
  return ranges.toSorted().join("\n");
}

/** A list of some of the trunks stands in where no other source has any, and is compared where one has. */
function withoutListed(
  trunks: readonly TrunkFacts[] | undefined,
  listed: readonly TrunkFacts[] = [],
  differs: (trunk: TrunkFacts) => void,
): readonly TrunkFacts[] | undefined {
  if (trunks === undefined) return listed.length === 0 ? undefined : listed;
  for (const one of listed) {
    const twin = trunks.find(({ id }) => id === one.id);
    if (twin === undefined || trunkText(twin) !== trunkText(one)) differs(one);
  }
  return trunks;
}

function orderOf(routes: readonly RouteFacts[] = []): string {
  return routes.map(({ id }) => id).join();
}

/** What both sources tell of a route. */
function routeText(route: RouteFacts): string {
  const {
    name,
    emergency,
    intraCompany,
    trunks,
    callerId,
    overridesExtension,
    password,
    failureDestination,
  } = route;
  const patterns = route.patterns.map(patternText).sort();
  return JSON.stringify([
    // What follows a `;` is a comment to Asterisk (FI-8).
    ...[name.split(";")[0]?.trim(), emergency, intraCompany, patterns, trunks],
    ...[callerId, callerId !== "" && overridesExtension, password, failureDestination],
  ]);
}

/** A letter that was saved in lower case is the same pattern. */
function patternText({ prefix, match, prepend, caller }: PatternFacts): string {
  return [`${prefix}${match}`.toUpperCase(), prefix.length, prepend, caller].join("/");
}

function trunkText({ name, callerId, keepCid, maxChannels, disabled }: TrunkFacts): string {
  return JSON.stringify([name, callerId, keepCid, maxChannels, disabled]);
}
