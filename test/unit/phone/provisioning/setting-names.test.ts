import { expect, test } from "vitest";
import { settingNames } from "../../../../sim/model/profile/setting-names.js";
import { mapConfig } from "../../../../sim/phone/provisioning/map-config.js";
import { profiles } from "../../scenario/phone-events.js";

test("the names of settings are those that a phone shows when everything is set", () => {
  for (const profile of profiles.values()) {
    const { settingParameters, pagingParameters: paging } = profile;
    const numbers: number[] = Object.values(settingParameters);
    for (let group = 0; group < paging.count; group++) {
      numbers.push(
        paging.address.base + paging.address.step * group,
        paging.label.base + paging.label.step * group,
      );
    }
    const { settings } = mapConfig(new Map(numbers.map((number) => [number, "x"])), profile);
    expect(Object.keys(settings).toSorted()).toEqual([...settingNames].toSorted());
  }
});
