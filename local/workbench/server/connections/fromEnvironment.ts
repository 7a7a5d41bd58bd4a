import {
  type Environment,
  type EnvironmentConnection,
  environmentConnection,
  fallbackFromEnvironment,
} from "../../../platform/environmentConnection";
import { UsageError } from "../../../platform/usageError";
import type { ShelvedConnection } from "./ShelvedConnection";
import { hiddenSpellings } from "./secretTexts";

/** The connections that the environment describes, and sentences on those that it describes in part. */
export const fromEnvironment = (
  environment: Environment,
): { found: ShelvedConnection[]; problems: string[] } => {
  const found: ShelvedConnection[] = [];
  const problems: string[] = [];
  const read = (
    id: string,
    label: string,
    describe: (environment: Environment) => EnvironmentConnection | undefined,
  ): void => {
    try {
      const described = describe(environment);
      if (!described) return;
      const { key, fields, description, secrets } = described;
      const hidden = hiddenSpellings(secrets);
      found.push({
        id,
        label,
        origin: "environment",
        description,
        entered: { key, fields },
        secrets: hidden,
      });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  };
  read("environment", "From the environment", environmentConnection);
  read("environment-fallback", "From the environment, fallback", fallbackFromEnvironment);
  return { found, problems };
};
