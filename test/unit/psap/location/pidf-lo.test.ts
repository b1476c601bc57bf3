import fc from "fast-check";
import { expect, test } from "vitest";
import { readPidfLo } from "../../../../sim/psap/location/pidf-lo.js";
import { pidfLo } from "../trunk.js";

const info = (content: string, prefix = "gp:") =>
  `<presence xmlns="urn:ietf:params:xml:ns:pidf"><tuple id="a"><status><${prefix}geopriv><${prefix}location-info>${content}</${prefix}location-info></${prefix}geopriv></status></tuple></presence>`;

const civic = (content: string) => info(`<civicAddress>${content}</civicAddress>`);

test("elements of the civic address, by their names", () => {
  expect(readPidfLo(pidfLo)).toEqual({
    ok: true,
    location: {
      text: "100 Example Street, floor 4, room Zürich, New York, NY, US",
      civic: {
        country: "US",
        A1: "NY",
        A3: "New York",
        RD: "Example",
        STS: "Street",
        HNO: "100",
        FLR: "4",
        ROOM: "Zürich",
      },
    },
  });
});

test.each([
  [civic("<A6>Broadway</A6><HNO>1</HNO><PRD>N</PRD>"), "1 N Broadway"],
  [civic("<LOC>Lobby, 1st floor</LOC><A1>TX</A1><PC>73301</PC>"), "Lobby, 1st floor, TX 73301"],
  [civic("<constructor>x</constructor><UNIT>7</UNIT><SEAT>12b</SEAT>"), "unit 7, seat 12b"],
  [info("<gml:Point><gml:pos>40.7484 -73.9857</gml:pos></gml:Point>", ""), "40.7484 -73.9857"],
  [
    info(
      '<gs:Circle><gml:pos> 40.7\n-73.9 </gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">30</gs:radius></gs:Circle>',
    ),
    "40.7 -73.9, within 30 m",
  ],
  [
    info(
      '<gs:Circle><gml:pos>1 2</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9002">30</gs:radius></gs:Circle>',
    ),
    "1 2",
  ],
  [info("<civicAddress><A3>X</A3></civicAddress><gml:pos>1 2 3</gml:pos>"), "X; 1 2"],
])("%s is read out as %s", (xml, text) => {
  expect(readPidfLo(xml)).toMatchObject({ ok: true, location: { text } });
});

test.each([
  [info(""), "neither a civic address nor a position"],
  [info("<civicAddress/>"), "neither"],
  [info("<gml:pos>91 0</gml:pos>"), "neither"],
  [info("<gml:pos>north west</gml:pos>"), "neither"],
  ["<presence/>", "no location-info"],
  ["", "empty"],
])("%s is no location", (xml, reason) => {
  expect(readPidfLo(xml)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test("whatever is sent, an answer comes", () => {
  fc.assert(
    fc.property(
      fc.nat(pidfLo.length),
      fc.nat(40),
      fc.string({ unit: "binary", maxLength: 20 }),
      (at, cut, text) => {
        const read = readPidfLo(pidfLo.slice(0, at) + text + pidfLo.slice(at + cut));
        expect(typeof (read.ok ? read.location.text : read.reason)).toBe("string");
      },
    ),
    { numRuns: 300 },
  );
});
