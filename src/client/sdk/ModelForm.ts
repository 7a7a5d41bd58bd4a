import type OpenAI from "openai";
import type { FormFile } from "../network/multipart";

/** The parts of a multipart form that runs a model, apart from the model's name. */
export interface FormParts {
  /** Names and values of the text fields, in order. */
  fields: ReadonlyArray<readonly [name: string, value: string]>;
  files: readonly FormFile[];
  /** About how many tokens the model reads of sound among the files, for a budget. */
  fileTokens?: number;
}

/**
 * A multipart form on its way through the SDK, which passes a view of bytes on as it is (openai 7, client): a form of
 * the SDK's own holds each file three times.
 */
export class ModelForm extends Uint8Array {
  constructor(
    readonly model: string,
    readonly parts: FormParts,
  ) {
    super(0);
  }
}

/**
 * Sends a multipart form that names a model, within `withModel` or a deployment's `ask`. Its files are streamed, and
 * never copied.
 */
export const postForm = <Result>(
  openai: OpenAI,
  path: string,
  model: string,
  parts: FormParts,
): PromiseLike<Result> => openai.post<Result>(path, { body: new ModelForm(model, parts) });
