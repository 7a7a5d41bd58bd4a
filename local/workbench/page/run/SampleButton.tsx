import { useState } from "preact/hooks";
import type { Part } from "../../wire/catalogue";
import type { Sample } from "../../wire/sample";
import { post, sentenceOf } from "../app/api";
import type { FormState } from "../forms/FormState";
import { announce } from "../parts/announce";

interface SampleButtonProps {
  part: Part;
  onFill(state: FormState): void;
  onProblem(sentence: string | undefined): void;
}

interface SampleChoiceProps {
  forms: number;
  /** 0 for the least form. */
  choice: number;
  onChoose(choice: number): void;
}

const SampleChoice = ({ forms, choice, onChoose }: SampleChoiceProps) => (
  <select
    aria-label="Sample"
    class="sample-choice"
    value={String(choice)}
    onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
  >
    <option value="0">least</option>
    {Array.from({ length: forms }, (_, index) => (
      <option key={index} value={String(index + 1)}>
        full {index + 1}
      </option>
    ))}
  </select>
);

/** Fills in a sample of the part's case, once everything is made that it needs. */
export const SampleButton = ({
  part: { kind, key, sampleForms = 0 },
  onFill,
  onProblem,
}: SampleButtonProps) => {
  const [choice, setChoice] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const fill = async (): Promise<void> => {
    setIsBusy(true);
    onProblem(undefined);
    try {
      const { form, connections } = await post<Sample>("/api/samples", {
        kind,
        key,
        choice: choice === 0 ? "least" : choice,
      });
      onFill({ form, connections });
      announce("The sample is filled in.");
    } catch (error) {
      onProblem(sentenceOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void fill()}>
        {isBusy ? "Preparing …" : "Fill in sample"}
      </button>
      <SampleChoice forms={sampleForms} choice={choice} onChoose={setChoice} />
    </>
  );
};
