import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ActionContext, Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { UsageError } from "./usageError";

/** The bundle that the platform gets. */
export const bundlePath = join(__dirname, "../../dist/index.js");

/** An action or a data source of the bundle, cleaners and hooks included. */
export interface Operation {
  kind: "action" | "dataSource";
  key: string;
  label: string;
  description: string;
  inputs: Input[];
  perform(context: ActionContext, params: Record<string, unknown>): Promise<unknown>;
}

/**
 * Loads the built component.
 * @throws UsageError when it has not been built.
 */
export const loadComponent = (path = bundlePath): Component => {
  if (!existsSync(path)) throw new UsageError("There is no dist/index.js yet: run `npm run build` first.");
  const { default: component } = createRequire(path)(path) as { default: Component };
  return component;
};

/** Everything that can be run, actions first. */
export const operationsOf = ({ actions, dataSources }: Component): Operation[] => [
  ...Object.values(actions).map(
    ({ key, display, inputs, perform }): Operation => ({
      kind: "action",
      key,
      ...display,
      inputs,
      perform: (context, params) => perform(context, params),
    }),
  ),
  ...Object.values(dataSources).map(
    ({ key, display, inputs, perform }): Operation => ({
      kind: "dataSource",
      key,
      ...display,
      inputs,
      perform: (context, params) => perform(context, params),
    }),
  ),
];
