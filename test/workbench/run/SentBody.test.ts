import { SentBody } from "../../../local/workbench/server/runs/SentBody";

const bodyOf = (...pieces: unknown[]): SentBody => {
  const body = new SentBody();
  for (const piece of pieces) body.add(piece);
  return body;
};

test("a short body is whole, whatever it was written in", () => {
  const body = bodyOf("{", Buffer.from('"a"'), undefined, new TextEncoder().encode(":1}"), () => undefined);
  expect(body.text()).toBe('{"a":1}');
  expect([body.bytes, body.keptBytes]).toEqual([7, 7]);
});

test("a long body is its beginning and its end, however it is cut into pieces", () => {
  const whole = Buffer.from(`start${"x".repeat(5_000_000)}end`);
  const pieces = Array.from({ length: 80 }, (_, index) =>
    whole.subarray(index * 65_536, (index + 1) * 65_536),
  );
  const [once, often] = [bodyOf(whole), bodyOf(...pieces)];
  expect(once.bytes).toBe(whole.length);
  expect(once.keptBytes).toBe(704_000);
  expect(once.text()).toMatch(/^startx+end$/);
  expect(often.text()).toBe(once.text());
});

test("what the writer does with its bytes later changes nothing", () => {
  const piece = Buffer.from("before");
  const body = bodyOf(piece);
  piece.write("after!");
  expect(body.text()).toBe("before");
});
