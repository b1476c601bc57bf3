import { createSocket } from "node:dgram";
import type { TestContext } from "vitest";
import { accountOf, configFile, lineKey } from "../unit/phone/support/config-file.js";
import { profileOf } from "../unit/phone/support/profile.js";
import { startWebServer } from "../unit/phone/support/web-server.js";

/** What the hostile server knows or hears, and says again wherever it can. No setup and no target file holds one. */
export const leaks = {
  typedPin: "90417733",
  sipPassword: "wire-pass-q7k2x",
  redirectPassword: "redirect-pass-m3z8",
  queryPassword: "query-pass-t5w1",
  bootPassword: "boot-pass-r6n4",
  paraPassword: "para-pass-h2v9",
  numberedPassword: "numbered-pass-d8c3",
  attributePassword: "attribute-pass-j4y6",
  defaultPin: "55820914",
  voicemailPin: "71163358",
} as const;

interface HostileTarget {
  /** With a user and a password, as option 66 may have them. */
  readonly configServer: string;
  readonly sip: { readonly host: string; readonly port: number };
  /** Methods that the SIP side heard, in order. */
  readonly heard: readonly string[];
  /** Paths that the web side was asked for, in order. */
  asked(): readonly string[];
}

/** A PBX with web server that repeats each secret in headers, reasons, addresses and texts. */
export async function startHostileTarget({ onTestFinished }: TestContext): Promise<HostileTarget> {
  const sip = await startSip();
  onTestFinished(sip.stop);
  const web = await startWebServer();
  onTestFinished(() => web.stop());
  const { hostname, port } = new URL(web.url);
  const { redirectPassword, queryPassword, typedPin, defaultPin } = leaks;
  const withUser = `http://admin:${redirectPassword}@${hostname}:${port}`;
  const redirect = (to: string) => (_request: unknown, response: import("node:http").ServerResponse) => {
    response.writeHead(302, `Go with ${redirectPassword}`, { Location: to, "Content-Type": "text/html" });
    response.end(`<a href="${to}">moved</a>`);
  };
  const file = config(web.url, `${sip.address.host}:${sip.address.port}`);
  const { replies } = web;
  // Any name of the phone's own file leads to the one file.
  const get = replies.get.bind(replies);
  replies.get = (path: string) => (/^\/cfg[0-9a-f]{12}\.xml$/i.test(path) ? get("/cfg.xml") : get(path));
  replies.set("/cfg.xml", redirect(`${withUser}/files/phone.xml?password=${queryPassword}&x=1`));
  replies.set("/files/phone.xml", file);
  replies.set(
    "/apps/login",
    `<InputScreen><Title>Login</Title><URL>${web.url}/apps/again</URL>
      <InputField><Prompt>User</Prompt><Parameter>u</Parameter><Default></Default></InputField>
      <InputField password="Yes"><Prompt>Code</Prompt><Parameter>c</Parameter><Default>${defaultPin}</Default></InputField>
    </InputScreen>`,
  );
  replies.set(
    "/apps/again",
    `<TextMenu><Title>Hello ${typedPin}</Title>
      <MenuItem><Prompt>was ${defaultPin}</Prompt><URI>${withUser}/apps/menu/${typedPin}?next=%2Fx%3Fc%3D${typedPin}</URI></MenuItem>
    </TextMenu>`,
  );
  replies.set(
    `/apps/menu/${typedPin}`,
    redirect(`${withUser}/apps/end?c=${typedPin}&secret=${queryPassword}`),
  );
  replies.set("/apps/end", (_request, response) => {
    response.writeHead(500, `PIN ${typedPin} of ${leaks.sipPassword}`, { "X-Pin": typedPin });
    response.end(`<html>PIN ${typedPin}, SIP ${leaks.sipPassword}, ${withUser}/</html>`);
  });
  return {
    configServer: `http://boot:${leaks.bootPassword}@${hostname}:${port}/`,
    sip: sip.address,
    heard: sip.heard,
    asked: () => web.requests.map(({ url }) => url.split("?", 1)[0] ?? ""),
  };
}

/** A good file, and beside what the phone reads passwords under names that only a person would know as such. */
function config(url: string, server: string): string {
  const profile = profileOf("CIP270");
  const file = configFile(
    accountOf(profile, { extension: "1001", server, password: leaks.sipPassword }),
    lineKey(profile, 1, "line"),
    lineKey(profile, 2, "app-login", "Login", `${url}/apps/login`),
  );
  const odd = [
    `<P9801 para='Admin.Password'>${leaks.paraPassword}</P9801>`,
    `<P9802 para="Voicemail.Pin">${leaks.voicemailPin}</P9802>`,
    `<user_password_1>${leaks.numberedPassword}</user_password_1>`,
    `<web user="admin" password="${leaks.attributePassword}"/>`,
  ];
  return file.replace("</config>", `${odd.join("")}</config>`);
}

/** Challenges, then refuses, and repeats what it was sent and what it knows. */
async function startSip() {
  const heard: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (data, { address, port }) => {
    const text = data.toString();
    const method = text.split(" ", 1)[0] ?? "";
    const header = (name: string) => new RegExp(`^${name}: *(.*)\r$`, "im").exec(text)?.[1] ?? "";
    if (method === "ACK" || !text.includes("\r\n")) return;
    heard.push(method);
    const authorization = header("Authorization");
    const first = authorization === "";
    const lines = [
      first ? "SIP/2.0 401 Unauthorized" : `SIP/2.0 403 Wrong password ${leaks.sipPassword}`,
      `Via: ${header("Via")}`,
      `From: ${header("From")}`,
      `To: ${header("To")};tag=hostile`,
      `Call-ID: ${header("Call-ID")}`,
      `CSeq: ${header("CSeq")}`,
      `Warning: 399 pbx "expected ${leaks.sipPassword}"`,
      `X-Echo: ${authorization}`,
      `Reason: SIP;cause=403;text="${leaks.sipPassword}"`,
      ...(first ? ['WWW-Authenticate: Digest realm="hostile", nonce="n1", algorithm=MD5'] : []),
      "Content-Length: 0",
    ];
    socket.send(`${lines.join("\r\n")}\r\n\r\n`, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: { host: "127.0.0.1", port: socket.address().port },
    heard,
    stop: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}
