import { mendFormat } from "./formatMends";
import { mendInclude } from "./includeMends";
import type { Body, FindMends, Mend, RefusedRequest } from "./mend";
import { mendAnswers, mendCallIds, mendContents, mendRole } from "./messageMends";
import type { RefusedParameters } from "./readNamedParameters";
import { isAboutElse } from "./refusalWords";
import { mendSettings } from "./settingMends";
import { mendTokenLimit } from "./tokenLimitMends";
import { isToolsBesideReasoning, mendToolEffort } from "./toolMends";

const kinds: readonly FindMends[] = [
  mendRole,
  mendContents,
  mendAnswers,
  mendCallIds,
  mendFormat,
  mendInclude,
  mendTokenLimit,
  mendSettings,
];

const mendsOf = (refused: RefusedParameters, request: RefusedRequest): Mend[] => {
  if (isAboutElse(refused.sentence)) return [];
  if (isToolsBesideReasoning(refused.sentence)) return mendToolEffort(refused, request);
  return kinds.flatMap((kind) => kind(refused, request));
};

const hasDataSources = (body: Body): boolean => body["data_sources"] !== undefined;

/** A mend of requests with data sources alone: beside those, Azure refuses what it takes without them. */
const besideDataSources = (mend: Mend): Mend => ({
  ...mend,
  about: `${mend.about} beside data sources`,
  apply: (body) => (hasDataSources(body) ? mend.apply(body) : undefined),
});

/** The changes that a refusal asks for; none where it names nothing that was sent and may be changed. */
export const findMends = (refused: readonly RefusedParameters[], request: RefusedRequest): Mend[] => {
  const mends = refused.flatMap((entry) => mendsOf(entry, request));
  return hasDataSources(request.sent) ? mends.map(besideDataSources) : mends;
};
