import type { ComponentType } from "preact";

/** One page of the workbench. */
interface Page {
  key: string;
  label: string;
  load(): Promise<ComponentType>;
}

/** The pages, in the order of the navigation. Each is loaded when it is first opened. */
export const pages: readonly Page[] = [
  {
    key: "catalogue",
    label: "Catalogue",
    load: async () => (await import("../catalogue/CataloguePage")).CataloguePage,
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
