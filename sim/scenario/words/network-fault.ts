import { z } from "zod";
import { DeskfleetError } from "../../model/errors.js";
import { duration } from "../../model/files/duration.js";
import { phoneName } from "../file/texts.js";
import { phonesNamed, type Stage } from "../stage.js";
import { defineWord } from "../word.js";

const share = z.number().min(0).max(1);

const schema = z
  .strictObject({
    phone: phoneName(),
    loss: share.optional().describe("share of datagrams that are lost, each way"),
    delay: duration.optional().describe("of every datagram, each way"),
    reorder: share.optional().describe("share that arrives after what was sent later"),
    duplicate: share.optional().describe("share that arrives twice"),
    rebind: z.literal(true).optional().describe("once, over udp: the phone's NAT gives it another port"),
    connection: z
      .enum(["close", "half-close", "silence"])
      .optional()
      .describe("once, over tcp and tls: it ends, ends on the phone's side alone, or carries nothing more"),
    ends: z.literal(true).optional().describe("from now on datagrams pass as before"),
  })
  .check(({ value: { phone: _phone, ends, ...faults }, value, issues }) => {
    if (issues.length > 0 || (ends === true) !== Object.keys(faults).length > 0) return;
    const message =
      ends === true
        ? "`ends` stands alone: it takes every fault away"
        : "nothing is wrong: add loss, delay, reorder, duplicate, rebind or connection, or say `ends: true`";
    issues.push({ code: "custom", message, input: value });
  });

/**
 * The network at the desks of these phones, for SIP alone. Loss, delay and the like stay until the next such step of the
 * phone or its end; the others happen once. What cannot happen over the transport of the phones is refused: a step that
 * does nothing would prove nothing.
 */
export const networkFault = defineWord({
  schema,
  run: async (wanted, stage) => {
    for (const phone of phonesNamed(stage, wanted.phone)) await apply(wanted, phone, stage);
  },
});

async function apply(wanted: z.output<typeof schema>, phone: string, stage: Stage): Promise<void> {
  const network = stage.networks.get(phone);
  if (network === undefined) throw new DeskfleetError("DF_INTERNAL", `there is no network of ${phone}`);
  const note = (text: string): void =>
    stage.recorderOf(phone).record({ type: "note", text: `network: ${text}` });
  if (wanted.ends) {
    network.faults = {};
    note("as good as before");
    return;
  }
  const { loss, delay, reorder, duplicate, rebind, connection } = wanted;
  const shares = { loss, reorder, duplicate };
  const { sipTransport } = stage.setup.current;
  const ofDatagrams = Object.entries({ ...shares, delay }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}${name === "delay" ? " ms" : ""}`],
  );
  if (ofDatagrams.length > 0) {
    if (sipTransport !== "udp") {
      throw new DeskfleetError(
        "DF_CAPABILITY",
        `${ofDatagrams.join(", ")}: a connection (${sipTransport}) delivers every message once and in order, or ends`,
      );
    }
    network.faults = { ...withoutUnset(shares), ...(delay === undefined ? {} : { delayMs: delay }) };
    note(ofDatagrams.join(", "));
  }
  for (const each of [rebind && ("rebind" as const), connection]) {
    if (each === undefined) continue;
    await network.strike(each);
    note(each);
  }
}

function withoutUnset<Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
