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

/** Fills in a sample of the part's case, once everything is made that it needs. */
export const SampleButton = ({ part: { kind, key }, onFill, onProblem }: SampleButtonProps) => {
  const [forms, setForms] = useState(1);
  const [choice, setChoice] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const fill = async (): Promise<void> => {
    setIsBusy(true);
    onProblem(undefined);
    try {
      const {
        form,
        connections,
        forms: count,
      } = await post<Sample>("/api/samples", {
        kind,
        key,
        choice: choice === 0 ? "least" : choice,
      });
      setForms(count);
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
      <select
        aria-label="Sample"
        class="sample-choice"
        value={String(choice)}
        onChange={({ currentTarget }) => setChoice(Number(currentTarget.value))}
      >
        <option value="0">least</option>
        {Array.from({ length: forms }, (_, index) => (
          <option key={index} value={String(index + 1)}>
            full {index + 1}
          </option>
        ))}
      </select>
    </>
  );
};
