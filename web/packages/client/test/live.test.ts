import { expect, it } from "vitest";
import { EventParser } from "../src/live.ts";

it("reads events, whole or cut anywhere, and skips comments", () => {
  const parser = new EventParser();
  const stream = ': ping\n\nid: 7\nevent: order-placed\ndata: {"number":12}\n\ndata: one\ndata: two\n\n';
  const whole = parser.feed(stream);
  expect(whole).toEqual([
    { name: "order-placed", data: '{"number":12}', id: "7" },
    { name: "message", data: "one\ntwo", id: "7" },
  ]);
  const cut = new EventParser();
  expect([...stream].flatMap((letter) => cut.feed(letter))).toEqual(whole);
});

it("takes the line ends of Windows", () => {
  expect(new EventParser().feed("event: ready\r\ndata: {}\r\n\r\n")).toEqual([
    { name: "ready", data: "{}", id: "" },
  ]);
});
