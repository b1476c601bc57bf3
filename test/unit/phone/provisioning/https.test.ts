import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type CertificateKind, makeLabCertificates } from "../../../../sim/backend/certificates.js";
import { HttpClient } from "../../../../sim/phone/provisioning/http-client.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { profileOf } from "../support/profile.js";
import { startWebServer } from "../support/web-server.js";

const name = "pbx.example.test";
const page = "<TextScreen/>";

/** A server with such a certificate. */
async function startServer(kind: CertificateKind) {
  const { authority, certificate, key } = await makeLabCertificates({ names: [name], kind, now: new Date() });
  let requests = 0;
  const server = createServer({ cert: certificate, key }, (_request, response) => {
    requests++;
    response.writeHead(200, { "Content-Type": "text/xml" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { authority, port, requests: () => requests };
}

function ask(url: string, authority: string | undefined, checked = true) {
  const client = new HttpClient({
    bindHost: "127.0.0.3",
    userAgent: "test",
    timeoutMs: 5000,
    recorder: { detail: "outcomes", hide: () => undefined, record: () => {} },
    clock: systemClock,
    profile: profileOf("CIP270"),
    resolve: async () => "127.0.0.1",
    trust: { authority, checked },
  });
  return client.get({ url, maxBytes: 1000, signal: new AbortController().signal });
}

test("a good certificate of the trusted authority is taken (HD-36)", async () => {
  const { authority, port } = await startServer("good");
  expect(await ask(`https://${name}:${port}/`, authority)).toMatchObject({ ok: true, body: page });
});

test.each([
  ["expired", "certificate expired"],
  ["other-name", "certificate is for another name"],
  ["untrusted", "certificate is not trusted"],
] as const)("a certificate that is %s is refused before anything is asked (HD-36)", async (kind, reason) => {
  const { authority, port, requests } = await startServer(kind);
  expect(await ask(`https://${name}:${port}/login?pin=1234`, authority)).toEqual({ ok: false, reason });
  expect(requests()).toBe(0);
});

test("a phone that trusts the public authorities does not trust a lab", async () => {
  const { port } = await startServer("good");
  expect(await ask(`https://${name}:${port}/`, undefined)).toEqual({
    ok: false,
    reason: "certificate is not trusted",
  });
});

test("a certificate that was taken once is checked again for the next phone", async () => {
  const { authority, port } = await startServer("good");
  expect(await ask(`https://${name}:${port}/`, authority)).toMatchObject({ ok: true });
  expect(await ask(`https://${name}:${port}/`, undefined)).toMatchObject({ ok: false });
  expect(await ask(`https://other.example.test:${port}/`, authority)).toEqual({
    ok: false,
    reason: "certificate is for another name",
  });
});

test.each(["expired", "other-name", "untrusted"] as const)(
  "only a phone that does not check certificates takes one that is %s",
  async (kind) => {
    const { authority, port } = await startServer(kind);
    expect(await ask(`https://${name}:${port}/`, authority, false)).toMatchObject({ ok: true });
  },
);

test("a server that speaks HTTP only is reported as that", async () => {
  const web = await startWebServer();
  onTestFinished(() => web.stop());
  const { port } = new URL(web.url);
  expect(await ask(`https://${name}:${port}/`, undefined)).toEqual({
    ok: false,
    reason: "the server does not speak HTTPS",
  });
});
