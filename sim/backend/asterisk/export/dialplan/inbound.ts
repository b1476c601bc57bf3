import { isCalled } from "../../../../dialplan/called-extension.js";
import type { Setup } from "../../../../model/setup/setup.js";
import { learnCallId } from "./caller.js";
import type { Context } from "./context-text.js";
import { fromTrunk } from "./contexts-of.js";
import { callExtension } from "./inside.js";
import { anyNumber, firstOfEach, patternText } from "./pattern-text.js";

/** Calls from outside, by the number that they are for; `any` takes what no other takes (FI-33). */
export function inboundContexts(setup: Setup): Context[] {
  const { inboundRoutes } = setup;
  const named = inboundRoutes.filter(({ did }) => did !== "any");
  const any = inboundRoutes.find(({ did }) => did === "any");
  // The caller is no extension of ours, whatever its number.
  const steps = (extension: string): string[] =>
    isCalled(setup, extension)
      ? ["Set(CALLER=outside)", learnCallId, callExtension(extension)]
      : ["Hangup(1)"];
  return [
    {
      name: fromTrunk,
      extensions: firstOfEach(named, ({ did }) => did).map(({ did, extension }) => ({
        number: patternText(did),
        steps: steps(extension),
      })),
      includes: any === undefined ? [] : [anyInbound],
    },
    ...(any === undefined
      ? []
      : [{ name: anyInbound, extensions: [{ number: anyNumber, steps: steps(any.extension) }] }]),
  ];
}

const anyInbound = `${fromTrunk}-any`;
