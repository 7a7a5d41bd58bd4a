import type { ServiceWorkList } from "../../../wire/bulk";
import { useReread } from "./useReread";

const goesOn = ({ works }: ServiceWorkList): boolean => works.some(({ isRunning }) => isRunning);

/** The batches and jobs of a connection, read again as long as one of them goes on. */
export const useServiceWork = (connection: string) =>
  useReread<ServiceWorkList>(`/api/bulk/work?connection=${encodeURIComponent(connection)}`, goesOn);
