import { accountOf, configFile, lineKey } from "../../unit/phone/support/config-file.js";
import { fuzzedMac, fuzzedProfile } from "./fuzzed-desk.js";
import { type HostileWeb, page } from "./hostile-web.js";

/** The file that the desk asks for last; those before it are not there. */
export const ownFile = `/cfg${fuzzedMac}.xml`;

const notThere = { manner: "page", status: 404, type: "text/plain", body: Buffer.from("") } as const;

/** A server that has the file of a blank phone with one key, and nothing before it. */
export function serveBlankPhone(web: HostileWeb): void {
  web.replies.set("/cfg0052.xml", notThere);
  web.replies.set(`/cfg${fuzzedMac}`, notThere);
  web.replies.set(ownFile, page(blankFile(`${web.url}/app`)));
}

function blankFile(app: string): string {
  return configFile(
    accountOf(fuzzedProfile, undefined),
    lineKey(fuzzedProfile, 1, "app-url", "App", app),
    ...Array.from({ length: fuzzedProfile.lineKeys - 1 }, (_, index) =>
      lineKey(fuzzedProfile, index + 2, "none"),
    ),
  );
}

/** From here on the server is honest: its app is a form whose Submit makes the phone extension 1001. */
export function serveLogin(web: HostileWeb): void {
  web.replies.set(
    "/app",
    page(`<InputScreen><Title>Login</Title><URL>${web.url}/submit</URL>
      <InputField type="number"><Prompt>Extension</Prompt><Parameter>extension</Parameter></InputField>
    </InputScreen>`),
  );
  web.replies.set("/submit", page(`<Execute><ExecuteItem URI="Command:Provision"/></Execute>`));
}

/** The file of the phone after that login. */
export function serveUserPhone(web: HostileWeb): void {
  web.replies.set(
    ownFile,
    page(configFile(accountOf(fuzzedProfile, { extension: "1001", server: "127.0.0.1:9" }))),
  );
}
