import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Mac } from "../model/identity.js";
import { macWithColons } from "../model/identity.js";
import type { Profile } from "../model/profile.js";
import type { Recorder } from "../transcript/recorder.js";
import type { CallsPort, FlowPort, HookPort, RegistrationPort, SipIdentity } from "./ports.js";
import type { DeskAccount } from "./provisioning/desk-config.js";

/** Fills a user-agent template of the profile. */
export function userAgent(template: string, profile: Profile, mac: Mac): string {
  return template
    .replaceAll("{model}", profile.model)
    .replaceAll("{firmware}", profile.firmware)
    .replaceAll("{mac}", macWithColons(mac));
}

/** The SIP side of one handset. */
export interface SipSide {
  readonly flow: FlowPort;
  readonly registration: RegistrationPort;
  readonly calls: CallsPort & HookPort;
}

/**
 * Who the desk is for the PBX at the moment, and how it becomes somebody else: un-register first, then register
 * (policy `register-order`), each time the own contact only.
 */
export class DeskIdentity {
  readonly #sip: SipSide;
  readonly #recorder: Recorder;
  #current: SipIdentity | undefined;

  constructor(sip: SipSide, recorder: Recorder) {
    this.#sip = sip;
    this.#recorder = recorder;
  }

  get current(): SipIdentity | undefined {
    return this.#current;
  }

  /** Takes the own contact of the present identity away; its calls go on. At most 4 s. */
  async leave(): Promise<void> {
    if (this.#current?.registers) await this.#sip.registration.unregister();
  }

  /** Opens what the identity needs, before it is taken. */
  async prepare(identity: SipIdentity): Promise<void> {
    try {
      await this.#sip.flow.open(identity.protocol, identity.serverName);
    } catch (error) {
      // The desk stays up without SIP, as a phone without network does; registering fails and says so.
      this.#recorder.record({ type: "note", text: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Is that identity from now on and registers; or nobody, and the socket is released. */
  async take(identity: SipIdentity | undefined): Promise<void> {
    this.#current = identity;
    this.#sip.registration.configure(identity);
    this.#sip.calls.configure(identity);
    if (identity?.registers) this.#sip.registration.register();
    if (!identity) await this.#sip.flow.close();
  }

  /** Power is gone: nothing is sent, the PBX may keep its contact (T17). */
  async drop(): Promise<void> {
    this.#current = undefined;
    this.#sip.registration.stop();
    this.#sip.calls.stop();
    await this.#sip.flow.close();
  }
}

/**
 * The account with its server as an address.
 * @returns in words, why the server cannot be reached by its name
 */
export async function resolveIdentity(
  account: DeskAccount,
  sipUserAgent: string,
): Promise<SipIdentity | string> {
  const host = await resolveHost(account.host);
  if (host === undefined) return `the name ${account.host} does not resolve`;
  return {
    extension: account.extension,
    authUser: account.authUser,
    password: account.password,
    displayName: account.displayName,
    server: { host, port: account.port },
    serverName: account.host,
    protocol: account.protocol,
    expiresSeconds: account.expiresSeconds,
    registers: account.registers,
    userAgent: sipUserAgent,
  };
}

async function resolveHost(host: string): Promise<string | undefined> {
  if (isIP(host) !== 0) return host;
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch {
    return undefined;
  }
}

/** True where registering again would change nothing for the PBX. */
export function sameIdentity(one: SipIdentity | undefined, other: SipIdentity | undefined): boolean {
  if (!one || !other) return one === other;
  return (
    one.extension === other.extension &&
    one.authUser === other.authUser &&
    one.password === other.password &&
    one.displayName === other.displayName &&
    one.server.host === other.server.host &&
    one.server.port === other.server.port &&
    one.serverName === other.serverName &&
    one.protocol === other.protocol &&
    one.expiresSeconds === other.expiresSeconds &&
    one.registers === other.registers &&
    one.userAgent === other.userAgent
  );
}
