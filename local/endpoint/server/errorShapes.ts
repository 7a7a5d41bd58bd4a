import { randomUUID } from "node:crypto";

/** The fields of a standard error, each null when the service has nothing to say. */
export interface StandardErrorFields {
  message: string;
  type?: string | null;
  param?: string | null;
  code?: string | null;
}

/** Shape A: the body that OpenAI and most Azure inference routes answer. */
export const standardError = ({ message, type, param, code }: StandardErrorFields) => ({
  error: { message, type: type ?? "invalid_request_error", param: param ?? null, code: code ?? null },
});

/** Shape B: the Azure gateway, whose code is often the status as text. */
export const gatewayError = (code: string, message: string) => ({ error: { code, message } });

/** Shape C: API Management and token checks, flat and without an `error` object. */
export const flatError = (statusCode: number, message: string) => ({ statusCode, message });

const blockedCategories = {
  hate: { filtered: false, severity: "safe" },
  jailbreak: { filtered: false, detected: false },
  self_harm: { filtered: false, severity: "safe" },
  sexual: { filtered: false, severity: "safe" },
  violence: { filtered: true, severity: "high" },
};

const blockedPrompt =
  "The prompt was refused because it triggered the content management policy of this resource. Change the prompt and try again.";

/** Shape D: a chat prompt stopped by the content filter (`innererror`, `content_filter_result`). */
export const chatContentFilterError = (results: object = blockedCategories) => ({
  error: {
    message: blockedPrompt,
    type: null,
    param: "prompt",
    code: "content_filter",
    status: 400,
    innererror: { code: "ResponsibleAIPolicyViolation", content_filter_result: results },
  },
});

/** Shape E: the dated and image variant (`inner_error`, `content_filter_results`, a revised prompt). */
export const imageContentFilterError = (
  code: "contentFilter" | "content_policy_violation" = "contentFilter",
  results: object = blockedCategories,
) => ({
  error: {
    code,
    message: blockedPrompt,
    inner_error: {
      code: "ResponsibleAIPolicyViolation",
      content_filter_results: results,
      revised_prompt: "A calm landscape",
    },
  },
});

/** Shape F: the Responses API (`content_filters`, one entry for each source that was looked at). */
export const responsesContentFilterError = (results: object = blockedCategories) => ({
  error: {
    message: blockedPrompt,
    type: "invalid_request_error",
    param: "prompt",
    code: "content_filter",
    content_filters: [
      {
        blocked: true,
        source_type: "prompt",
        content_filter_results: results,
        content_filter_offsets: { start_offset: 0, end_offset: 9, check_offset: 0 },
      },
    ],
  },
});

/** The content filter's refusal in the shape asked for. */
export const contentFilterError = (shape: "D" | "E" | "F") => {
  if (shape === "D") return chatContentFilterError();
  return shape === "E" ? imageContentFilterError() : responsesContentFilterError();
};

/** Shape G: the control plane (ARM), whose details may hold the true reason. */
export const controlPlaneError = (
  code: string,
  message: string,
  details: { code: string; message: string }[] = [],
) => ({ error: { code, message, details } });

/** Shape H: the token endpoint of Microsoft Entra. */
export const entraError = (error: string, aadstsCode: number, sentence: string, nowMs = Date.now()) => {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = new Date(nowMs)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  return {
    error,
    error_description: `AADSTS${aadstsCode}: ${sentence} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [aadstsCode],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${aadstsCode}`,
  };
};

/** OpenAI's refusal when the account's billing is exhausted: waiting does not help. */
export const insufficientQuotaError = () =>
  standardError({
    message: "You exceeded your current quota, please check your plan and billing details.",
    type: "insufficient_quota",
    code: "insufficient_quota",
  });

/** Azure's answer for a deployment that the resource does not have. */
export const deploymentNotFoundError = () => {
  return gatewayError(
    "DeploymentNotFound",
    "The API deployment for this resource does not exist. If it was created within the last 5 minutes, wait a moment and try again.",
  );
};

/** Azure's answer for a deployment that was paused, with the status 423. The service documents the status alone. */
export const deploymentPausedError = () =>
  gatewayError("Locked", "The deployment is paused. Resume it to run inference on it.");

/** Azure's answer for a deployment whose model was retired, with the status 410. */
export const modelDeprecatedError = () =>
  gatewayError(
    "ModelDeprecated",
    "The model of the deployment is deprecated and no longer available for use. Choose another model.",
  );

/** OpenAI's answer for a model that was retired, with the status 404. */
export const modelShutDownError = (model: string) =>
  standardError({ message: `The model \`${model}\` has been deprecated.`, code: "model_not_found" });

/** Azure's answer for a path or an api-version that it does not know. */
export const resourceNotFoundError = () => gatewayError("404", "Resource not found");

/** Azure's refusal of an identity without a role for the action: 401, not 403. */
export const permissionDeniedError = (action: string, method: string, operation: string) =>
  gatewayError(
    "PermissionDenied",
    `The principal lacks the required data action \`${action}\` to perform \`${method} ${operation}\` operation.`,
  );

/** Azure's refusal of any key on a resource that takes Entra tokens alone. */
export const authenticationTypeDisabledError = () => {
  return gatewayError(
    "AuthenticationTypeDisabled",
    "Key based authentication is disabled for this resource.",
  );
};

/** Azure's refusal of a caller who is outside the network that the resource allows. */
export const networkError = (rule: "firewall" | "privateOnly") =>
  gatewayError(
    "403",
    rule === "firewall"
      ? "Access denied due to Virtual Network/Firewall rules."
      : "Public access is disabled. Please configure private endpoint.",
  );
