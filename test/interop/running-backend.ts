import { onTestFinished } from "vitest";
import type { ContactView, FarEndCallView } from "../../sim/model/control/control-api.js";
import { startCli } from "../e2e/cli.js";

/** `deskfleet backend` with the two offices, in a process of its own, as a user starts it for other tools. */
export interface RunningBackend {
  readonly configServer: string;
  readonly controlUrl: string;
  /** Address and port of SIP, UDP and TCP alike. */
  readonly sip: { readonly host: string; readonly port: number };
  /** Resolves with the first event that has all these fields, also one that was before. */
  event(fields: Readonly<Record<string, string | RegExp>>): Promise<Readonly<Record<string, unknown>>>;
  contacts(extension: string): Promise<ContactView[]>;
  farEndCalls(): Promise<FarEndCallView[]>;
}

interface Ready {
  readonly controlUrl: string;
  readonly configServer: string;
  readonly sip: { readonly host: string; readonly udpPort: number; readonly tcpPort: number };
}

/** @param flags beside the setup */
export async function runBackend(
  flags: readonly string[] = [],
  setup = "scenarios/setups/two-offices.yaml",
): Promise<RunningBackend> {
  const cli = startCli(["backend", setup, "--json", ...flags]);
  onTestFinished(async () => {
    await cli.stop();
  });
  const ready = JSON.parse(await cli.line((line) => line.includes('"type":"ready"'))) as Ready;
  const { controlUrl, configServer, sip } = ready;
  const ask = async (path: string): Promise<unknown> => (await fetch(`${controlUrl}${path}`)).json();
  return {
    configServer,
    controlUrl,
    sip: { host: sip.host, port: sip.udpPort },
    event: async (fields) => {
      const fits = (event: Readonly<Record<string, unknown>>): boolean =>
        Object.entries(fields).every(([name, value]) =>
          typeof value === "string" ? event[name] === value : value.test(String(event[name])),
        );
      return JSON.parse(await cli.line((line) => fits(JSON.parse(line))));
    },
    contacts: async (extension) => (await ask(`/contacts?extension=${extension}`)) as ContactView[],
    farEndCalls: async () => (await ask("/far-end-calls")) as FarEndCallView[],
  };
}
