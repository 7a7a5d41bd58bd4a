import type { EndpointQuota, EndpointSettings } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { QuotaLimit } from "./QuotaLimit";

const requestStops = [1, 2, 3, 5, 10, 20, 30, 60, 100, 200, 300, 600, 1000, 2000, 6000];
const tokenStops = [100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 100_000, 240_000, 1_000_000];

const headerStyles = [
  ["", "As the API does"],
  ["azure", "Azure"],
  ["openai", "OpenAI"],
  ["retryAfterOnly", "Retry-After alone"],
  ["none", "None"],
] as const;

interface QuotaSettingProps {
  settings: EndpointSettings;
  send: SendChange;
}

/** What is let through in a minute, and how the endpoint tells. */
export const QuotaSetting = ({ settings: { quota, quotaLeft }, send }: QuotaSettingProps) => {
  const { problem, change } = useSending(send);
  const set = (more: { [Key in keyof EndpointQuota]: unknown }): Promise<boolean> =>
    change("settings", { quota: { ...quota, ...more } });
  const leftOf = (name: string) => quotaLeft.find((left) => left.name === name);
  return (
    <section aria-labelledby="quota-heading" class="setting">
      <h2 id="quota-heading">Quota per minute</h2>
      <QuotaLimit
        {...{ label: "Requests", unit: "requests", value: quota.requestsPerMinute, preset: 60 }}
        stops={requestStops}
        left={leftOf("requests")}
        onEnter={(requestsPerMinute) => set({ requestsPerMinute })}
      />
      <QuotaLimit
        {...{ label: "Tokens", unit: "tokens", value: quota.tokensPerMinute, preset: 10_000 }}
        stops={tokenStops}
        left={leftOf("tokens")}
        onEnter={(tokensPerMinute) => set({ tokensPerMinute })}
      />
      <label class="inline-field">
        Headers
        <select
          value={quota.headers ?? ""}
          onChange={({ currentTarget }) => void set({ headers: currentTarget.value || null })}
        >
          {headerStyles.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
