/** What the words before a number say of it. */
export type NumberMeaning = "phone" | "other" | undefined;

const phoneWords = new Set(
  (
    "phone phones telephone cellphone smartphone tel tél telefon telefonnummer telefono telefone telefoon " +
    "teléfono téléphone cell mobile mobil mobilnummer mobiltelefon móvil movil celular cellulare telemóvel handy " +
    "handynummer rufnummer fax telefax faxnummer whatsapp sms ph gsm тел телефон телефона моб мобильный факс 电话 电话号码 " +
    "手机 手机号 手机号码 電話 電話番号 電話號碼 携帯 携帯電話 手機 전화 전화번호 휴대폰 هاتف الهاتف جوال"
  ).split(" "),
);

const otherWords = new Set(
  (
    "order invoice ref reference id ticket case build version isbn sku article item account customer serial " +
    "tracking contract policy license date born bestellnummer bestellung rechnung rechnungsnummer auftrag " +
    "auftragsnummer kundennummer artikelnummer vertragsnummer vorgang datum geboren commande facture pedido " +
    "factura ordine fattura bsn ssn vat ean gtin zip plz"
  ).split(" "),
);

/** How far words before a number are read, in characters, and how many of them count. */
const farthest = 40;
const mostWords = 3;

/** Says by the words right before an index, on the same line and behind any other number, what a number there is. */
export const meaningOfNumber = (text: string, index: number): NumberMeaning => {
  const line = text.slice(Math.max(0, index - farthest), index).split(/[\n\r;\p{N}]/u);
  const words = (line.at(-1) ?? "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "")
    .slice(-mostWords);
  const said = words.findLast((word) => phoneWords.has(word) || otherWords.has(word));
  if (said === undefined) return undefined;
  return phoneWords.has(said) ? "phone" : "other";
};
