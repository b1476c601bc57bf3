import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DOMParser, type Element, onWarningStopParsing } from "@xmldom/xmldom";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { requirePeer } from "./peer.js";

/**
 * A login and a logout by a program that nobody wrote for deskfleet: curl asks, an XML parser of another lineage reads,
 * and every address but the first comes from an answer.
 */

const run = promisify(execFile);
const mac = "001fc1000001";
const userAgent = "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01";
const setup = "scenarios/setups/two-offices.yaml";

interface Ready {
  readonly configServer: string;
  readonly certificateAuthority?: string;
}

async function backend(file: string): Promise<Ready> {
  const cli = startCli(["backend", file, "--json"]);
  onTestFinished(async () => {
    await cli.stop();
  });
  return JSON.parse(await cli.line((line) => line.includes('"type":"ready"'))) as Ready;
}

/** One document by curl. A `query` is encoded and appended by curl, too. */
type Curl = (url: string, query?: readonly string[]) => Promise<Element>;

function curlWith(...options: string[]): Curl {
  return async (url, query = []) => {
    const data = query.flatMap((pair) => ["--data-urlencode", pair]);
    const always = ["--silent", "--show-error", "--fail", "--max-time", "10", "--user-agent", userAgent];
    const { stdout } = await run("curl", [...always, ...options, "--get", ...data, url]);
    const document = new DOMParser({ onError: onWarningStopParsing }).parseFromString(stdout, "text/xml");
    if (!document.documentElement) throw new Error("no root element");
    return document.documentElement;
  };
}

function all(root: Element, name: string): Element[] {
  return [...root.getElementsByTagName(name)];
}

function text(root: Element, name: string): string {
  return all(root, name)[0]?.textContent ?? "";
}

/** The address behind an item of a list. */
function item(menu: Element, prompt: string): string {
  const found = all(menu, "MenuItem").find((each) => text(each, "Prompt") === prompt);
  if (!found) throw new Error(`${prompt} is not on the list ${text(menu, "Title")}`);
  return text(found, "URI");
}

/** The address on the line key of that label. */
function key(file: Element, label: string): string {
  const labels = all(file, "config").flatMap((config) => [...config.childNodes]) as Element[];
  const named = labels.find((each) => each.textContent === label);
  const number = Number(/^LineKey(\d+)_label$/.exec(named?.getAttribute("para") ?? "")?.[1]);
  const value = labels.find((each) => each.getAttribute("para") === `LineKey${number}_value`);
  return value?.textContent ?? "";
}

async function logInAndOut(configServer: string, curl: Curl): Promise<void> {
  const file = () => curl(`${configServer}cfg${mac}.xml`);
  const form = await curl(key(await file(), "Login"));
  expect(form.nodeName).toBe("InputScreen");
  const fields = all(form, "Parameter").map((each) => each.textContent);
  const templates = await curl(text(form, "URL"), [`${fields[0]}=1003`, `${fields[1]}=83190403`]);
  const layouts = await curl(item(templates, "CST Default"));
  const done = await curl(item(layouts, "Assistant CIP270"));
  expect([done.nodeName, done.getAttribute("Beep")]).toEqual(["Execute", "yes"]);
  expect(all(done, "ExecuteItem")[0]?.getAttribute("URI")).toBe("Command:Reboot"); // HD-7

  const user = await file();
  expect([text(user, "P271"), text(user, "P35"), text(user, "P20052")]).toEqual(["1", "1003", "central.png"]);
  const question = await curl(key(user, "Logout"));
  expect(text(question, "Title")).toBe("Logout 1003?");
  const out = await curl(item(question, "Yes"));
  expect(all(out, "ExecuteItem")[0]?.getAttribute("URI")).toBe("Command:Provision"); // HD-6
  const loggedOut = await file();
  expect([text(loggedOut, "P35"), text(loggedOut, "P20052")]).toEqual(["9000", "logged-out.png"]);
  expect(key(loggedOut, "Login")).toBe(key(await file(), "Login"));
}

beforeEach((context) => requirePeer(context, "curl"));

test("curl logs in and out by what the documents say", async () => {
  const { configServer } = await backend(setup);
  await logInAndOut(configServer, curlWith());
});

test("the same over HTTPS, where curl trusts the lab's authority and no other", async () => {
  const folder = scratchFolder();
  const secure = join(folder, "https.yaml");
  writeFileSync(secure, readFileSync(setup, "utf8").replace("protocol: http ", "protocol: https "));
  const { configServer, certificateAuthority = "" } = await backend(secure);
  expect(configServer).toMatch(/^https:/);
  await expect(curlWith()(`${configServer}cfg${mac}.xml`)).rejects.toMatchObject({ code: 60 }); // untrusted
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, certificateAuthority);
  await logInAndOut(configServer, curlWith("--cacert", authority));
});
