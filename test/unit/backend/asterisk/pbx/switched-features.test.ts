import { expect, test } from "vitest";
import { AmiMessage } from "../../../../../sim/backend/asterisk/ami/message.js";
import { SwitchedFeatures } from "../../../../../sim/backend/asterisk/pbx/switched-features.js";
import { DeskfleetError } from "../../../../../sim/model/errors.js";

/** @param database of Asterisk, by `family/key` */
function rig(database: Map<string, string>) {
  const told: object[] = [];
  const list = async (_action: string, _end: string, { Family, Key }: Record<string, unknown> = {}) => {
    const value = database.get(`${Family}/${Key}`);
    if (value === undefined)
      throw new DeskfleetError("DF_AMI_REFUSED", "AMI DBGet: Database entry not found");
    return [new AmiMessage([["Val", value]])];
  };
  const ask = async () => new AmiMessage([]);
  return { told, switched: new SwitchedFeatures({ ask, list }, (features) => told.push(features)) };
}

test("PBX-146: what was dialled is looked up, told, and there for who comes later", async () => {
  const database = new Map([["CF/2000", "2001"]]);
  const { told, switched } = rig(database);
  await switched.lookAt("2000");
  database.set("DND/2000", "YES");
  await switched.lookAt("2000");
  const forwarded = { extension: "2000", doNotDisturb: false, forwardTo: "2001" };
  expect(told).toEqual([forwarded, { ...forwarded, doNotDisturb: true }]);
  expect(switched.switched()).toEqual([{ ...forwarded, doNotDisturb: true }]);
  expect(switched.of("2000")).toEqual({ doNotDisturb: true, forwardTo: "2001" });
  expect(switched.of("2001")).toEqual({ doNotDisturb: false, forwardTo: undefined });
});

test("what a reset has switched off is told too", async () => {
  const { told, switched } = rig(new Map([["DND/2000", "YES"]]));
  await switched.lookAt("2000");
  switched.forget();
  expect(told).toEqual([
    { extension: "2000", doNotDisturb: true },
    { extension: "2000", doNotDisturb: false },
  ]);
  expect(switched.switched()).toEqual([]);
});
