import { createHash, createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { Memory } from "../../text/Memory";
import { clock } from "../clock";
import { refuseField } from "../endpoint/FieldError";

/** A certificate with its private key, ready to sign with. */
interface SigningCertificate {
  /** The private key without a passphrase, then its certificate, then the chain. */
  pem: string;
  /** Lines of the private key, which are secret. */
  secrets: string[];
}

/** The headers of an encrypted key in the traditional format, which have to stand on lines of their own. */
const keyHeaders = /^\s*(Proc-Type: \S+)\s+(DEK-Info: \S+)\s+/;

/** One block of a PEM text. */
interface Block {
  type: string;
  text: string;
}

const blockOf = (type: string, content: string): Block => {
  const [headers = "", process, encryption] = keyHeaders.exec(content) ?? [];
  const lines =
    content
      .slice(headers.length)
      .replace(/\s+/g, "")
      .match(/.{1,64}/g) ?? [];
  const head = process && encryption ? [process, encryption, ""] : [];
  return { type, text: [`-----BEGIN ${type}-----`, ...head, ...lines, `-----END ${type}-----`].join("\n") };
};

/**
 * The blocks of a PEM text, from each BEGIN to the next END of the same type. A form's one-line field turns line
 * breaks into spaces or into \n.
 */
const blocksIn = (pasted: string): Block[] => {
  const text = pasted.replaceAll("\\n", "\n");
  const blocks: Block[] = [];
  let begin: { type: string; contentAt: number } | undefined;
  for (const marker of text.matchAll(/-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----/g)) {
    const [whole, which, type = ""] = marker;
    if (which === "BEGIN") begin = { type, contentAt: marker.index + whole.length };
    else if (begin?.type === type) {
      blocks.push(blockOf(type, text.slice(begin.contentAt, marker.index)));
      begin = undefined;
    }
  }
  return blocks;
};

const keyOf = (text: string, passphrase: string): KeyObject => {
  try {
    return createPrivateKey({ key: text, ...(passphrase && { passphrase }) });
  } catch {
    const isEncrypted = /ENCRYPTED/.test(text);
    if (isEncrypted && passphrase === "")
      return refuseField("Certificate Passphrase", "the private key is encrypted.", "Enter its passphrase.");
    return isEncrypted
      ? refuseField(
          "Certificate Passphrase",
          "it does not open the private key.",
          "Check it, or remove it from the key.",
        )
      : refuseField("Certificate", "its private key can't be read.", "Paste the whole PEM file again.");
  }
};

const certificateOf = (text: string): X509Certificate => {
  try {
    return new X509Certificate(text);
  } catch {
    return refuseField("Certificate", "it can't be read.", "Paste the whole PEM file again.");
  }
};

const checkTime = ({ validFromDate, validToDate }: X509Certificate): void => {
  const now = clock.now();
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  if (validToDate.getTime() <= now) {
    refuseField(
      "Certificate",
      `it expired on ${day(validToDate)}.`,
      "Upload a new one to the app registration, and paste it here.",
    );
  }
  if (validFromDate.getTime() > now)
    refuseField("Certificate", `it is not valid before ${day(validFromDate)}.`);
};

const parse = (pasted: string, passphrase: string): SigningCertificate => {
  const blocks = blocksIn(pasted);
  const key = blocks.find(({ type }) => type.endsWith("PRIVATE KEY"));
  const certificates = blocks
    .filter(({ type }) => type === "CERTIFICATE")
    .map(({ text }) => certificateOf(text));
  if (!key && certificates.length === 0) {
    refuseField(
      "Certificate",
      "this is not PEM text.",
      "Paste the certificate and its private key, each between BEGIN and END lines; openssl pkcs12 -in file.pfx -out file.pem makes them of a PFX file.",
    );
  }
  if (!key)
    return refuseField("Certificate", "the private key is missing.", "Paste it below the certificate.");
  if (certificates.length === 0)
    refuseField(
      "Certificate",
      "only the private key is here.",
      "Paste the certificate too, and its chain where it has one.",
    );
  const privateKey = keyOf(key.text, passphrase);
  if (privateKey.asymmetricKeyType !== "rsa")
    refuseField("Certificate", "Microsoft Entra takes RSA keys alone.");
  const own =
    certificates.find((certificate) => certificate.checkPrivateKey(privateKey)) ??
    refuseField(
      "Certificate",
      "the private key belongs to another certificate.",
      "Paste the two that belong together.",
    );
  checkTime(own);
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const chain = [own, ...certificates.filter((certificate) => certificate !== own)];
  return {
    pem: [pem, ...chain.map((certificate) => certificate.toString())].join("\n"),
    secrets: [...pem.split("\n"), ...key.text.split("\n")].filter((line) => /^[\w+/=]{32,}$/.test(line)),
  };
};

/** Far longer than a certificate with its key and a long chain. */
const longestPem = 200_000;

/** Parsed certificates, by a digest: decrypting a key is slow on purpose. */
const parsed = new Memory<SigningCertificate & { checkedUntilMs: number }>(20);
const recheckAfterMs = 60_000;

/**
 * Reads a PEM text that holds a certificate, its private key and, where it has one, its chain, in any order.
 * @throws FieldError that says what is missing, wrong or expired.
 */
export const readCertificate = (pasted: string, passphrase: string): SigningCertificate => {
  if (pasted.length > longestPem)
    refuseField(
      "Certificate",
      "it is longer than any certificate with its chain.",
      "Paste the PEM file alone.",
    );
  const digest = createHash("sha256").update(`${passphrase}\n${pasted}`).digest("base64");
  const known = parsed.get(digest);
  if (known && known.checkedUntilMs > clock.now()) return known;
  const certificate = parse(pasted, passphrase);
  parsed.set(digest, { ...certificate, checkedUntilMs: clock.now() + recheckAfterMs });
  return certificate;
};
