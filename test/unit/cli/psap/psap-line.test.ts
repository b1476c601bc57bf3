import { expect, test } from "vitest";
import { psapLine } from "../../../../sim/cli/psap/psap-line.js";
import type { PsapEvent } from "../../../../sim/psap/psap-event.js";

const at = "2026-01-01T12:00:00.000Z";
const call = {
  type: "call",
  at,
  source: "udp:192.0.2.5:5060",
  id: "a",
  number: "911",
  callerId: "2125550100",
} as const;

const cases: readonly [PsapEvent, string][] = [
  [{ ...call, answer: "answered" }, "911 from 2125550100, no location sent: answered"],
  [
    {
      ...call,
      answer: "answered",
      name: "Lobby",
      from: "anonymous",
      privacy: "id",
      location: { text: "Floor 4" },
    },
    "911 from 2125550100 (Lobby, From anonymous, Privacy id), Floor 4: answered",
  ],
  [
    {
      ...call,
      answer: "answered",
      number: "933",
      locationAt: ["https://lis.example/a"],
      readBack: "number 1; location x",
    },
    '933 from 2125550100, location at https://lis.example/a: answered, reads back "number 1; location x"',
  ],
  [
    {
      ...call,
      callerId: "",
      answer: "refused",
      status: 488,
      why: "it offers no session",
      locationFault: "not XML",
    },
    "911 from nobody, location unreadable (not XML): refused with 488, it offers no session",
  ],
  [{ ...call, answer: "unanswered" }, "911 from 2125550100, no location sent: left without an answer"],
  [
    { type: "ended", at, id: "a", number: "911", callerId: "2125550100", by: "caller", seconds: 8.6 },
    "911 from 2125550100: ended by the caller after 8.6 s",
  ],
  [
    { type: "ended", at, id: "a", number: "911", callerId: "", by: "psap", why: "no ACK came", seconds: 32 },
    "911 from nobody: ended by the PSAP after 32 s, no ACK came",
  ],
  [
    {
      type: "refused",
      at,
      source: "udp:192.0.2.5:5060",
      request: "REGISTER sip:psap",
      status: 405,
      why: "a PSAP takes calls alone",
    },
    "REGISTER sip:psap from udp:192.0.2.5:5060: 405, a PSAP takes calls alone",
  ],
  [
    { type: "refused", at, source: "udp:192.0.2.5:5060", why: "two\nlines\u001b[2J" },
    "a message from udp:192.0.2.5:5060: dropped, two\\nlines\\x1b[2J",
  ],
];

test.each(cases)("%j", (event, line) => {
  expect(psapLine(event)).toBe(`${at} ${line}`);
});
