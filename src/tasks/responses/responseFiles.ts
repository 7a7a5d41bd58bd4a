import type OpenAI from "openai";
import { isOwnError, readableError } from "../../client/errors/errors";
import type { StepWarnings } from "../../client/StepWarnings";
import { type Citation, citationsOf, entriesOf, type ResponseFile } from "../../output/responseItems";
import { bytesOfBase64 } from "../../text/encodedBytes";
import { fileFormat } from "../../text/fileFormat";
import { fieldsOf } from "../../text/isObject";

/** More files than a container can be given (the service's limit of its input). */
const mostFiles = 50;

const imageType = "image/png";

/** The images that the model had drawn. */
const drawnImages = (response: unknown): ResponseFile[] =>
  entriesOf(fieldsOf(response)["output"])
    .filter(({ type, result }) => type === "image_generation_call" && typeof result === "string")
    .flatMap(({ id, result }, index) => {
      const data = bytesOfBase64(String(result));
      if (!data) return [];
      const contentType = fileFormat(data)?.imageType ?? imageType;
      const fileName = `image-${index + 1}.${contentType.split("/")[1] ?? "png"}`;
      return [{ data, contentType, fileName, id: typeof id === "string" ? id : null, containerId: null }];
    });

type Cited = Citation & { containerId: string; fileId: string };

/** The files of the code interpreter that the text refers to, each once. */
const citedFiles = (response: unknown): Cited[] => {
  const cited = citationsOf(response).filter(
    (citation): citation is Cited => citation.containerId !== null && citation.fileId !== null,
  );
  return [...new Map(cited.map((citation) => [citation.fileId, citation])).values()].slice(0, mostFiles);
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
  for (const cited of citedFiles(response)) {
    try {
      files.push(await fetchFile(openai, cited));
    } catch (thrown) {
      const error = readableError(thrown);
      if (!isOwnError(error)) throw thrown;
      const { containerId, fileId: id, fileName } = cited;
      files.push({ data: null, contentType: null, fileName: fileName ?? id, id, containerId });
      warnings.add(`The file ${fileName ?? id} of the code interpreter could not be had. ${error.message}`);
    }
  }
  return files;
};
