import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { SipRequest } from "../../sip/message/message.js";
import { header } from "../../sip/message/message.js";
import { toUser } from "../../sip/message/parties.js";
import type { SetupView } from "../setup-store.js";
import { type Answer, answer } from "./answer.js";
import { aorLimits } from "./aor-limits.js";
import { authenticate } from "./authentication.js";
import type { ContactTable } from "./contact-table.js";
import type { DigestServer } from "./digest-server.js";
import { macInAgent } from "./mac-in-agent.js";
import type { PbxObserver } from "./observer.js";
import type { Qualify } from "./qualify.js";
import { readRegister } from "./register-request.js";
import {
  applyRegister,
  type Binding,
  grantedSeconds,
  type PacketSource,
  secondsLeft,
} from "./registrar-rules.js";
import type { Seams } from "./seams.js";
import { maxContactsAcl, type SecurityLog } from "./security-log.js";

export interface RegistrarOptions {
  readonly setup: SetupView;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  readonly contacts: ContactTable;
  readonly security: Pick<SecurityLog, "tell">;
  readonly qualify: Pick<Qualify, "isReachable">;
  readonly seams: Pick<Seams, "registrar" | "authentication">;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58). */
  readonly strict: boolean;
  /** Hears what was wrong with a REGISTER that is served all the same. */
  readonly taken: (request: SipRequest, source: PacketSource, what: string) => void;
  /** Hears what is bound to an extension after a REGISTER that was accepted, and what was dropped for it. */
  readonly accepted: (
    extension: string,
    outcome: { readonly bindings: readonly Binding[]; readonly evicted: readonly Binding[] },
  ) => void;
  /** Why a contact was dropped, in words, for the trace. */
  readonly note: (text: string) => void;
}

/** From a REGISTER to its answer, without a socket in between. */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #order: Random;

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.#order = options.random.fork("contact order");
  }

  /** Changes the contact table and says what to answer. */
  answerTo(received: SipRequest, source: PacketSource): Answer {
    const { registrar: seams } = this.#options.seams;
    const request = seams.request(received);
    return seams.answer(this.#serve(request, source), request, source);
  }

  #serve(request: SipRequest, source: PacketSource): Answer {
    const { setup, contacts, clock, observer, note, strict, qualify, seams, security } = this.#options;
    const taken = (what: string): void => this.#options.taken(request, source, what);
    const who = authenticate(request, source, this.#options);
    if ("answer" in who) return who.answer;
    if (who.taken !== undefined) taken(who.taken);
    const extension = toUser(request);
    const settings = extensionOf(setup.current, extension);
    // PBX-20: the address of record must be one of the endpoint's, and an extension has only its own.
    if (extension !== who.user || !settings) {
      return answer(404, { why: `To names ${extension ?? "no user"}, and ${who.user} is asking` });
    }
    const required = header(request, "Require");
    if (required !== undefined && strict) return answer(420, { headers: { Unsupported: required } });
    if (required !== undefined) taken(`Require: ${required}`);
    const asked = readRegister(request, source, { strict, taken });
    if ("status" in asked) return answer(asked.status, { reason: asked.reason });
    const nowMs = clock.now();
    const limits = seams.registrar.limits(aorLimits(settings, setup.current.registrar), settings);
    const stored = seams.registrar.live(contacts.kept(extension), nowMs);
    const isQuery = asked.contacts !== "*" && asked.contacts.length === 0;
    const served = isQuery
      ? { status: 200 as const, bindings: stored, evicted: [], bound: [] }
      : applyRegister(stored, asked, limits, nowMs, ({ dialUri }) => qualify.isReachable(dialUri));
    const outcome = seams.registrar.outcome(served, { stored, asked, limits });
    if (outcome.status === 403) {
      const mac = macInAgent(asked.userAgent);
      if (mac !== undefined) observer.refused(mac, extension, 403);
      security.tell(request, source, { event: "FailedACL", account: extension, acl: maxContactsAcl });
      return answer(403, { why: `${outcome.reason} on extension ${extension}` });
    }
    if (outcome.status !== 200) return answer(outcome.status, { why: outcome.reason });
    contacts.replace(extension, outcome.bindings);
    if (!isQuery) this.#options.accepted(extension, outcome);
    for (const each of outcome.evicted) {
      const why = each.by === "Remove Existing" ? each.by : "it does not answer";
      note(`extension ${extension}: contact ${each.dialUri} dropped for ${place(source)} (${why})`);
    }
    for (const { mac } of outcome.bound)
      if (mac !== undefined) observer.registered(mac, extension, source.host);
    // PBX-32: an Expires header only if the request had one, and none in the answer to a query (PBX-33).
    const expires =
      isQuery || asked.expiresSeconds === undefined
        ? {}
        : { Expires: `${grantedSeconds(asked.expiresSeconds, limits)}` };
    return answer(200, {
      headers: { Date: this.#date(), ...this.#contactLines(outcome.bindings, nowMs), ...expires },
    });
  }

  /**
   * One line per binding (PBX-32) in an order that no phone may rely on (PBX-38). The app library knows one value
   * per header name, so the line breaks stand inside that value.
   */
  #contactLines(bindings: readonly Binding[], nowMs: number): { Contact?: string } {
    if (bindings.length === 0) return {};
    const lines = bindings.map((each) => `<${each.shownUri}>;expires=${secondsLeft(each, nowMs)}`);
    for (let last = lines.length - 1; last > 0; last--) {
      const other = this.#order.integer(0, last);
      [lines[last], lines[other]] = [lines[other] ?? "", lines[last] ?? ""];
    }
    return { Contact: lines.join("\r\nContact: ") };
  }

  #date(): string {
    return new Date(this.#options.clock.wall()).toUTCString();
  }
}

function place(source: PacketSource): string {
  return `${source.host}:${source.port}`;
}
