import { useEffect, useState } from "preact/hooks";
import { type PartKind, partKinds } from "../../wire/catalogue";
import type { TakenAlong } from "../../wire/takenText";
import { post, sentenceOf } from "../app/api";
import { addressOf } from "../app/route";
import { formStateOf } from "../forms/formStore";
import { Problem } from "../parts/Problem";
import { TakenTexts } from "./TakenTexts";

interface PlannedTextsProps {
  kind: string;
  keyOfPart: string;
}

const pageOf = (kind: PartKind, key: string): string =>
  kind === "trigger" ? addressOf("triggers", key) : addressOf("run", kind, key);

/** What is entered in a form, as texts. */
export const PlannedTexts = ({ kind: named, keyOfPart: key }: PlannedTextsProps) => {
  const kind = partKinds.find((one) => one === named) ?? "action";
  const state = formStateOf(kind, key).value;
  const [taken, setTaken] = useState<TakenAlong | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  useEffect(() => {
    const asking = new AbortController();
    post<TakenAlong>("/api/takeAlong", { kind, key, ...state }, asking.signal).then(
      (told) => {
        setTaken(told);
        setProblem(undefined);
      },
      (error: unknown) => asking.signal.aborted || setProblem(sentenceOf(error)),
    );
    return () => asking.abort();
  }, [kind, key, state]);
  if (problem !== undefined) return <Problem sentence={problem} />;
  return (
    taken && (
      <TakenTexts taken={taken}>
        <a href={pageOf(kind, key)}>Show the form</a>
      </TakenTexts>
    )
  );
};
