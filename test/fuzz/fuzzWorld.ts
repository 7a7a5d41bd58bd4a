import { findCase, type PartKind } from "../../local/cases/loadCase";
import { type CaseWorld, startCaseWorld } from "../../local/cases/world";
import { connectionValue } from "../../local/platform/connection";
import { component } from "../cases/parts";
import { type MutatingServer, startMutatingServer } from "./mutatingServer";
import type { Random } from "./strangeValues";

/** Everything that the steps of cases call, behind servers that can make the answers strange. */
export interface FuzzWorld {
  world: CaseWorld;
  /** A connection for a part: a key, or a service principal where it needs Azure Resource Manager, or where that is asked for. */
  connectionFor(kind: PartKind, key: string, way?: "v1" | "entra"): ReturnType<typeof connectionValue>;
  /** Draws what becomes of the answers from now on, or of those of one server; undefined leaves all as they are. */
  makeStrange(random: Random | undefined, of?: "manager"): void;
  close(): Promise<void>;
}

/** Each look at the component's connections converts them: this copy has them once. */
const converted = { ...component };

/** However many cases there are, what they leave behind refuses none. */
const unlimited = {
  deploymentLimits: { standard: Number.POSITIVE_INFINITY, fineTuned: Number.POSITIVE_INFINITY },
  quotas: { defaultLimit: 1_000_000_000 },
};

/** Starts the world of the cases behind mutating servers. Trust the local certificate in the test. */
export const startFuzzWorld = async (): Promise<FuzzWorld> => {
  const manager = await startMutatingServer("https://localhost:1");
  const world = await startCaseWorld(
    { batches: { durationMs: 0 }, fineTuning: { maximumJobs: Number.POSITIVE_INFINITY } },
    { audiences: [manager.url], pageSize: 10, ...unlimited },
  );
  const endpoint = await startMutatingServer(world.endpointFor().url);
  const unending = await startMutatingServer(world.endpointFor("unendingBatches").url);
  manager.target = String(world.connectionTo("entra").fields["managementHost"]);
  const fronts: MutatingServer[] = [manager, endpoint, unending];
  for (const front of fronts) {
    front.others.push(...fronts);
    world.endpointFor().entra?.addResource(front.url);
  }
  const frontOf = (value: unknown): unknown => fronts.find(({ target }) => target === value)?.url ?? value;
  return {
    world,
    connectionFor: (kind, key, way = "v1") => {
      const needs = findCase(kind, key)?.needs;
      const entered = world.connectionTo(needs === "resourceManager" ? "entra" : way, needs);
      const fields = Object.entries(entered.fields).map(([name, value]) => [name, frontOf(value)] as const);
      return connectionValue(converted, { ...entered, fields: Object.fromEntries(fields) });
    },
    makeStrange: (random, of) => {
      for (const front of of === "manager" ? [manager] : fronts) front.random = random;
    },
    close: async () => {
      await Promise.all([world, ...fronts].map((server) => server.close()));
    },
  };
};
