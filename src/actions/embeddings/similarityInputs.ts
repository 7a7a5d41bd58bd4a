import { input } from "@prismatic-io/spectral";
import { isEmpty } from "../../inputs/cleaners";
import { choiceInput, flagInput, numberInput } from "../../inputs/kinds";
import { refuseInput } from "../../text/InputError";

const example = "[[0.1, 0.2], [0.3, 0.4]]";

const vectorsInput = (words: { label: string; comments: string }) =>
  input({
    type: "data",
    required: true,
    placeholder: "Reference the output of Create Embeddings",
    example,
    ...words,
    clean: (value: unknown): unknown =>
      isEmpty(value)
        ? refuseInput(words.label, "it is empty.", "Reference the output of Create Embeddings.")
        : value,
  });

/** What is searched for. */
export const query = vectorsInput({
  label: "Query",
  comments: "One vector to search for, or many: the output of Create Embeddings, or lists of numbers.",
});

/** What is searched in. */
export const vectors = vectorsInput({
  label: "Vectors",
  comments:
    "What to search in: the output or a file of Create Embeddings, or a list of objects with an embedding.",
});

/** What the rows of a packed file are. */
export const vectorIndex = input({
  label: "Vector Index",
  type: "data",
  required: false,
  comments: "The index file of packed vectors.",
  placeholder: "Reference the index file",
  example: '{"model": "text-embedding-3-small", "dimensions": 1536, "count": 2}',
  clean: (value: unknown): unknown => (isEmpty(value) ? undefined : value),
});

/** How similarity is measured. */
export const measure = choiceInput({
  label: "Measure",
  default: "cosine",
  comments: "Cosine compares directions, the dot product lengths as well.",
  placeholder: "Choose a measure",
  example: "cosine",
  choices: { cosine: "Cosine", dot: "Dot product" },
});

const mostMatches = 1000;

/** How many are found for each query. */
export const topN = numberInput({
  label: "Top N",
  default: "5",
  comments: "Most matches for each query.",
  example: "5",
  range: { min: 1, max: mostMatches, isInteger: true },
});

/** How similar a match has to be. */
export const threshold = numberInput({
  label: "Threshold",
  comments: "Least similarity of a match. What is near differs by model.",
  example: "0.5",
  range: { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
});

/** Leaves out a query's own vector. */
export const skipSame = flagInput({
  label: "Skip Same Index",
  comments: "When true, a query is not matched with its own index, as in a list searched in itself.",
});
