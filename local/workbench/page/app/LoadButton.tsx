import { useState } from "preact/hooks";
import { post, sentenceOf } from "./api";
import { serverState } from "./serverState";

/** Loads the component again. What comes of it is told to all pages. */
export const LoadButton = ({ label }: { label: string }) => {
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string>();
  const load = async (): Promise<void> => {
    setLoading(true);
    setProblem(undefined);
    await post("/api/component/load").catch((error: unknown) => setProblem(sentenceOf(error)));
    setLoading(false);
  };
  return (
    <>
      <button type="button" disabled={isLoading} onClick={load}>
        {isLoading ? "Loading …" : label}
      </button>
      {problem !== undefined && serverState.value === "answering" && <span class="quiet">{problem}</span>}
    </>
  );
};
