/** Where a PBX is reached: its web server and its registrar. */
export interface Doors {
  /** `http` or `https`. */
  readonly scheme: string;
  readonly web: Door;
  readonly sip: Door;
}

/** Host without brackets, and port. */
interface Door {
  readonly host: string;
  readonly port: number;
}

/** Takes the addresses of one set of doors out of a text and puts another's in. */
export type Rewrite = (text: string) => string;

function shown({ host, port }: Door): string {
  return `${host}:${port}`;
}

/**
 * Files and pages tell phones where the PBX is. A phone that shall come to other doors has to be told of those.
 * A host alone stands for the registrar, as in the account of a configuration file.
 *
 * @param names other names by which the text may call the PBX
 * @param to speaks HTTP, whatever the other doors speak
 * @example toldAddresses(pbx, [], own)("<P47>192.0.2.10:5060</P47>") === "<P47>127.0.0.1:5062</P47>"
 */
export function toldAddresses(from: Doors, names: readonly string[], to: Doors): Rewrite {
  const hosts = [...new Set([from.web.host, from.sip.host, ...names])].map((host) => host.toLowerCase());
  const written = hosts
    .sort((left, right) => right.length - left.length)
    .map((host) => host.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`));
  const user = String.raw`(?:[^\s/@"'<>]{1,200}@)?`;
  const pattern = new RegExp(
    String.raw`(?<![\w.-])(?:(https?)(:\/\/|%3A%2F%2F)(${user}))?(${written.join("|")})(?:(:|%3A)(\d{1,5}))?(?![\w-]|\.\w)`,
    "gi",
  );
  const sipHosts = new Set([from.sip.host, ...names].map((host) => host.toLowerCase()));
  const isWeb = (port: number): boolean => port === from.web.port;
  return (text) =>
    text.replaceAll(pattern, (...groups: (string | undefined)[]) => {
      const [whole = "", scheme, slashes = "", login = "", host = "", colon = ":", digits] = groups;
      if (scheme !== undefined) {
        const port = digits === undefined ? defaultPort(scheme) : Number(digits);
        return isWeb(port)
          ? `${to.scheme}${slashes}${login}${to.web.host}${colonOf(slashes)}${to.web.port}`
          : whole;
      }
      if (digits !== undefined) {
        const door = Number(digits) === from.sip.port ? to.sip : isWeb(Number(digits)) ? to.web : undefined;
        return door === undefined ? whole : shown(door).replace(":", colon);
      }
      if (!sipHosts.has(host.toLowerCase())) return to.web.host;
      return to.sip.port === from.sip.port ? to.sip.host : shown(to.sip);
    });
}

/** As the rest of the address is written. */
function colonOf(slashes: string): string {
  return slashes.startsWith("%") ? "%3A" : ":";
}

/** RFC 9110 §4.2. */
export function defaultPort(scheme: string): number {
  return scheme.toLowerCase() === "https" ? 443 : 80;
}
