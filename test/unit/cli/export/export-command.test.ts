import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runInProcess } from "../../../command/run-in-process.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("a folder is made, files with secrets are for their owner alone, and no secret is printed", async () => {
  const to = join(scratchFolder(), "pbx");
  const { code, stdout, stderr } = await runInProcess(["export", "two-offices", "--to", to]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(readdirSync(to)).toEqual(
    expect.arrayContaining(["asterisk.conf", "extensions.conf", "keys", "var"]),
  );
  for (const name of [
    "pjsip.auth.conf",
    "extensions.conf",
    "voicemail.conf",
    "manager.conf",
    "keys/asterisk.key",
  ]) {
    expect([name, modeOf(join(to, name))]).toEqual([name, 0o600]);
  }
  const [, secret = ""] = /secret = (\S+)/.exec(readFileSync(join(to, "manager.conf"), "utf8")) ?? [];
  expect(secret).toMatch(/^[0-9a-f]{36}$/);
  expect(stdout).not.toContain(secret);
  expect(stdout).toContain(`Start: asterisk -f -C ${to}/asterisk.conf`);
  const deadEnd = "is a dead end: a call by it ends in Congestion";
  expect(stdout).toContain(`trunk emergency ${deadEnd} (--psap leads it on)`);
  expect(stdout).toContain(`trunk carrier ${deadEnd} (--carrier leads it on)`);
  expect(stdout).toContain("hot desking");
});

test("stand-ins of an import without secrets are told, and those of a setup with its own are not", async () => {
  const setup = join(scratchFolder(), "lab.yaml");
  const flags = (name: string) => ["--to", join(scratchFolder(), name)];
  const exported = async (...more: readonly string[]) => {
    await runInProcess(["import", "test/fixtures/freepbx", "--to", setup, "--force", ...more]);
    return (await runInProcess(["export", setup, ...flags("pbx")])).stdout;
  };
  expect(await exported()).toMatch(/^warning: stand-ins of the import, .*: \d+ SIP secrets, \d+ PINs?\b/m);
  expect(await exported("--with-secrets")).not.toContain("stand-in");
});

test("--json says the same, and where trunks lead nowhere", async () => {
  const to = join(scratchFolder(), "pbx");
  const flags = ["--seen-as", "/etc/lab", "--psap", "127.0.0.1:5080", "--ami-secret", "my-own", "--json"];
  const { stdout } = await runInProcess(["export", "two-offices", "--to", to, ...flags]);
  expect(JSON.parse(stdout)).toMatchObject({
    folder: to,
    files: expect.arrayContaining(["pjsip.auth.conf"]),
    deadEnds: [],
    notExpressed: [{ path: ["groups"] }, { path: ["port-settings"] }],
    start: "asterisk -f -C /etc/lab/asterisk.conf",
  });
  expect(stdout).not.toContain("my-own");
  expect(readFileSync(join(to, "manager.conf"), "utf8")).toContain("secret = my-own\n");
  expect(readFileSync(join(to, "asterisk.conf"), "utf8")).toContain("astetcdir = /etc/lab\n");
});

test("a folder that holds something is left alone, unless --force says otherwise; the certificate stays", async () => {
  const to = scratchFolder();
  writeFileSync(join(to, "mine.txt"), "mine");
  const refused = await runInProcess(["export", "two-offices", "--to", to]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("[DF_EXPORT_TARGET]")]);
  expect(readdirSync(to)).toEqual(["mine.txt"]);
  expect((await runInProcess(["export", "two-offices", "--to", to, "--force"])).code).toBe(0);
  const key = readFileSync(join(to, "keys/asterisk.key"), "utf8");
  expect((await runInProcess(["export", "two-offices", "--to", to, "--force"])).code).toBe(0);
  expect(readFileSync(join(to, "keys/asterisk.key"), "utf8")).toBe(key);
  expect(readFileSync(join(to, "mine.txt"), "utf8")).toBe("mine");
});

test("a file is no folder, and a folder's parent has to be there", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "file"), "");
  const file = await runInProcess(["export", "two-offices", "--to", join(folder, "file"), "--force"]);
  expect([file.code, file.stderr]).toEqual([2, expect.stringContaining("is not a folder")]);
  const deep = await runInProcess(["export", "two-offices", "--to", join(folder, "no/pbx")]);
  expect([deep.code, deep.stderr]).toEqual([2, expect.stringContaining("[DF_FILE_WRITE]")]);
  expect(existsSync(join(folder, "no"))).toBe(false);
});

test.each([
  [
    ["--psap", "8.8.8.8:5060"],
    "--psap 8.8.8.8:5060: expected an address of this machine or of a private network",
  ],
  [
    ["--carrier", "sip.example:5060"],
    "--carrier sip.example:5060: expected a numeric IPv4 address and a port",
  ],
  [["--psap", "127.0.0.1"], "--psap 127.0.0.1: expected a numeric IPv4 address and a port"],
  [["--psap", "127.0.0.1:0"], "--psap 127.0.0.1:0: expected a numeric IPv4 address and a port"],
  [["--host", "0.0.0.0"], "phones cannot reach a PBX by that address"],
  [["--seen-as", "etc/lab"], "--seen-as etc/lab: expected an absolute path"],
  [["--sip-port", "5061"], "port 5061 is wanted for SIP over TCP and over TLS"],
  [["--ami-port", "5060"], "port 5060 is wanted for SIP and for AMI"],
  [["--ami-port", "5061"], "port 5061 is wanted for SIP and for AMI"],
  [["--sip-port", "10000"], "port 10000 is wanted for SIP and for RTP"],
  [["--sip-port", "20000"], "port 20000 is wanted for SIP and for RTP"],
  [["--psap", "127.0.0.1:5060"], "--psap 127.0.0.1:5060: this is the PBX itself"],
  [["--carrier", "127.0.0.1:5060"], "--carrier 127.0.0.1:5060: this is the PBX itself"],
  [["--ami-secret", " spaced"], "--ami-secret would lose the spaces at its ends"],
  [["--ami-secret", "x".repeat(501)], "--ami-secret would lose what follows its first 500 characters"],
])("%j is refused, and nothing is written", async (flags, message) => {
  const to = join(scratchFolder(), "pbx");
  const { code, stderr } = await runInProcess(["export", "two-offices", "--to", to, ...flags]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(existsSync(to)).toBe(false);
});

test("a path that is too long for a socket is told", async () => {
  const to = join(scratchFolder(), "x".repeat(100));
  mkdirSync(to);
  const { code, stdout } = await runInProcess(["export", "two-offices", "--to", to]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("is too long for a socket")]);
});

test("ports that are near one another's are no trouble on other addresses and protocols", async () => {
  const exportTo = (...flags: string[]) =>
    runInProcess(["export", "two-offices", "--to", join(scratchFolder(), "pbx"), ...flags]);
  for (const flags of [
    ["--host", "127.0.0.2", "--ami-port", "5060", "--psap", "127.0.0.1:5060"],
    ["--sip-tls-port", "10000"],
    ["--sip-port", "20001"],
  ]) {
    const { code, stderr } = await exportTo(...flags);
    expect([flags, code, stderr]).toEqual([flags, 0, ""]);
  }
});

test("a certificate that was kept and is for another server is told", async () => {
  const to = join(scratchFolder(), "pbx");
  const exportTo = async (...flags: string[]): Promise<unknown> => {
    const { stdout } = await runInProcess(["export", "two-offices", "--to", to, "--json", ...flags]);
    return (JSON.parse(stdout) as { warnings: unknown }).warnings;
  };
  expect(await exportTo()).toEqual([]);
  expect(await exportTo("--force")).toEqual([]);
  expect(await exportTo("--force", "--host", "127.0.0.2")).toEqual([
    "keys/asterisk.pem was kept and is not for 127.0.0.2: take the folder keys away to have one made anew",
  ]);
  writeFileSync(join(to, "keys/asterisk.pem"), "mine");
  expect(await exportTo("--force")).toEqual([expect.stringContaining("is not for 127.0.0.1")]);
});
