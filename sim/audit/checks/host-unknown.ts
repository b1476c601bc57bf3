import type { Check } from "../check.js";
import { isAddress, networksOf, toldHosts } from "../told-hosts.js";

/** RFC 6761 and RFC 2606: no public name server knows these, nor a host without a domain. */
const reserved = /(^|\.)(test|example|invalid|localhost)$|^[^.]+$/i;
/** Known on every machine, for a laboratory on one. */
const local = "localhost";

/** The audit asks no name server: what a name resolves to, the setup has to say (HD-33, EH-30). */
export const hostUnknown: Check = {
  id: "host-unknown",
  rules: ["HD-33", "HD-12"],
  severity: "warning",
  finds: "Nothing says what a host name resolves to, or it is one that no name server knows.",
  proof: "network/name-that-is-nowhere",
  find: ({ setup }) =>
    toldHosts(setup)
      .filter(({ host }) => !isAddress(host) && host !== local && !Object.hasOwn(setup.names, host))
      .map(({ host, path, rule, templates }) => {
        const nowhere = reserved.test(host);
        return {
          severity: nowhere ? "error" : "warning",
          rule,
          path,
          message: nowhere
            ? `no public name server knows ${host}: phones find no PBX unless your own name server does`
            : `whether phones can resolve ${host} cannot be judged: it does not stand under names`,
          hint: "Say under names what it resolves to for phones onsite and offsite: backend, none, or an address.",
          mend: {
            names: { [host]: Object.fromEntries([...networksOf(setup)].map((each) => [each, "backend"])) },
          },
          ...(templates.length > 0 && { affects: { templates } }),
        };
      }),
};
