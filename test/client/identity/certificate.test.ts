import { createPrivateKey } from "node:crypto";
import { readCertificate } from "../../../src/client/identity/certificate";
import { useTestClock } from "../../support/hooks";
import {
  type AppCertificate,
  fingerprintOf,
  firstCertificateIn,
  linesOf,
  makeAppCertificate,
  makeIssuedCertificate,
} from "./pem";

const passphrase = "correct horse battery staple";
const cipher = "aes-256-cbc";

const clock = useTestClock();
let authority: AppCertificate;
let own: AppCertificate;

beforeAll(async () => {
  authority = await makeAppCertificate({ name: "local authority" });
  own = await makeIssuedCertificate(authority);
});

const exported = (type: "pkcs1" | "pkcs8", encryption: object = {}): string =>
  own.key.export({ type, format: "pem", ...encryption }).toString();

const expectOwn = (pasted: string, phrase = "") => {
  const { pem } = readCertificate(pasted, phrase);
  expect(createPrivateKey(pem).equals(own.key)).toBe(true);
  expect(firstCertificateIn(pem)).toBe(fingerprintOf(own));
  return pem;
};

const certificateCount = (pem: string) => pem.match(/BEGIN CERTIFICATE/g)?.length;

type Form = (key: string, certificate: string, issuer: string) => string;
const arrangements: Array<[what: string, form: Form, certificates: number]> = [
  ["the certificate first", (key, certificate) => certificate + key, 1],
  ["the key first", (key, certificate) => key + certificate, 1],
  ["the chain in its order", (key, certificate, issuer) => certificate + issuer + key, 2],
  ["the issuer before the certificate", (key, certificate, issuer) => key + issuer + certificate, 2],
  ["the key between the two", (key, certificate, issuer) => issuer + key + certificate, 2],
];

describe("a PEM text", () => {
  it.each(arrangements)("with %s is read, the application's own certificate first", (_what, form, count) => {
    const pem = expectOwn(form(own.keyPem, own.certificatePem, authority.certificatePem));
    expect(certificateCount(pem)).toBe(count);
  });

  const damages: Array<[what: string, damage: (text: string) => string]> = [
    ["as it is", (text) => text],
    ["with Windows line breaks", (text) => text.replaceAll("\n", "\r\n")],
    ["with spaces for line breaks", (text) => text.replaceAll("\n", " ")],
    ["with \\n spelled out", (text) => text.replaceAll("\n", "\\n")],
    [
      "with the text of openssl pkcs12 around",
      (text) =>
        `Bag Attributes\n    friendlyName: app\nKey Attributes: <No Attributes>\n${text}subject=CN = app\n`,
    ],
  ];
  const keys: Array<[what: string, key: () => string, phrase: string]> = [
    ["a PKCS#8 key", () => exported("pkcs8"), ""],
    ["a PKCS#1 key", () => exported("pkcs1"), ""],
    ["an encrypted PKCS#8 key", () => exported("pkcs8", { cipher, passphrase }), passphrase],
    ["a traditional encrypted key", () => exported("pkcs1", { cipher, passphrase }), passphrase],
  ];
  describe.each(damages)("%s", (_damage, damage) => {
    it.each(keys)("is read with %s", (_what, key, phrase) => {
      expectOwn(damage(`${own.certificatePem}${key()}${authority.certificatePem}`), phrase);
    });
  });

  it.each(keys.slice(0, 3))("is read with %s whose lines are indented, or one", (_what, key, phrase) => {
    expectOwn(`${key()}${own.certificatePem}`.replaceAll("\n", "\n\t"), phrase);
    expectOwn(`${key()}${own.certificatePem}`.replaceAll("\n", ""), phrase);
  });

  it("whose key is open needs no passphrase, and one too many does no harm", () => {
    expectOwn(own.keyPem + own.certificatePem, passphrase);
  });

  it("gives up its key's passphrase: what is handed on has none", () => {
    const pem = expectOwn(exported("pkcs8", { cipher, passphrase }) + own.certificatePem, passphrase);
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(pem).not.toContain("ENCRYPTED");
  });

  it("names every long line of its key as a secret, as pasted and as handed on", () => {
    const encrypted = exported("pkcs8", { cipher, passphrase });
    const { secrets } = readCertificate(own.certificatePem + encrypted, passphrase);
    expect(secrets).toEqual(expect.arrayContaining(linesOf(own.keyPem, encrypted)));
    expect(secrets).not.toEqual(expect.arrayContaining(linesOf(own.certificatePem).slice(0, 1)));
  });

  it("is opened once a minute at most, and again when its passphrase is another", () => {
    const pasted = exported("pkcs8", { cipher, passphrase }) + own.certificatePem;
    readCertificate(pasted, passphrase);
    const kept = readCertificate(pasted, passphrase);
    clock.advance(59_000);
    expect(readCertificate(pasted, passphrase)).toBe(kept);
    expect(() => readCertificate(pasted, "another")).toThrow("Certificate Passphrase: it does not open");
    clock.advance(1000);
    expect(readCertificate(pasted, passphrase)).not.toBe(kept);
  });
});
