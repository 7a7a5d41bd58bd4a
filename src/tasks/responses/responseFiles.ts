import type OpenAI from "openai";
import { isOwnError, readableError } from "../../client/errors/errors";
import type { StepWarnings } from "../../client/StepWarnings";
import { type Citation, citationsOf, entriesOf, type ResponseFile } from "../../output/responseItems";
import { encodedBytes } from "../../text/encodedBytes";
import { fileFormat } from "../../text/fileFormat";
import { isAddressable } from "../../text/isAddressable";
import { fieldsOf, type JsonObject } from "../../text/isObject";

/** Most files that are fetched: as many as a container can be given (the service's limit of its input). */
const mostFiles = 50;

const imageType = "image/png";

/** What may be an image: what a tool drew, and what the code interpreter shows beside its files. */
const imagesIn = ({
  type,
  id,
  result,
  outputs,
}: Readonly<JsonObject>): Array<{ id: unknown; coded: unknown }> => {
  if (type === "image_generation_call") return [{ id, coded: result }];
  if (type !== "code_interpreter_call") return [];
  return entriesOf(outputs).flatMap(({ type: kind, url }) => (kind === "image" ? [{ id, coded: url }] : []));
};

/** The images of an answer that are in it as bytes. */
const drawnImages = (response: unknown): ResponseFile[] =>
  entriesOf(fieldsOf(response)["output"])
    .flatMap(imagesIn)
    .flatMap(({ id, coded }) => {
      const data = encodedBytes(coded);
      return data ? [{ id, data }] : [];
    })
    .map(({ id, data }, index) => {
      const contentType = fileFormat(data)?.imageType ?? imageType;
      const fileName = `image-${index + 1}.${contentType.split("/")[1] ?? "png"}`;
      return { data, contentType, fileName, id: typeof id === "string" ? id : null, containerId: null };
    });

type Cited = Citation & { containerId: string; fileId: string };

/** The files of the code interpreter that the text refers to, each once. */
const citedFiles = (response: unknown): Cited[] => {
  const cited = citationsOf(response).filter(
    (citation): citation is Cited =>
      isAddressable(citation.containerId ?? "") && isAddressable(citation.fileId ?? ""),
  );
  return [...new Map(cited.map((citation) => [citation.fileId, citation])).values()];
};

const fetchFile = async (openai: OpenAI, { containerId, fileId, fileName }: Cited): Promise<ResponseFile> => {
  const answer = await openai.containers.files.content.retrieve(fileId, { container_id: containerId });
  const data = Buffer.from(await answer.arrayBuffer());
  const contentType = fileFormat(data)?.imageType ?? answer.headers.get("content-type");
  return { data, contentType, fileName: fileName ?? fileId, id: fileId, containerId };
};

/**
 * The files of an answer. Those of the code interpreter are fetched at once, since their container lives for minutes
 * (20 without use, by the service's guide), from where the answer came from. One that can't be had is listed without
 * its bytes, with a warning.
 */
export const responseFiles = async (
  openai: OpenAI,
  response: unknown,
  warnings: Pick<StepWarnings, "add">,
): Promise<ResponseFile[]> => {
  const files = drawnImages(response);
  const made = citedFiles(response);
  if (made.length > mostFiles)
    warnings.add(
      `The text refers to ${made.length} files of the code interpreter: ${mostFiles} were fetched.`,
    );
  for (const cited of made.slice(0, mostFiles)) {
    try {
      files.push(await fetchFile(openai, cited));
    } catch (thrown) {
      const error = readableError(thrown);
      if (!isOwnError(error)) throw thrown;
      const { containerId, fileId: id, fileName } = cited;
      files.push({ data: null, contentType: null, fileName: fileName ?? id, id, containerId });
      // What to do about other requests, such as checking the deployment's name, does not help here.
      const said = [error.what, error.sentence].filter(Boolean).join(" ");
      warnings.add(`The file ${fileName ?? id} of the code interpreter could not be had. ${said}`);
    }
  }
  return files;
};
