import { expect, onTestFinished, test } from "vitest";
import { otherMac } from "../../../sim/capture/other-mac.js";
import { readRecording } from "../../../sim/capture/recording.js";
import { type Replay, startReplay } from "../../../sim/capture/replay.js";
import { type EventBody, runFileVersion, type TranscriptEvent } from "../../../sim/transcript/event.js";
import { encodeEvent } from "../../../sim/transcript/run-file.js";
import { loopback, testCapture, webServer } from "./test-capture.js";

const begin: readonly EventBody[] = [
  { type: "run-start", runFileVersion, deskfleet: "0", startedAt: "", seed: 0, command: "deskfleet capture" },
  { type: "capture", web: "http://192.0.2.10:84", sip: "192.0.2.10:5060", names: [] },
];
const end: EventBody = {
  ...{ type: "run-end", verdict: "not-judged", durationMs: 1, invalid: [] },
  counts: { passed: 0, failed: 0, flaky: 0, blocked: 0, skipped: 0 },
};

function lines(events: readonly (EventBody | TranscriptEvent)[]): string {
  return events
    .map((event, seq) => encodeEvent({ phone: "001fc1000001", ...event, seq, atMs: seq }))
    .join("");
}

function get(exchange: number, path: string, body: string): EventBody[] {
  const common = { type: "http", exchange, method: "GET", url: `http://192.0.2.10:84${path}` } as const;
  return [
    { ...common, direction: "request" },
    { ...common, direction: "response", status: 200, headers: { "content-type": "text/xml" }, body },
  ];
}

async function replay(text: string): Promise<Replay> {
  const options = { host: loopback, webPort: 0, sipPort: 0, onRequest: () => {}, onSip: () => {} };
  const started = await startReplay({ ...options, recording: readRecording("r.ndjson", text) });
  onTestFinished(() => started.stop());
  return started;
}

test("files tell the addresses of the replay and the MAC of whoever asks; secrets are stand-ins", async () => {
  const file = "<a><P34>•••</P34><P47>192.0.2.10</P47><u>http://192.0.2.10:84/x?m=00:1F:C1:00:00:01</u></a>";
  const { own } = await replay(lines([...begin, ...get(1, "/cfg001fc1000001.xml", file), end]));
  const answer = await fetch(`http://${loopback}:${own.web.port}/cfg001fc100000a.xml`);
  expect(answer.headers.get("content-type")).toBe("text/xml");
  expect(await answer.text()).toBe(
    `<a><P34>standin</P34><P47>${loopback}:${own.sip.port}</P47><u>http://${loopback}:${own.web.port}/x?m=00:1F:C1:00:00:0A</u></a>`,
  );
  const other = await fetch(`http://${loopback}:${own.web.port}/other`);
  expect(other.status).toBe(404);
  expect(await other.text()).toContain("the recording has no such request");
});

test("what a capture has recorded of odd bodies comes out of its replay byte by byte", async () => {
  const bodies: Readonly<Record<string, [string, Buffer]>> = {
    "/a.png": ["image/png", Buffer.from("89504e470d0a1a0a00ff", "hex")],
    "/latin": ["text/xml", Buffer.from("<a>é•</a>".replace("•", ""), "latin1")],
    "/utf8": ["text/plain; charset=utf-8", Buffer.from("é✓\r\n")],
    "/none": ["text/plain", Buffer.alloc(0)],
  };
  const port = await webServer((request, response) => {
    const [type, body] = bodies[request.url ?? ""] ?? ["text/plain", Buffer.alloc(0)];
    response.setHeader("Content-Type", type);
    response.end(body);
  });
  const { capture, events } = await testCapture(port, 5999);
  for (const path of Object.keys(bodies))
    await (await fetch(`http://${loopback}:${capture.own.web.port}${path}`)).text();
  const { own } = await replay(lines([...begin, ...events, end]));
  for (const [path, [type, body]] of Object.entries(bodies)) {
    const answer = await fetch(`http://${loopback}:${own.web.port}${path}`);
    expect([path, answer.headers.get("content-type")]).toEqual([path, type]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
  }
});

test("a recording that was cut off serves as far as it goes, and says what is missing", () => {
  const text = lines([...begin, ...get(1, "/a", "1"), ...get(2, "/b", "2"), end]);
  const whole = readRecording("r.ndjson", text);
  expect(whole.problems).toEqual([]);
  expect(whole.exchanges).toHaveLength(2);
  const cut = readRecording("r.ndjson", text.slice(0, text.indexOf('"status"', text.indexOf("/b"))));
  expect(cut.exchanges).toHaveLength(1);
  expect(cut.problems).toEqual([
    "line 6 cannot be read",
    "the recording was cut off: it ends without its last line",
    "no answer was recorded to GET /b",
  ]);
});

test.each([
  ["another command's run file", lines([begin[0] as EventBody, end]), /no recording of `deskfleet capture`/],
  ["a recording of nothing", lines([...begin, end]), /no phone asked for anything/],
  ["no run file", "hello\n", /not a run file/],
])("%s is refused", (_what, text, reason) => {
  expect(() => readRecording("r.ndjson", text)).toThrow(reason);
});

test("a MAC in the form that it is written in", () => {
  const other = otherMac("001fc10000ab", "001fc10000cd");
  expect(
    other(
      "cfg001fc10000ab.xml 00:1F:C1:00:00:AB 00-1f-c1-00-00-ab 00%3A1f%3Ac1%3A00%3A00%3Aab 9001fc10000ab",
    ),
  ).toBe("cfg001fc10000cd.xml 00:1F:C1:00:00:CD 00-1f-c1-00-00-cd 00%3A1f%3Ac1%3A00%3A00%3Acd 9001fc10000ab");
});
