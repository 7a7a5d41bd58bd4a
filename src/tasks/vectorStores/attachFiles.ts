import type { FileBatchCreateParams } from "openai/resources/vector-stores/file-batches";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import {
  addNote,
  isConnectionProblem,
  isOwnError,
  type OwnError,
  readableError,
} from "../../client/errors/errors";
import { answeredObject } from "../batches/answeredObject";
import { type FileState, failedBy, type KnownFile } from "./storeFile";

/** Services refuse more at once, whatever their files say (seen at OpenAI). */
const mostInBatch = 100;

/** Refused requests of a step after which the rest of a batch is given up as a whole. */
const mostRefusals = 20;

/** How the files of a step go into a store. */
interface Attaching {
  client: Client;
  vectorStoreId: string;
  chunking: FileBatchCreateParams["chunking_strategy"];
  /** True where files were uploaded before: their ids are not lost by an error. */
  hasUploaded: boolean;
  /** What is known of files by their ids; those that are refused are added. */
  states: Map<string, FileState>;
}

const cutOf = ({ chunking }: Attaching) => (chunking ? { chunking_strategy: chunking } : {});

const attributesOf = ({ attributes }: KnownFile) =>
  Object.keys(attributes).length > 0 ? { attributes } : {};

/** Dated versions know no list of files that each have attributes of their own (their OpenAPI file). */
const takesFiles = ({ client }: Attaching): boolean => client.endpoint.api !== "dated";

/** Each file has attributes and cutting of its own: those of a batch are ignored beside a list of files. */
const bodyOf = (files: readonly KnownFile[], how: Attaching): FileBatchCreateParams =>
  takesFiles(how)
    ? {
        files: files.map((file) => ({ file_id: file.fileId, ...attributesOf(file), ...cutOf(how) })),
      }
    : {
        file_ids: files.map(({ fileId }) => fileId),
        ...(files[0] && attributesOf(files[0])),
        ...cutOf(how),
      };

/** The files that can be attached together, as many as the service takes at once. */
const batchesOf = (files: readonly KnownFile[], how: Attaching): KnownFile[][] => {
  const alike = takesFiles(how)
    ? [[...files]]
    : [...Map.groupBy(files, ({ attributes }) => JSON.stringify(attributes)).values()];
  return alike.flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / mostInBatch) }, (_, index) =>
      group.slice(index * mostInBatch, (index + 1) * mostInBatch),
    ),
  );
};

/** A refusal of the request for what is in it. */
const isOfFiles = ({ kind }: OwnError): boolean => kind === "rejected" || kind === "notFound";

/** True for files that a next step can attach: they were refused for rate, or the step's time was up. */
const isForLater = ({ kind, reason }: OwnError, { client }: Attaching): boolean =>
  (kind === "rateLimited" && reason === undefined) || client.remainingMs() <= 0;

class Attachment {
  readonly batchIds: string[] = [];
  private refusals = 0;
  /** What would meet all other files as well. */
  private ofAll: OwnError | undefined;

  constructor(private readonly how: Attaching) {}

  /** Attaches files, and where the service refuses them, finds out which ones it means. */
  async attach(files: readonly KnownFile[]): Promise<void> {
    if (files.length === 0) return;
    if (this.ofAll) return this.fail(files, this.ofAll);
    try {
      this.batchIds.push(await this.request(files));
    } catch (thrown) {
      const error = readableError(thrown, this.how.client.action);
      if (!isOwnError(error)) throw thrown;
      const hasDone = this.batchIds.length > 0 || this.how.hasUploaded;
      if (isConnectionProblem(error) && !hasDone) throw error;
      await this.refused(files, error);
    }
  }

  private async refused(files: readonly KnownFile[], error: OwnError): Promise<void> {
    this.refusals += 1;
    const words = error.sentence ?? "";
    const named = files.filter(({ fileId }) => words.includes(fileId));
    const isOfStore = named.length === 0 && words.includes(this.how.vectorStoreId);
    if (isConnectionProblem(error) || isOfStore) this.ofAll = error;
    const isOpen = isOfFiles(error) && !this.ofAll && files.length > 1 && this.refusals < mostRefusals;
    if (!isOpen) {
      if (files.length > 1) addNote(error, `It met ${files.length} files together.`);
      return this.fail(files, error);
    }
    if (named.length > 0) {
      this.fail(named, error);
      return this.attach(files.filter((file) => !named.includes(file)));
    }
    const half = Math.ceil(files.length / 2);
    await this.attach(files.slice(0, half));
    await this.attach(files.slice(half));
  }

  private fail(files: readonly KnownFile[], error: OwnError): void {
    const state = failedBy(error);
    if (isForLater(error, this.how)) state.status = "remaining";
    for (const { fileId } of files) this.how.states.set(fileId, state);
  }

  private async request(files: readonly KnownFile[]): Promise<string> {
    const { client, vectorStoreId } = this.how;
    const batch = await client.withResource((openai) =>
      openai.vectorStores.fileBatches.create(vectorStoreId, bodyOf(files, this.how)),
    );
    const path = `/vector_stores/${vectorStoreId}/file_batches`;
    return answeredObject(client.action, "file batch", batch, doubtOf({ method: "POST" }, path)).id;
  }
}

/**
 * Attaches files to a vector store in batches, until the step's time is up.
 * @returns the ids of the batches
 * @throws ConnectionError when nothing could be attached because of the connection.
 */
export const attachFiles = async (files: readonly KnownFile[], how: Attaching): Promise<string[]> => {
  const attachment = new Attachment(how);
  for (const batch of batchesOf(files, how)) if (how.client.remainingMs() > 0) await attachment.attach(batch);
  return attachment.batchIds;
};
