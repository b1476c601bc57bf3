import type { Request } from "express";
import { type Mac, parseMac } from "../../model/mac.js";
import type { Profile, Profiles } from "../../model/profile/profile.js";
import { HttpRefusal } from "./http-refusal.js";

/** Who is asking, as far as a phone says it. */
export interface PhoneIdentity {
  readonly mac: Mac;
  readonly profile: Profile;
}

/** Tells the phone behind a request. @throws HttpRefusal 403 where it is none that there is a profile for */
export type IdentifyPhone = (request: Request) => PhoneIdentity;

const unknownPhoneHint =
  "No profile has this User-Agent: --profiles FOLDER takes one whose http-user-agent is what the phone sends.";

/** Model and MAC stand in the HTTP User-Agent, in the form that the profile gives (phones.md §5). */
export function phoneIdentifier(profiles: Profiles): IdentifyPhone {
  const known = [...profiles.values()].map((profile) => ({ profile, pattern: userAgentPattern(profile) }));
  return (request) => {
    const userAgent = request.get("user-agent") ?? "";
    for (const { profile, pattern } of known) {
      const mac = parseMac(pattern.exec(userAgent)?.groups?.["mac"] ?? "");
      if (mac) return { mac, profile };
    }
    throw new HttpRefusal(403, "Unknown phone", unknownPhoneHint);
  };
}

function userAgentPattern({ httpUserAgent, model }: Profile): RegExp {
  const pattern = httpUserAgent
    .replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{model}", model)
    .replace("{firmware}", "[\\w.-]{1,40}")
    .replace("{mac}", "(?<mac>[0-9A-Fa-f]{2}(?:[:-]?[0-9A-Fa-f]{2}){5})");
  return new RegExp(`^${pattern}$`);
}
