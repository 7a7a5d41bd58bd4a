import type { ModelFile } from "../../inputs/modelFiles";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { splitText } from "../../text/splitText";
import type { Judge, Piece } from "./judge";

/** A text or an image of a step. */
export interface ModeratedItem {
  kind: "text" | "image";
  /** Place in its list. */
  index: number;
  /** The name of a file; null for a text. */
  name: string | null;
  content: string;
  /** Where it stands, for errors. */
  place: string;
}

/** A piece, and the item that it is of. */
export interface PlannedPiece extends Piece {
  item: number;
}

/** Characters of a piece (limit of Content Safety); what is longer is judged in several. */
const mostCharacters = 10_000;
/** Characters of a call with several texts. */
const mostInCall = 40_000;
const imageTokens = 1000;
/** The content filter is asked by a request whose answer is as short as may be. */
const answerTokens = 16;

/** All texts and images of a step, the texts first. */
export const moderatedItems = (texts: readonly string[], files: readonly ModelFile[]): ModeratedItem[] => [
  ...texts.map((content, index) => ({
    ...{ kind: "text" as const, index, name: null, content },
    place: `text ${index + 1}`,
  })),
  ...files.map(({ content, name, place }, index) => ({
    ...{ kind: "image" as const, index, name, content, place },
  })),
];

/** The pieces of an item; none for an empty text. */
export const piecesOf = async ({ kind, content }: ModeratedItem, item: number): Promise<PlannedPiece[]> => {
  if (kind === "image") return [{ kind, item, content, tokens: imageTokens }];
  if (content.trim() === "") return [];
  const parts = await splitText(content, mostCharacters, async ({ length }) => length);
  return parts
    .map(({ start, end }) => content.slice(start, end))
    .filter((part) => part.trim() !== "")
    .map((part) => ({ kind, item, content: part, tokens: estimateRequestTokens(part.length, answerTokens) }));
};

/** Divides pieces into calls: an image alone, texts together as far as the judge takes several. */
export const callsOf = (pieces: readonly PlannedPiece[], { mostTexts }: Judge): PlannedPiece[][] => {
  const calls: PlannedPiece[][] = [];
  let characters = 0;
  for (const piece of pieces) {
    const last = calls.at(-1);
    characters += piece.content.length;
    const isFull = !last || last.length >= mostTexts || characters > mostInCall;
    if (last && !isFull && piece.kind === "text" && last[0]?.kind === "text") last.push(piece);
    else {
      calls.push([piece]);
      characters = piece.content.length;
    }
  }
  return calls;
};
