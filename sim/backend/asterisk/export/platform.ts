import type { ConfFile } from "./conf-file.js";
import { confText } from "./conf-text.js";
import type { ExportOptions } from "./export-options.js";
import { loadedModules } from "./modules.js";

/** Folders that Asterisk writes to, below the configuration folder. */
export const runtimeFolders = ["var/db", "var/log", "var/run", "var/spool"] as const;

/** The control socket of a running Asterisk, below the configuration folder. */
export const controlSocket = "var/run/asterisk.ctl";

/** UDP ports of calls' sound, both included. */
export const rtpPorts = { first: 10_000, last: 20_000 } as const;

/** What Asterisk itself needs, whatever the setup: its folders, modules and log; no HTTP. */
export function platformConfs({ folder }: Pick<ExportOptions, "folder">): ConfFile[] {
  const file = (name: string, ...sections: Parameters<typeof confText>[1]): ConfFile => ({
    name,
    text: confText([], sections),
    secret: false,
    ofSetup: false,
  });
  return [
    file(
      "asterisk.conf",
      {
        name: "directories",
        settings: [
          ["astetcdir", folder],
          ["astdbdir", `${folder}/var/db`],
          ["astlogdir", `${folder}/var/log`],
          ["astrundir", `${folder}/var/run`],
          ["astspooldir", `${folder}/var/spool`],
          ["astkeydir", `${folder}/keys`],
        ],
      },
      { name: "options", settings: [["hideconnect", "yes"]] },
    ),
    file("modules.conf", {
      name: "modules",
      settings: [["autoload", "no"], ...loadedModules.map((module) => ["load", `${module}.so`] as const)],
    }),
    file(
      "logger.conf",
      { name: "general", settings: [["dateformat", "%F %T.%3q"]] },
      {
        name: "logfiles",
        settings: [
          ["console", "warning,error"],
          ["messages.log", "notice,warning,error"],
          ["security.log", "security"],
        ],
      },
    ),
    ...defaults.map(({ name, sections }) => file(name, ...sections)),
    file("http.conf", { name: "general", settings: [["enabled", "no"]] }),
    file("rtp.conf", {
      name: "general",
      settings: [
        ["rtpstart", rtpPorts.first],
        ["rtpend", rtpPorts.last],
        ["strictrtp", "yes"],
      ],
    }),
  ];
}

const general = { name: "general", settings: [] } as const;

/** Files without which Asterisk starts with a complaint, though it needs nothing of them. */
const defaults: readonly { readonly name: string; readonly sections: Parameters<typeof confText>[1] }[] = [
  { name: "acl.conf", sections: [] },
  { name: "ccss.conf", sections: [general] },
  { name: "cdr.conf", sections: [{ name: "general", settings: [["enable", "no"]] }] },
  { name: "cel.conf", sections: [{ name: "general", settings: [["enable", "no"]] }] },
  { name: "features.conf", sections: [general] },
  {
    name: "indications.conf",
    sections: [
      { name: "general", settings: [["country", "us"]] },
      {
        name: "us",
        settings: [
          ["description", "United States"],
          ["ringcadence", "2000,4000"],
          ["dial", "350+440"],
          ["busy", "480+620/500,0/500"],
          ["ring", "440+480/2000,0/4000"],
          ["congestion", "480+620/250,0/250"],
        ],
      },
    ],
  },
  { name: "pjproject.conf", sections: [{ name: "startup", settings: [["type", "startup"]] }] },
  { name: "stasis.conf", sections: [{ name: "threadpool", settings: [] }] },
  { name: "udptl.conf", sections: [general] },
];
