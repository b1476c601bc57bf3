import type { CallBack } from "../../audit/call-back.js";

/** `call-back rings 1001`; empty where nobody can say it. */
export function callBackText({ rings, extension = "" }: CallBack): string {
  switch (rings) {
    case "not known":
      return "";
    case "nobody":
      return "call-back rings nobody";
    case "all phones":
      return `call-back rings all phones of ${extension}`;
    case "extension":
      return `call-back rings ${extension}`;
  }
}
