import { describe, test } from "vitest";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { tortureMessages } from "./corpus.js";
import {
  type Answers,
  allowedAnswers,
  expectAnswer,
  expectOnly,
  expectService,
  streamRules,
} from "./exchange.js";
import { answerableToSource, tcpProbe, udpProbe } from "./probe.js";

/**
 * Shows a server every message of RFC 4475, over UDP and TCP.
 * @param start one for a message alone: several of the RFC share a transaction id
 * @param answersToValid what it may say; none: it must say nothing
 */
export function tortureServer(start: () => Promise<SocketAddress>, answersToValid: Answers): void {
  describe("RFC 4475 over UDP", () => {
    test.each(tortureMessages())("$section $name: what is allowed, then an OPTIONS", async (message) => {
      const probe = await udpProbe(await start());
      const allowed = allowedAnswers(message, answersToValid);
      probe.send(answerableToSource(message.data));
      await expectAnswer(probe, allowed);
      await expectService(probe, "UDP");
      expectOnly(probe, allowed);
    });
  });

  describe("RFC 4475 over TCP", () => {
    test.each(tortureMessages())("$section $name: what is allowed, then an OPTIONS", async (message) => {
      const server = await start();
      const probe = await tcpProbe(server);
      const { waits, ends, also = [] } = streamRules(message);
      const allowed = waits ? [] : [...allowedAnswers(message, answersToValid), ...also];
      probe.send(message.data);
      await expectAnswer(probe, allowed);
      if (ends) await probe.closed;
      await expectService(ends || waits ? await tcpProbe(server) : probe, "TCP");
      expectOnly(probe, allowed);
    });
  });
}
