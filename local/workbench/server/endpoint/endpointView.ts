import { type EndpointView, faultServers, type SetFault } from "../../wire/endpoint";
import type { Workbench } from "../workbench";
import { standingSentence } from "./standingSentence";

/** The faults of all services, those of each in the order in which they are tried. */
const waitingFaults = ({ faults }: Workbench["world"]): SetFault[] =>
  faultServers.flatMap((server) => faults[server].list().map((fault) => ({ ...fault, server })));

const addressesOf = ({ connectionTo }: Workbench["world"]): EndpointView["addresses"] => {
  const { fields } = connectionTo("entra", "resourceManager");
  const { fields: unending } = connectionTo("v1", "unendingBatches");
  return [
    ["Endpoint", fields["endpoint"]],
    ["Endpoint whose work never ends", unending["endpoint"]],
    ["Azure Resource Manager", fields["managementHost"]],
    ["Content Safety", fields["contentSafetyEndpoint"]],
    ["Microsoft Entra", fields["authorityHost"]],
  ].map(([label, url]) => ({ label: String(label), url: String(url) }));
};

/** How the local endpoint stands. */
export const endpointView = ({ world }: Workbench): EndpointView => {
  const settings = world.controls.read();
  const faults = waitingFaults(world);
  const sentence = standingSentence(settings, faults.length);
  return { settings, faults, sentence, names: world.controls.names(), addresses: addressesOf(world) };
};
