import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type RunningCli, startCli } from "../e2e/cli.js";
import { requirePeer } from "./peer.js";
import { newYorkDesk, sipp } from "./sipp.js";

beforeEach((context) => requirePeer(context, "sipp"));

async function psap(...args: string[]) {
  const cli: RunningCli = startCli(["psap", "--json", ...args]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  const ready = JSON.parse(await cli.line((line) => line.includes('"type":"ready"'))) as {
    host: string;
    port: number;
  };
  const event = async (type: string): Promise<unknown> =>
    JSON.parse(await cli.line((line) => line.includes(`"type":"${type}"`)));
  return { cli, event, pbx: { host: ready.host, port: ready.port } };
}

const caller = { extension: "2125550100", password: "unused" };

test.each(["udp", "tcp"] as const)(
  "SIPp over %s calls with a PIDF-LO, gets it read back, and hangs up",
  async (transport) => {
    const { event, pbx } = await psap();
    const said = await sipp({
      scenario: "trunk-call-with-location",
      transport,
      pbx,
      ...caller,
      dialled: "933",
    });
    expect(said).toBe("");
    expect(await event("call")).toMatchObject({
      source: expect.stringMatching(`^${transport}:${newYorkDesk}:`),
      answer: "answered",
      number: "933",
      callerId: caller.extension,
      privacy: "id",
      from: "anonymous",
      location: { text: "100 Example Street, floor 4, New York, NY, US" },
      readBack: `number ${caller.extension}; location 100 Example Street, floor 4, New York, NY, US`,
      userAgent: "SIPp",
    });
    expect(await event("ended")).toMatchObject({ by: "caller", number: "933" });
  },
);

test("SIPp places fifty calls, and each is told once", async () => {
  const { cli, pbx } = await psap();
  const run = { scenario: "trunk-call-with-location", transport: "udp", pbx, ...caller } as const;
  expect(await sipp({ ...run, dialled: "933", calls: 50 })).toBe("");
  const { stdout, code } = await cli.stop();
  expect(code).toBe(0);
  for (const type of ["call", "ended"]) {
    expect(stdout.split("\n").filter((line) => line.includes(`"type":"${type}"`))).toHaveLength(50);
  }
});

test.each([
  ["busy", 486],
  ["full", 503],
])("SIPp hears %s as %i", async (answer, status) => {
  const { event, pbx } = await psap("--answer", answer);
  const said = await sipp({
    scenario: "trunk-call-with-location",
    transport: "udp",
    pbx,
    ...caller,
    dialled: "911",
  });
  expect(said).toContain(`SIP/2.0 ${status}`);
  expect(await event("call")).toMatchObject({ answer: "refused", status, number: "911" });
});
