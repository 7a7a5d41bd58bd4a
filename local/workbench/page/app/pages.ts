import { computed } from "@preact/signals";
import type { ComponentType } from "preact";
import { CataloguePage } from "../catalogue/CataloguePage";
import { route } from "./route";

/** One page of the workbench. */
export interface Page {
  key: string;
  label: string;
  load(): Promise<ComponentType>;
}

/** The pages, in the order of the navigation. The first comes with the frame, each other one when it is first opened. */
export const pages: readonly [Page, ...Page[]] = [
  {
    key: "catalogue",
    label: "Catalogue",
    load: async () => CataloguePage,
  },
  {
    key: "connections",
    label: "Connections",
    load: async () => (await import("../connections/ConnectionsPage")).ConnectionsPage,
  },
  { key: "run", label: "Run", load: async () => (await import("../run/RunPage")).RunPage },
  { key: "bulk", label: "Bulk", load: async () => (await import("../bulk/BulkPage")).BulkPage },
  {
    key: "endpoint",
    label: "Endpoint",
    load: async () => (await import("../endpoint/EndpointPage")).EndpointPage,
  },
  {
    key: "triggers",
    label: "Triggers",
    load: async () => (await import("../triggers/TriggersPage")).TriggersPage,
  },
  {
    key: "takeAlong",
    label: "Take along",
    load: async () => (await import("../takeAlong/TakeAlongPage")).TakeAlongPage,
  },
];

/** The page of the address; the first one where it names none. */
export const currentPage = computed(() => pages.find(({ key }) => key === route.value[0]) ?? pages[0]);
