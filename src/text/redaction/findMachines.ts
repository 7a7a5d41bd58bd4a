import { type Finder, isPartOfMore, isWordBefore } from "./find";

const ipv4 = /\d{1,3}(?:\.\d{1,3}){3}/g;
const ipv6Characters = /[0-9a-f:.]+/gi;
const zone = /^%[\w.-]{1,32}/;
const longestZone = 33;
const longestIpv6 = 45;

/** The end of a label such as `IPv6:` or `node:`, which may be of hexadecimal digits. */
const labelEnd = /^[0-9a-f]*:(?!:)/i;

/** Six pairs of hexadecimal digits, or three groups of four, that do not begin within a word. */
const mac =
  /(?:(?<![\p{L}\p{M}\p{N}_])|(?<=\\[nrt]))(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})/giu;
/** A group before a MAC address, of which it is then a part. */
const groupBefore = /(?<![\p{L}\p{M}\p{N}_])(?:[0-9a-f]{2}[:-]|[0-9a-f]{4}\.)$/iu;

/** Pairs between hyphens and groups between dots may be dates and numbers; with a letter they are none. */
const isMac = (found: string): boolean => found.includes(":") || /[a-f]/i.test(found);

/** The IPv6 address within characters that one may have, and how many of them stand before it. */
const ipv6In = (run: string): { address: string; skipped: number } | undefined => {
  const skipped = /^(?::(?!:)|\.+)/.exec(run)?.[0].length ?? 0;
  let address = run.slice(skipped, skipped + longestIpv6 + 2);
  while (/\.$|(?<!:):$/.test(address)) address = address.slice(0, -1);
  const isAddress =
    address.length <= longestIpv6 &&
    /:.*:/.test(address) &&
    /\d/.test(address) &&
    URL.canParse(`http://[${address}]/`);
  return isAddress ? { address, skipped } : undefined;
};

const zoneEnd = (text: string, end: number): number =>
  end + (zone.exec(text.slice(end, end + longestZone))?.[0].length ?? 0);

/** Finds addresses of machines: IPv4, IPv6 and MAC. */
export const findMachines: Finder = function* (text) {
  for (const { 0: found, index: start } of text.matchAll(ipv4)) {
    const place = { start, end: start + found.length };
    const isAddress = found.split(".").every((part) => Number(part) < 256) && !isPartOfMore(text, place);
    if (isAddress) yield { kind: "ipAddress", ...place };
  }
  for (const { 0: run, index } of text.matchAll(ipv6Characters)) {
    const label = isWordBefore(text, index) ? (labelEnd.exec(run)?.[0].length ?? 0) : 0;
    const found = run.length > 2 ? ipv6In(run.slice(label)) : undefined;
    if (!found) continue;
    const start = index + label + found.skipped;
    const end = start + found.address.length;
    const joined = { joinedBefore: label > 0 ? "-." : "-.:", joinedAfter: "-.:" };
    if (!isPartOfMore(text, { start, end }, joined))
      yield { kind: "ipAddress", start, end: zoneEnd(text, end) };
  }
  for (const { 0: found, index: start } of text.matchAll(mac)) {
    const place = { start, end: start + found.length };
    const isPart = groupBefore.test(text.slice(Math.max(0, start - 6), start));
    const joined = { joinedBefore: "-.", joinedAfter: "-.:" };
    if (isMac(found) && !isPart && !isPartOfMore(text, place, joined)) yield { kind: "macAddress", ...place };
  }
};
