import type { CallBack } from "../../audit/call-back.js";

/** `call-back rings 1001`, or why it rings nobody; empty where nobody can say it. */
export function callBackText(callBack: CallBack): string {
  switch (callBack.rings) {
    case "not known":
      return "";
    case "nobody":
      return callBack.why;
    case "all phones":
      return `call-back rings all phones of ${callBack.extension}`;
    case "extension":
      return `call-back rings ${callBack.extension}`;
  }
}
