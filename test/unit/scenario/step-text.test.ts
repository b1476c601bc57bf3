import { expect, test } from "vitest";
import { parseScenario } from "../../../sim/scenario/file/load-scenario.js";
import { stepText } from "../../../sim/scenario/step-text.js";

const text = `scenario: x
setup: y
phones: { lobby: { model: CIP270 } }
steps:
  - power-on: lobby
  - power-off: [lobby, lobby]
  - login: { phone: lobby, extension: "1001", pin: "2580", template: EST Default }
  - logout: lobby
  - resync: { phone: lobby, reboot: true }
  - press: { phone: lobby, key: 2 }
  - type: { phone: lobby, text: "2580" }
  - change: { extension: "1001", pin: "2580" }
  - change: { user: "1001", groups: [Cleaners, All Users] }
  - dial: { phone: lobby, number: "911", as: help }
  - submit: { set: { groups: { All Users: { hotdesk: { logout-action: full } } }, extensions: { "1001": { secret: abc, voicemail: { pin: "2580" } } } } }
  - submit: { set: { policies: { second-login: null } }, refused: nonsense }
  - admin-logout: { phone: lobby, refused: forbidden }
  - delete-user: { user: "1001" }
  - clock: { advance: 11m }
  - clock: { at: "18:00" }
  - server-fault: { on: apps, kind: half }
  - server-fault: none
  - backend: down
  - factory-reset: lobby
  - expect: { phone: lobby, registered: false, keys: [Login], can-call-emergency: false, within: 1500ms }
  - expect: { call: help, state: answered, psap: { caller-id: "2125550100" } }
`;

test("a step is shown as it is written, without what may be a PIN", () => {
  const { steps } = parseScenario({ file: "a.yaml", text }, ["CIP270"]);
  expect(steps.map(stepText)).toEqual([
    "power-on: lobby",
    "power-off: [lobby, lobby]",
    'login: { phone: lobby, extension: "1001", pin: •••, template: EST Default }',
    "logout: lobby",
    "resync: { phone: lobby, reboot: true }",
    "press: { phone: lobby, key: 2 }",
    "type: { phone: lobby, text: ••• }",
    'change: { extension: "1001", pin: ••• }',
    'change: { user: "1001", groups: [Cleaners, All Users] }',
    'dial: { phone: lobby, number: "911", as: help }',
    "submit: { set: { groups: { All Users: { hotdesk: { logout-action: full } } }, extensions: { 1001: { secret: •••, voicemail: { pin: ••• } } } } }",
    "submit: { set: { policies: { second-login: null } }, refused: nonsense }",
    "admin-logout: { phone: lobby, refused: forbidden }",
    'delete-user: { user: "1001" }',
    "clock: { advance: 660s }",
    'clock: { at: "18:00" }',
    "server-fault: { on: apps, kind: half }",
    "server-fault: none",
    "backend: down",
    "factory-reset: lobby",
    "expect: { phone: lobby, registered: false, keys: [Login], can-call-emergency: false, within: 1.5s }",
    'expect: { call: help, state: answered, psap: { caller-id: "2125550100" } }',
  ]);
});
