import { expect, onTestFinished, test } from "vitest";
import { header } from "../../sim/sip/message/message.js";
import { pidfLo, Trunk, withLocation } from "../unit/psap/trunk.js";
import { type RunningCli, runCli, startCli } from "./cli.js";

interface Ready {
  readonly host: string;
  readonly port: number;
}

async function psap(
  ...args: string[]
): Promise<{ readonly cli: RunningCli; readonly ready: Ready; readonly trunk: Trunk }> {
  const cli = startCli(["psap", "--json", ...args]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  const ready = JSON.parse(await cli.line((line) => line.includes('"type":"ready"'))) as Ready;
  const trunk = await Trunk.open(ready);
  onTestFinished(() => trunk.wire.close());
  return { cli, ready, trunk };
}

test("a call with a location, as JSON lines; Ctrl-C ends it with 0", async () => {
  const { cli, ready, trunk } = await psap();
  expect(ready.host).toBe("127.0.0.1");
  const invite = { number: "933", content: withLocation(pidfLo) };
  const answer = await trunk.call(invite);
  const place = "100 Example Street, floor 4, room Zürich, New York, NY, US";
  expect(header(answer, "X-Read-Back")).toBe(`number 2125550100; location ${place}`);
  await trunk.hangUp(invite, answer);
  await cli.line((line) => line.includes('"type":"ended"'));
  const end = await cli.stop("SIGINT");
  expect(end).toMatchObject({ code: 0, stderr: "" });
  const lines = end.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { type: "ready" },
    { type: "call", number: "933", callerId: "2125550100", answer: "answered", location: { text: place } },
    { type: "ended", by: "caller" },
  ]);
});

test("a line for each call, for people; nothing that it was sent can paint on their terminal", async () => {
  const port = (await psap()).ready.port;
  const busy = await runCli(["psap", "--port", String(port)]);
  expect(busy).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("DF_SIP_BIND") });

  const cli = startCli(["psap", "--answer", "full"]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  const [, host = "", own = ""] =
    /PSAP at ([\d.]+), UDP and TCP (\d+)/.exec(await cli.line((line) => line.startsWith("PSAP"))) ?? [];
  const trunk = await Trunk.open({ host, port: Number(own) });
  onTestFinished(() => trunk.wire.close());
  const evil = pidfLo.replace("Zürich", "&#x9b;2J\u202e");
  expect((await trunk.call({ content: withLocation(evil) })).status).toBe(503);
  expect(await cli.line((line) => line.includes("911"))).toMatch(
    /^\d{4}-\S+Z 911 from 2125550100 \(Desk\), 100 Example Street, floor 4, room \\x9b2J\\u202e, New York, NY, US: refused with 503$/,
  );
});

test("Ctrl-C hangs up and waits for the answer to its BYE; a second one does not wait", async () => {
  const polite = await psap();
  await polite.trunk.call();
  const ending = polite.cli.stop("SIGINT");
  const bye = await polite.trunk.wire.request("BYE");
  polite.trunk.wire.send({ kind: "response", status: 200, reason: "OK", headers: bye.headers, body: "" });
  const end = await ending;
  expect(end).toMatchObject({ code: 0, stderr: "Hanging up. Ctrl-C again ends at once.\n" });
  expect(end.stdout).toMatch(/"type":"ended".*"by":"psap"/);

  const hasty = await psap();
  await hasty.trunk.call();
  process.kill(hasty.cli.pid, "SIGINT");
  await hasty.trunk.wire.request("BYE");
  expect((await hasty.cli.stop("SIGINT")).code).toBe(130);
});
