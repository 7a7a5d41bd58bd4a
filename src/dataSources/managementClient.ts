import { canManage, createManagementClient, type ListClient } from "../client/createListClient";
import type { StepContext } from "../client/createStep";
import type { ConnectionValue } from "../client/identity/credential";
import { formTime } from "./formTime";

/**
 * Azure Resource Manager for a picker that can't do without it.
 * @throws Error that names the connection it needs, before anything is sent.
 */
export const requireManagement = (
  context: StepContext,
  label: string,
  connection: ConnectionValue,
): ListClient => {
  if (!canManage(connection)) {
    throw new Error(
      `${label}: Azure Resource Manager lists these for a Microsoft Entra Service Principal connection alone. Choose such a connection, or type the value.`,
    );
  }
  return createManagementClient(context, { action: label, connection, requestOptions: formTime });
};
