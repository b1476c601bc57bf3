import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "../../../../sim/backend/web/control-openapi.js";
import { operationList } from "../../../../sim/model/control/control-operations.js";

const document = openApiDocument();

test("it is valid OpenAPI 3.1, every reference leads somewhere", async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors ?? []).toEqual([]);
  expect(validator.version).toBe("3.1");
  const named = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(named.length).toBeGreaterThan(operationList.length);
  for (const [, kind = "", name = ""] of named) expect(document["components"]).toHaveProperty([kind, name]);
});

test("docs/control-api.json is fresh (`npx vitest -u` writes it again)", async () => {
  await expect(`${JSON.stringify(document, undefined, 2)}\n`).toMatchFileSnapshot(
    "../../../../docs/control-api.json",
  );
});
