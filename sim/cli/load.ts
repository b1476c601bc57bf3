export const loadCommand = { command: "load <plan>", describe: "x", handler: () => undefined };
