import { ResponseItem } from "../../src/client/answer/ResponseItem";

test("a part of a message that is told as a whole counts over its pieces", () => {
  const item = new ResponseItem();
  const part = { type: "output_text", text: "Bern.", annotations: [7] };
  item.take("output_item.added", { item: { type: "message", role: "assistant", content: [] } });
  item.take("output_text.delta", { content_index: 0, delta: "Be" });
  item.take("content_part.done", { content_index: 0, part });
  expect(item.whole("completed")).toEqual({ type: "message", role: "assistant", content: [part] });
});
