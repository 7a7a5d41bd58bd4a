import { useEffect, useRef, useState } from "preact/hooks";
import type { Choice } from "../../../wire/formInput";
import { sentenceOf } from "../../app/api";

/** Where choices come from. */
export interface ChoiceSource {
  /** The choices are asked for anew when this is another one. */
  key: string;
  load(signal: AbortSignal): Promise<readonly Choice[]>;
}

/** Choices, or why there are none. */
export interface LoadedChoices {
  choices: readonly Choice[];
  isLoading: boolean;
  problem?: string;
}

/** Choices as long as they are wanted. They are asked for each time that this begins. */
export const useChoices = (source: ChoiceSource, isWanted: boolean): LoadedChoices => {
  const [loaded, setLoaded] = useState<LoadedChoices>({ choices: [], isLoading: false });
  const latest = useRef(source);
  latest.current = source;
  const { key } = source;
  useEffect(() => {
    if (!isWanted || key === "") return undefined;
    const asked = new AbortController();
    setLoaded(({ choices }) => ({ choices, isLoading: true }));
    latest.current.load(asked.signal).then(
      (choices) => asked.signal.aborted || setLoaded({ choices, isLoading: false }),
      (error: unknown) =>
        asked.signal.aborted || setLoaded({ choices: [], isLoading: false, problem: sentenceOf(error) }),
    );
    return () => asked.abort();
  }, [key, isWanted]);
  return loaded;
};
