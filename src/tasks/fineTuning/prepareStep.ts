import type { Client } from "../../client/createClient";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import type { JsonObject } from "../../text/isObject";
import { handOverTrainingData } from "./handOverTrainingData";
import type { PreparedData } from "./preparedData";
import { prepareTrainingData } from "./prepareTrainingData";
import type { TrainingOptions, TrainingService } from "./trainingOptions";
import { wrongData } from "./wrongData";

/** What a step is given to make rows of, in the words of its form: shares are in percent. */
export interface RowsToPrepare {
  records: unknown;
  wrongRows: "refuse" | "skip" | "report";
  options: Omit<TrainingOptions, "service">;
  split: {
    validationShare?: number | undefined;
    testShare?: number | undefined;
    seed?: number | undefined;
    validationRecords?: unknown;
    testRecords?: unknown;
  };
  checks: {
    service?: TrainingService | undefined;
    baseModel?: string | undefined;
    mostTokens?: number | undefined;
    keepDuplicates?: boolean | undefined;
    moveSystemMessages?: boolean | undefined;
    grader?: JsonObject | undefined;
    mostRowErrors?: number | undefined;
  };
}

/** A step that prepares rows. */
interface PrepareStep extends RowsToPrepare {
  action: string;
  client: Client | undefined;
  nextTurn: NextTurn;
  isUploaded: boolean;
  expiresAfterSeconds: number | undefined;
}

const ofOne = (percent: number | undefined): number | undefined => percent && percent / 100;

/**
 * Prepares training data; no file of it is made yet.
 * @param nextTurn - awaited between rows
 * @throws InputError with all reasons where rows are wrong and are neither to be skipped nor to be reported.
 */
export const prepareRows = async (
  action: string,
  { records, wrongRows, options, split, checks }: RowsToPrepare,
  service: TrainingService,
  nextTurn: NextTurn,
): Promise<PreparedData> => {
  const prepared = await prepareTrainingData(
    { records, validation: split.validationRecords, test: split.testRecords },
    {
      ...options,
      service,
      validationShare: ofOne(split.validationShare),
      testShare: ofOne(split.testShare),
      seed: split.seed,
      baseModel: checks.baseModel,
      mostTokens: checks.mostTokens,
      keepsDuplicates: checks.keepDuplicates,
      movesSystemMessages: checks.moveSystemMessages,
      grader: checks.grader,
      mostRowErrors: checks.mostRowErrors,
      skipsWrongRows: wrongRows === "skip",
    },
    nextTurn,
  );
  const error = wrongRows === "report" ? undefined : wrongData(action, prepared, wrongRows === "skip");
  if (error) throw error;
  return prepared;
};

/** Whose rules count: those of the connection where nobody says otherwise, and Azure's without one. */
export const serviceOf = (client: Pick<Client, "endpoint"> | undefined): TrainingService =>
  client?.endpoint.api === "openai" ? "openai" : "azure";

/**
 * Prepares training data, and hands the files over.
 * @throws InputError as prepareRows does.
 */
export const prepareStep = async ({ action, client, nextTurn, ...given }: PrepareStep) => {
  const { options, checks, isUploaded } = given;
  if (isUploaded && !client)
    refuseInput(
      "Connection",
      "Upload is true, and no connection is chosen.",
      "Choose one, or set Upload to false.",
    );
  const service = checks.service ?? serviceOf(client);
  const prepared = await prepareRows(action, given, service, nextTurn);
  const to = isUploaded ? client : undefined;
  const files = await handOverTrainingData(prepared, to, given.expiresAfterSeconds);
  return { ...prepared, files, method: options.method, service };
};
