import type { Client } from "../../client/createClient";
import { checkTemplateFields, checkUseOfRecords } from "../../inputs/promptTemplate";
import type { DataRecord } from "../../inputs/records";
import { refuseIdle } from "../../inputs/rivalInputs";
import { createTurns, mapInTurns } from "../../pacing/turns";
import type { VectorSource } from "../../text/embeddings/vectorFiles";
import { InputError, refuseInput } from "../../text/InputError";
import type { PromptTemplate } from "../../text/promptTemplate";

/** The inputs that texts come from, one of the three. */
interface TextInputs {
  text: string | undefined;
  texts: string[] | undefined;
  records: DataRecord[] | undefined;
  promptTemplate: PromptTemplate | undefined;
  allowMissingFields: boolean | undefined;
}

/** The texts of a step, ready to be sent. */
export interface EmbeddingTexts {
  /** The word for one of them. */
  noun: "text" | "record";
  /** In the order of the input. */
  texts: string[];
  /** Each text as it was given, or as its record and the template make it. */
  textAt(place: number): string;
  /** What each was made of, as it was given. */
  sourceAt(place: number): VectorSource;
  /** For each text, the place of the first one that is equal. */
  firstOf: number[];
  /** The places of texts that are not sent, with why. */
  unfit: Map<number, Error>;
  /** The places of texts that were mended. */
  mended: number[];
}

/**
 * The texts that the records make.
 * @throws InputError with the label of the input that does not fit the records.
 */
const recordTexts = (
  client: Client,
  records: readonly DataRecord[],
  inputs: TextInputs,
): Promise<string[]> => {
  const { promptTemplate: template, allowMissingFields } = inputs;
  if (!template)
    return refuseInput("Prompt Template", "it is empty.", "Enter the text to embed, such as {{name}}.");
  checkTemplateFields(template, records, allowMissingFields);
  checkUseOfRecords(template, records, false);
  return mapInTurns(records, createTurns(client), (record) => template.render(record));
};

const checkSources = ({ text, texts, records, promptTemplate }: TextInputs): void => {
  const filled = Object.entries({ Text: text, Texts: texts, Records: records }).filter(
    ([, value]) => value !== undefined,
  );
  if (filled.length !== 1) {
    const labels = filled.map(([label]) => label);
    const what = filled.length === 0 ? "all are empty." : `${labels.join(" and ")} are filled in.`;
    refuseInput("Text, Texts and Records", what, "Enter one of them.");
  }
  if (/^\s{0,100}\[\s{0,100}\]\s{0,100}$/.test(text ?? ""))
    refuseInput("Text", "it is an empty list: there is nothing to embed.", "Enter a text.");
  if (!records) refuseIdle(["Prompt Template", promptTemplate], "it is for Records");
};

/** A text as services take it: without half characters, which JSON can't hold, and without NUL. */
const mendedText = (text: string): string => text.toWellFormed().replaceAll("\0", "");

/**
 * The texts of a step, from one of three inputs. Equal texts are sent once, and empty ones are not sent.
 * @throws InputError with the labels when none or several of the inputs are filled in, or they do not fit together.
 */
export const embeddingTexts = async (client: Client, inputs: TextInputs): Promise<EmbeddingTexts> => {
  checkSources(inputs);
  const { text = "", records } = inputs;
  const given = records ? await recordTexts(client, records, inputs) : (inputs.texts ?? [text]);
  const noun = records ? "record" : "text";
  const texts = given.map(mendedText);
  const places = new Map<string, number>();
  const firstOf = texts.map((one, place) => {
    const first = places.get(one) ?? place;
    places.set(one, first);
    return first;
  });
  const what = records ? "the template makes an empty text of it." : "it is empty.";
  const unfit = texts.flatMap(
    (one, place): Array<[number, Error]> =>
      one.trim() === ""
        ? [
            [
              place,
              new InputError({ field: records ? "Records" : "Texts", place: `${noun} ${place + 1}`, what }),
            ],
          ]
        : [],
  );
  return {
    noun,
    texts,
    textAt: (place) => given[place] ?? "",
    sourceAt: (place) => (records ? { record: records[place] ?? {} } : { text: given[place] ?? "" }),
    firstOf,
    unfit: new Map(unfit),
    mended: texts.flatMap((one, place) => (one === given[place] ? [] : [place])),
  };
};
