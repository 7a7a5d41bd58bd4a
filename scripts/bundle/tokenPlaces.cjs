"use strict";

/*
 * What is packed and what unpacks it go by the same rules, so these are in the bundle as well, as they are written here:
 * they use nothing but each other and what they are given.
 */

/** What a token is written in, by its first byte that is no blank: parts of a token are mostly of one script. */
function scriptOf(token) {
  let at = 0;
  while (token.charCodeAt(at) === 32) at += 1;
  const byte = token.charCodeAt(at);
  if (!(byte >= 48)) return 4;
  if (byte < 128) return byte < 58 ? 3 : byte < 65 ? 4 : byte < 91 ? 2 : byte > 96 && byte < 123 ? 1 : 4;
  if (byte < 192) return 5;
  return byte > 223 && byte < 228 ? 128 + (token.charCodeAt(at + 1) >> 1) : byte >> 1;
}

/** The tokens so far, those of much use first, and of like use in the order of their ranks. */
class TokenOrder {
  groups = Array.from({ length: 20 }, () => []);

  add(rank, size) {
    if (size > 0) this.groups[size].push(rank);
  }

  rankAt(place) {
    let size = this.groups.length - 1;
    while (place >= this.groups[size].length) {
      place -= this.groups[size].length;
      size -= 1;
    }
    return this.groups[size][place];
  }
}

/** One order for the first parts of tokens, and one for the second parts of each script. */
function tokenOrders(leftSizes, rightSizes) {
  const left = new TokenOrder();
  const right = Array.from({ length: 256 }, () => new TokenOrder());
  const add = (rank, token) => {
    left.add(rank, leftSizes[rank]);
    right[scriptOf(token)].add(rank, rightSizes[rank]);
  };
  return { left, right, add };
}

/** Where each of 256 parts begins whose lengths are numbers of four bytes. */
function startsOf(lengths) {
  let end = 0;
  return Array.from({ length: 256 }, (_, part) => {
    const start = end;
    end += lengths.readUInt32LE(part * 4);
    return start;
  });
}

/** Unpacks what `encode` made, and the single bytes behind it. */
function unpack(source, count, singles, leadingBits) {
  let at = 0;
  const take = (length) => {
    at += length;
    return source.subarray(at - length, at);
  };
  const [scriptAt, rightAt] = [startsOf(take(1024)), startsOf(take(1024))];
  const orders = tokenOrders(take(count), take(count));
  const [leads, scripts, rightLeads] = [take(count - singles), take(count - singles), take(count - singles)];
  const tokens = Array.from(source.latin1Slice(source.length - singles));
  let bit = at * 8;
  const readNumber = (byte) => {
    const bits = byte >> leadingBits;
    const low = Math.max(0, bits - leadingBits);
    const lead = (1 << (bits - low)) | (byte & ((1 << (bits - low)) - 1));
    const from = bit >> 3;
    // Sixteen bits at most, seven of the first byte's may be behind: three bytes hold them.
    const window = (source[from] << 16) | (source[from + 1] << 8) | source[from + 2];
    const rest = (window >> (24 - (bit & 7) - low)) & ((1 << low) - 1);
    bit += low;
    return ((lead << low) | rest) - 1;
  };
  for (let rank = 0; rank < count; rank += 1) {
    if (rank >= singles) {
      const left = tokens[orders.left.rankAt(readNumber(leads[rank - singles]))];
      const script = scripts[scriptAt[scriptOf(left)]++];
      const place = readNumber(rightLeads[rightAt[script]++]);
      tokens.push(left + tokens[orders.right[script].rankAt(place)]);
    }
    orders.add(rank, tokens[rank]);
  }
  return tokens;
}

module.exports = { scriptOf, startsOf, TokenOrder, tokenOrders, unpack };
