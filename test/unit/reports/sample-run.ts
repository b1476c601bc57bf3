import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";

/** A small run by hand: one scenario passed, one failed with a ladder, one flaky, one blocked, one skipped. */
export function sampleRun(): TranscriptEvent[] {
  const events: TranscriptEvent[] = [];
  const add = (scenario: string | undefined, body: EventBody, phone?: string): void => {
    events.push({
      seq: events.length,
      atMs: events.length * 10,
      ...body,
      ...(scenario === undefined ? {} : { scenario }),
      ...(phone === undefined ? {} : { phone }),
    });
  };
  const begin = (id: string, name: string, file: string, attempt = 1): void => {
    add(id, { type: "scenario-start", name, file, tags: ["login"], attempt, steps: 1 });
    add(id, { type: "step-start", step: 0, line: 7, text: "expect: registered 1001" });
  };
  const end = (
    id: string,
    verdict: "passed" | "failed" | "flaky" | "blocked" | "skipped",
    final = true,
    attempt = 1,
  ): void => {
    const own = verdict === "flaky" ? "passed" : verdict;
    add(id, {
      type: "step-end",
      step: 0,
      verdict: own,
      durationMs: 5,
      ...(own === "failed"
        ? {
            message: "did not hold within 2 s",
            expected: 'registered: "1001"',
            lastSeen: "registered as 9000",
          }
        : {}),
    });
    add(id, {
      type: "scenario-end",
      verdict,
      durationMs: 30,
      attempt,
      final,
      ...(verdict === "passed" || verdict === "flaky" ? {} : { reason: `it ${verdict} <because> & so on` }),
    });
  };
  add(undefined, {
    type: "run-start",
    runFileVersion: 1,
    deskfleet: "0.1.0",
    startedAt: "2026-01-02T03:04:05.000Z",
    seed: 42,
    command: "run",
  });
  begin("a", "A login works", "scenarios/suites/login/one.yaml");
  end("a", "passed");
  begin("b", "A login fails", "scenarios/suites/login/two.yaml");
  add("b", { type: "key", key: "Login" }, "lobby");
  add("b", { type: "http", direction: "request", method: "GET", url: "/apps/login" }, "lobby");
  add(
    "b",
    {
      type: "http",
      direction: "response",
      method: "GET",
      url: "/apps/login",
      status: 200,
      body: "<?xml version='1.0'?><InputScreen/>",
    },
    "lobby",
  );
  add(
    "b",
    {
      type: "sip",
      direction: "sent",
      peer: "127.0.0.1:5060",
      protocol: "udp",
      startLine: "REGISTER sip:127.0.0.1 SIP/2.0",
      cseq: "1 REGISTER",
      callId: "x",
      repeat: true,
      text: "",
    },
    "lobby",
  );
  end("b", "failed");
  begin("c", "A login wobbles", "scenarios/suites/share/three.yaml");
  end("c", "failed", false);
  begin("c", "A login wobbles", "scenarios/suites/share/three.yaml", 2);
  end("c", "flaky", true, 2);
  begin("d", "A login cannot be judged", "scenarios/suites/share/four.yaml");
  end("d", "blocked");
  begin("e", "A login is left out", "scenarios/suites/share/five.yaml");
  end("e", "skipped");
  add(undefined, {
    type: "run-end",
    verdict: "failed",
    counts: { passed: 1, failed: 1, flaky: 1, blocked: 1, skipped: 1 },
    durationMs: 1234,
    invalid: [],
  });
  return events;
}

/** Why the invalid run is so. */
export const stuck = "A login works: phone lobby still holds its sockets after 5 s";

/** The same run, ended as one that cannot be trusted. */
export function invalidRun(): TranscriptEvent[] {
  return sampleRun().map((event) =>
    event.type === "run-end" ? { ...event, verdict: "invalid" as const, invalid: [stuck] } : event,
  );
}
