import type { EndpointSettings } from "../../wire/endpoint";

const grouped = (value: number): string => value.toLocaleString("en-US");

const count = (value: number, one: string, many: string): string =>
  `${grouped(value)} ${value === 1 ? one : many}`;

const quotaWords = ({ quota }: EndpointSettings): string[] => {
  const { requestsPerMinute, tokensPerMinute } = quota;
  return [
    ...(requestsPerMinute === undefined
      ? []
      : [`${count(requestsPerMinute, "request", "requests")} a minute`]),
    ...(tokensPerMinute === undefined ? [] : [`${count(tokensPerMinute, "token", "tokens")} a minute`]),
  ];
};

const latencyWords = ({ latencyMs }: EndpointSettings): string[] => {
  if (latencyMs === null || latencyMs === 0) return [];
  return typeof latencyMs === "number"
    ? [`${grouped(latencyMs)} ms before each answer`]
    : [`${grouped(latencyMs.fromMs)} to ${grouped(latencyMs.toMs)} ms before each answer`];
};

const filterWords = ({ contentFilter: { share, next } }: EndpointSettings): string[] => [
  ...(share > 0 ? [`${Number((share * 100).toFixed(2))}% of prompts refused`] : []),
  ...(next > 0 ? [`the next ${count(next, "prompt", "prompts")} refused`] : []),
];

/** What applies to the local endpoint now. */
export const standingSentence = (settings: EndpointSettings, waitingFaults: number): string => {
  const retirements = Object.keys(settings.retirements).length;
  const words = [
    ...quotaWords(settings),
    ...latencyWords(settings),
    ...filterWords(settings),
    ...(retirements > 0 ? [count(retirements, "retirement date", "retirement dates")] : []),
    ...(waitingFaults > 0 ? [`${count(waitingFaults, "fault", "faults")} waiting`] : []),
  ];
  const said = words.join(", ") || "No limits, no waits, no faults";
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
};
