import type { EndpointView } from "../../wire/endpoint";
import { CopyButton } from "../parts/CopyButton";

/** Where the local services listen. */
export const AddressList = ({ addresses }: Pick<EndpointView, "addresses">) => (
  <section aria-labelledby="addresses-heading" class="setting">
    <h2 id="addresses-heading">Addresses</h2>
    <ul class="plain-list">
      {addresses.map(({ label, url }) => (
        <li key={label}>
          <span class="grow">
            {label}
            <br />
            <span class="code" data-volatile>
              {url}
            </span>
          </span>
          <CopyButton label="Copy" text={() => url} />
        </li>
      ))}
    </ul>
    <p class="quiet">
      Their keys stay in the workbench. For other tools, <code>npm run endpoint</code> starts an endpoint and
      prints its address and key.
    </p>
  </section>
);
