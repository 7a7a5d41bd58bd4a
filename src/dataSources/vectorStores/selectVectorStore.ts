import type { Element } from "@prismatic-io/spectral";
import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import { optional } from "../../inputs/optional";
import { readPages } from "../../tasks/lists/readPages";
import { numberIn, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { labelOf } from "../elements";
import { picker } from "../picker";

const pageSize = 100;
/** A dropdown of more is of no use. */
const mostShown = 1_000;

const filesIn = (counts: unknown): string | undefined => {
  const total = numberIn(fieldsOf(counts)["total"]);
  return total === undefined ? undefined : `${total} ${total === 1 ? "file" : "files"}`;
};

const toElement = ({ id, name, file_counts: counts }: Readonly<Record<string, unknown>>): Element => ({
  key: String(id),
  label: labelOf(textIn(name) ?? String(id), [filesIn(counts), String(id)]),
});

/** The vector stores of the resource that have not expired, in the service's order, which is newest first. */
export const selectVectorStore = picker({
  label: "Select Vector Store",
  description: "Select one of the vector stores of the resource, the newest first.",
  inputs: {},
  choices: async ({ service }) => {
    const client = service();
    const { entries } = await readPages<VectorStore>({
      ask: (after) =>
        client.withResource((openai) =>
          openai.vectorStores.list({ limit: pageSize, ...optional("after", after) }),
        ),
      isEnough: (stores) => stores.length >= mostShown,
    });
    return entries
      .filter(({ id, status }) => textIn(id) !== undefined && status !== "expired")
      .map((store) => toElement(store as unknown as Record<string, unknown>));
  },
  example: toElement({ id: "vs_abc123", name: "Manuals", file_counts: { total: 3 } }),
});
