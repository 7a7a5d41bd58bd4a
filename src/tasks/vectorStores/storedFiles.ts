import type { Client } from "../../client/createClient";
import { ifReadable } from "../../client/errors/errors";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import type { Attributes } from "../../text/vectorStores/attributes";
import { readPages } from "../lists/readPages";
import { type FileState, type KnownFile, stateOf } from "./storeFile";

/** Pages of a store's newest files that are looked through. */
const mostPages = 10;

/** True where a file of the store has what is asked for; it may have more, of a step before this one. */
const hasAttributes = (stored: unknown, asked: Attributes): boolean =>
  Object.entries(asked).every(([name, value]) => fieldsOf(stored)[name] === value);

/**
 * Files that are in a store already, with these attributes, and were not given up: attaching one anew would begin
 * its reading anew. The newest 1,000 are looked at, since a step goes on with what the one before it attached.
 */
export const storedFiles = async (
  client: Client,
  vectorStoreId: string,
  files: ReadonlyMap<string, KnownFile>,
): Promise<Map<string, FileState>> => {
  const found = new Map<string, FileState>();
  const take = (entry: object): void => {
    const { id, attributes } = fieldsOf(entry);
    const file = files.get(textIn(id) ?? "");
    const state = stateOf(entry);
    if (file && state.status !== "failed" && hasAttributes(attributes, file.attributes))
      found.set(file.fileId, state);
  };
  const read = await ifReadable(() =>
    readPages<object>({
      ask: (after) =>
        client.withResource((openai) =>
          openai.vectorStores.files.list(vectorStoreId, {
            limit: 100,
            ...(after !== undefined && { after }),
          }),
        ),
      isEnough: (entries) => {
        const seen = new Set(entries.map((entry) => fieldsOf(entry)["id"]));
        return [...files.keys()].every((id) => seen.has(id));
      },
      mostPages,
    }),
  );
  for (const entry of read?.entries ?? []) take(entry);
  return found;
};
