import { z } from "zod";
import type { DidFacts, ExtensionFacts, RouteFacts, TrunkFacts } from "../facts/facts.js";
import type { Fault, Read } from "../read/fault.js";
import { each, phpText, under, wholeNumber } from "./json-shape.js";

const trunkSchema = z.object({
  trunkid: phpText,
  tech: phpText,
  name: phpText,
  channelid: phpText,
  outcid: phpText,
  keepcid: phpText,
  maxchans: phpText,
  disabled: phpText,
  continue: phpText,
});

const ruleSchema = z.object({
  trunkid: phpText,
  match_pattern_prefix: phpText,
  match_pattern_pass: phpText,
  prepend_digits: phpText,
});

const patternSchema = ruleSchema.omit({ trunkid: true }).extend({ match_cid: phpText });

const routeSchema = z.object({
  route_id: phpText,
  name: phpText,
  outcid: phpText,
  outcid_mode: phpText,
  password: phpText,
  emergency_route: phpText,
  intracompany_route: phpText,
  time_group_id: phpText,
  timezone: phpText,
  dest: phpText,
  notification_on: phpText,
  patterns: z.unknown(),
  trunks: z.unknown(),
  notification: z.object({ emailto: phpText }).optional().catch(undefined),
});

const didSchema = z.object({
  extension: phpText,
  cidnum: phpText,
  destination: phpText,
  description: phpText,
});

const userSchema = z.object({
  extension: phpText.pipe(z.string().min(1)),
  name: phpText,
  voicemail: phpText,
  outboundcid: phpText,
});

const astDbSchema = z.object({
  callwaiting: phpText,
  cid_masquerade: phpText,
  pinless: phpText,
  concurrency_limit: phpText,
});

export interface CoreFacts {
  readonly extensions: ReadonlyMap<string, ExtensionFacts>;
  readonly trunks: readonly TrunkFacts[];
  readonly routes: readonly RouteFacts[];
  readonly dids: readonly DidFacts[];
}

/** `modulejson/Core.json` of a backup (FI-41): everything but the devices, which are in `Devices.sql`. */
export function coreFacts(file: string, json: unknown): Read<CoreFacts> {
  const faults: Fault[] = [];
  const configs = under(json, "configs");
  if (configs === undefined) faults.push({ file, message: "`configs` is missing: nothing of it was read" });
  const told = (what: string) => ({ file, what, faults });
  const rules = each(under(configs, "Trunks", "dialpatterns"), ruleSchema, told("Trunks.dialpatterns"));
  const trunks = each(under(configs, "Trunks", "trunks"), trunkSchema, told("Trunks.trunks")).map((trunk) => {
    const maxChannels = wholeNumber(trunk.maxchans);
    return {
      id: trunk.trunkid,
      name: trunk.name || trunk.channelid,
      technology: trunk.tech,
      callerId: trunk.outcid,
      keepCid: trunk.keepcid || "off",
      ...(maxChannels === undefined ? {} : { maxChannels }),
      disabled: trunk.disabled === "on",
      continueIfBusy: trunk.continue === "on",
      dialRules: rules.filter(({ trunkid }) => trunkid === trunk.trunkid).map(ruleFacts),
    };
  });
  const routes = each(under(configs, "Routing"), routeSchema, told("Routing")).map((route, index) => ({
    id: route.route_id,
    name: route.name,
    emergency: route.emergency_route === "YES",
    intraCompany: route.intracompany_route === "YES",
    patterns: each(route.patterns, patternSchema, told(`Routing[${index}].patterns`)).map((pattern) => ({
      ...ruleFacts(pattern),
      caller: pattern.match_cid,
    })),
    trunks: each(route.trunks, phpText, told(`Routing[${index}].trunks`)),
    callerId: route.outcid,
    overridesExtension: route.outcid_mode === "override_extension",
    password: route.password,
    ...(route.time_group_id === "" ? {} : { timeGroup: route.time_group_id }),
    timeZone: route.timezone,
    failureDestination: route.dest,
    notify: route.notification?.emailto ?? "",
    notifyOn: route.notification_on,
  }));
  const dids = each(under(configs, "Did"), didSchema, told("Did")).map((route) => ({
    did: route.extension.trim(),
    caller: route.cidnum.trim(),
    destination: route.destination,
    description: route.description,
  }));
  const astDb = under(configs, "Users", "astdbConfigs");
  const extensions = each(under(configs, "Users", "users"), userSchema, told("Users.users")).map(
    (user): readonly [string, ExtensionFacts] => [
      user.extension,
      {
        name: user.name,
        outboundCid: user.outboundcid,
        mailbox: user.voicemail !== "" && user.voicemail !== "novm" && user.voicemail !== "disabled",
        ...astDbFacts(under(astDb, user.extension)),
      },
    ],
  );
  return { content: { extensions: new Map(extensions), trunks, routes, dids }, faults };
}

function ruleFacts(rule: {
  readonly match_pattern_prefix: string;
  readonly match_pattern_pass: string;
  readonly prepend_digits: string;
}) {
  return { prefix: rule.match_pattern_prefix, match: rule.match_pattern_pass, prepend: rule.prepend_digits };
}

function astDbFacts(value: unknown): ExtensionFacts {
  const result = astDbSchema.safeParse(value);
  if (!result.success) return {};
  const { callwaiting, cid_masquerade, pinless, concurrency_limit } = result.data;
  const concurrencyLimit = wholeNumber(concurrency_limit);
  return {
    callWaiting: callwaiting === "enabled",
    cidMasquerade: cid_masquerade,
    pinless: pinless === "enabled",
    ...(concurrencyLimit === undefined ? {} : { concurrencyLimit }),
  };
}
