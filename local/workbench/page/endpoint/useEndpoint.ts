import { useEffect, useState } from "preact/hooks";
import type { EndpointView } from "../../wire/endpoint";
import { get, post, sentenceOf } from "../app/api";
import { useLoaded } from "../parts/useLoaded";

/** Has the server change something of the local endpoint. Gives the sentence of what it refused. */
export type SendChange = (path: string, body?: unknown) => Promise<string | undefined>;

/** A quota fills by itself, which is looked at so often, in milliseconds. */
const refillMs = 1000;

/** Looks at a quota until it is full again. */
const useRefill = (view: EndpointView | undefined, take: (view: EndpointView) => void): void => {
  const isRefilling = view?.settings.quotaLeft.some(({ resetMs }) => resetMs > 0) === true;
  useEffect(() => {
    if (!isRefilling) return undefined;
    // What keeps the server from answering is said by whatever else is asked.
    const look = () => void get<EndpointView>("/api/endpoint").then(take, () => undefined);
    const timer = setInterval(look, refillMs);
    return () => clearInterval(timer);
  }, [isRefilling, take]);
};

/** How the local endpoint stands, and the way to change it. */
export const useEndpoint = (): { view?: EndpointView; problem?: string; send: SendChange } => {
  const { value, problem } = useLoaded<EndpointView>("/api/endpoint", ["endpoint", "exchanges"]);
  const [view, setView] = useState<EndpointView | undefined>(undefined);
  useEffect(() => {
    if (value) setView(value);
  }, [value]);
  useRefill(view, setView);
  const send: SendChange = async (path, body) => {
    try {
      setView(await post<EndpointView>(`/api/endpoint/${path}`, body));
      return undefined;
    } catch (error) {
      return sentenceOf(error);
    }
  };
  return { ...(view && { view }), ...(problem !== undefined && { problem }), send };
};
