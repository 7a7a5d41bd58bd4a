import { refuseField } from "./FieldError";

/** An example of a resource's endpoint, for refusals. */
export const examples = "for example https://my-resource.openai.azure.com";

const longestAddress = 2000;

/** Texts that are often pasted into the wrong field, and what to enter in place of each. */
const wrongBox: ReadonlyArray<readonly [form: RegExp, problem: string, mend: string]> = [
  [
    /^(sk-\S{16,}|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{32,})$/i,
    "this looks like an API key.",
    `Enter the key under API Key, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^(Bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
    "this looks like an access token.",
    `Enter the token on a Microsoft Entra Access Token connection, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^[\w.-]*~[\w.~-]*$/,
    "this looks like a client secret.",
    `Enter it under Client Secret of a service principal, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^-----BEGIN /,
    "this is a certificate or a private key.",
    `Enter it under Certificate of a service principal, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    "this is the id of a tenant, an app or a subscription.",
    `Enter the resource's endpoint, ${examples}.`,
  ],
  [
    /^[^\s/@:]+@[^\s/@:]+\.[a-z]+$/i,
    "this is an e-mail address.",
    `Enter the resource's endpoint, ${examples}.`,
  ],
  [
    /^(v1|preview|latest|\d{4}-\d{2}-\d{2}(-preview)?)$/i,
    "this is a version.",
    `Enter it under API Version, and here the resource's endpoint, ${examples}.`,
  ],
];

/**
 * Refuses a text that belongs into another field.
 * @throws FieldError that names the other field.
 */
export const checkBox = (field: string, text: string): void => {
  if (text.length > longestAddress)
    refuseField(field, "it is longer than any address.", `Enter the resource's endpoint, ${examples}.`);
  const mistake = wrongBox.find(([form]) => form.test(text));
  if (mistake) refuseField(field, mistake[1], mistake[2]);
  const account = /\/providers\/Microsoft\.CognitiveServices\/accounts\/([^/\s]{1,100})/i.exec(text)?.[1];
  if (account)
    refuseField(
      field,
      "this is the id of a resource, not its address.",
      `The address is probably https://${account.toLowerCase()}.openai.azure.com; Keys and Endpoint of the resource shows it.`,
    );
};
