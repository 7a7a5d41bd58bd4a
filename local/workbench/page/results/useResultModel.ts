import { useEffect, useMemo, useState } from "preact/hooks";
import { sentenceOf } from "../app/api";
import { ResultModel } from "./ResultModel";

/** A value on the server, which is drawn again as more of it comes. */
export const useResultModel = (
  address: string,
  name: string,
): { model: ResultModel; problem: string | undefined } => {
  const [, setTick] = useState(0);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const model = useMemo(
    () =>
      new ResultModel(
        address,
        name,
        () => setTick((tick) => tick + 1),
        (error) => setProblem(sentenceOf(error)),
      ),
    [address, name],
  );
  useEffect(() => {
    setProblem(undefined);
    void model.start();
  }, [model]);
  return { model, problem };
};
