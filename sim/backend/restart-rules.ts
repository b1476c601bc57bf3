import type { Setup } from "../model/setup/setup.js";

type Read = (setup: Setup) => string | number;

/** What listeners and certificates are made of when the backend starts. */
const listening: Readonly<Record<string, Read>> = {
  "port-settings.protocol": (setup) => setup.portSettings.protocol,
  "port-settings.certificate": (setup) => setup.portSettings.certificate,
  "port-settings.port": (setup) => setup.portSettings.port,
  "sip-port": (setup) => setup.sipPort,
  "sip-tls-port": (setup) => setup.sipTlsPort,
};

/**
 * Fields whose change would be believed by the rules, and sent to phones, while the listeners stay what they are: a
 * PIN would be asked for over plain HTTP under `protocol: https`, phones sent to a port without a listener.
 * @param started what the backend was started with
 */
export function fieldsUntilRestart(started: Setup, after: Setup): string[] {
  const changed = Object.entries(listening).flatMap(([field, read]) =>
    read(started) === read(after) ? [] : [field],
  );
  return after.sipTransport === "tls" && !listensForTls(started) ? [...changed, "sip-transport"] : changed;
}

/** UDP and TCP are always listened on; TLS only with a certificate, which is made where the setup needs one. */
function listensForTls({ portSettings, sipTransport }: Setup): boolean {
  return portSettings.protocol === "https" || sipTransport === "tls";
}
