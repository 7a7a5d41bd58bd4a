import {
  anything,
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  openObject,
  orNull,
  type Shape,
  text,
} from "../../output/shape";
import type { thresholds } from "../../tasks/fineTuning/metrics/measureCurves";
import type { Cell } from "../../tasks/fineTuning/metrics/metricsRow";

const fileShape = objectOf({
  data: anything<Buffer>("The bytes"),
  contentType: text(),
  fileName: text(),
});

const nullableNumber = (description: string): Shape<number | null> => orNull(number(description));

const numbersShape = objectOf({
  trainingMetric: orNull(text("Such as train_loss")),
  validationMetric: orNull(text("Such as valid_loss")),
  finalTraining: nullableNumber("Average over the last tenth of the training points"),
  finalValidation: nullableNumber("The same of the validation points"),
  bestValidation: nullableNumber("The best of such averages"),
  validationToTraining: nullableNumber("finalValidation divided by finalTraining; of losses"),
  finalToBest: nullableNumber("finalValidation divided by bestValidation; of losses"),
  rewardGap: nullableNumber("finalTraining less finalValidation; of rewards"),
  tokenGrowth: nullableNumber("Reasoning tokens at the end divided by those at the beginning"),
  trainingPoints: number("Steps with the training metric"),
  validationPoints: number("Steps with the validation metric"),
  validationRows: nullableNumber("Rows of the validation file, counted up to 10"),
});

/** How a training went, as a step gives it. */
export const metricsShape = objectOf({
  state: text<"noResults" | "soFar" | "final" | "fileOnly">(
    "noResults, soFar, final, or fileOnly where no job was named",
  ),
  status: orNull(text("Status of the job, or null")),
  progress: orNull(text("What the job does or waits for, in a sentence")),
  overfits: text<"yes" | "no" | "unknown">("yes, no or unknown"),
  verdict: text("Why, with the numbers and the thresholds"),
  best: orNull(
    described(
      "The step with the lowest validation loss, else training loss; or with the highest reward",
      objectOf({ step: number(), by: text("The metric that it is judged by"), value: number() }),
    ),
  ),
  nearestCheckpoint: orNull(
    described(
      "The checkpoint nearest to the best step",
      objectOf({
        id: orNull(text("The checkpoint's own id")),
        model: orNull(text("Its name, by which it is deployed")),
        step: number(),
        distance: number("Steps from the best one"),
        isFinal: flag("True for the model that the job came to"),
      }),
    ),
  ),
  last: described("The last value of each metric", openObject<Record<string, number>>()),
  rows: described(
    "The steps, with a value for each column or null",
    listOf(openObject<{ step: number } & Record<string, Cell>>()),
  ),
  rowCount: number("Rows that were read"),
  columns: described(
    "The columns, by names that are the same on every service",
    listOf(
      objectOf({
        name: text(),
        spelling: text("Its name in the file"),
        measured: number("How many steps have a value"),
      }),
    ),
  ),
  source: orNull(text("result file, or events and checkpoints where there is none")),
  resultFileIds: described("The files that were looked at", listOf(text())),
  numbers: described("What the verdict rests on", numbersShape),
  thresholds: described("What the numbers are held against", openObject<typeof thresholds>()),
  chart: orNull(
    described(
      "The curves; null where nothing was measured",
      objectOf({
        png: described("The chart as a file", fileShape),
        svg: described("The same as an SVG file", fileShape),
        svgText: text("The text of that file, for a page or an e-mail"),
        description: text("What the chart shows, for who can't see it"),
      }),
    ),
  ),
  warning: orNull(text("What could not be read or was left out, or null")),
});

/** How a training went, as a step gives it. */
export type MetricsOutput = Of<typeof metricsShape>;
