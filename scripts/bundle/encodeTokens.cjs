"use strict";
const { singles, usesOf } = require("./tokenPairs.cjs");
const { scriptOf, tokenOrders } = require("./tokenPlaces.cjs");

/** The magnitude of a number of uses, 0 for none. */
const magnitudes = (uses) =>
  Uint8Array.from(uses, (count) => (count === 0 ? 0 : 1 + Math.floor(Math.log2(count))));

/** Low bits of a number, and its other bits as a byte: with three leading bits, the low ones are almost random. */
const leadingBits = 3;
const splitNumber = (number) => {
  const bits = 31 - Math.clz32(number + 1);
  const low = Math.max(0, bits - leadingBits);
  const lead = ((number + 1) >> low) & ((1 << (bits - low)) - 1);
  return { byte: (bits << leadingBits) | lead, low, value: (number + 1) & ((1 << low) - 1) };
};

/** Numbers of few bits behind each other. */
class BitWriter {
  bits = [];

  write(value, length) {
    for (let bit = length - 1; bit >= 0; bit -= 1) this.bits.push((value >> bit) & 1);
  }

  bytes() {
    const bytes = Buffer.alloc(Math.ceil(this.bits.length / 8));
    for (const [at, bit] of this.bits.entries()) bytes[at >> 3] |= bit << (7 - (at & 7));
    return bytes;
  }
}

const streams = () => Array.from({ length: 256 }, () => []);
const joined = (all) => Buffer.concat(all.map((bytes) => Buffer.from(bytes)));
const lengthsOf = (all) => Buffer.from(Uint32Array.from(all, ({ length }) => length).buffer);

/** The places of ranks in an order that grows. */
const placesIn = (order) => {
  const { groups } = order;
  return (rank, size) =>
    groups.slice(size + 1).reduce((sum, { length }) => sum + length, indexIn(groups[size], rank));
};

/** Where a rank stands in a list of rising ones. */
const indexIn = (ranks, rank) => {
  let low = 0;
  let high = ranks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranks[middle] < rank) low = middle + 1;
    else high = middle;
  }
  return low;
};

const encode = (tokens, pairs) => {
  const sizesOf = (side) =>
    magnitudes(
      usesOf(
        pairs.map((pair) => pair[side]),
        tokens.length,
      ),
    );
  const sizes = [sizesOf(0), sizesOf(1)];
  const orders = tokenOrders(...sizes);
  const leads = [];
  const [scripts, rightLeads] = [streams(), streams()];
  const bits = new BitWriter();
  const write = (number, bytes) => {
    const { byte, low, value } = splitNumber(number);
    bytes.push(byte);
    bits.write(value, low);
  };
  for (let rank = 0; rank < tokens.length; rank += 1) {
    if (rank >= singles) {
      const [left, right] = pairs[rank - singles];
      const script = scriptOf(tokens[right]);
      write(placesIn(orders.left)(left, sizes[0][left]), leads);
      scripts[scriptOf(tokens[left])].push(script);
      write(placesIn(orders.right[script])(right, sizes[1][right]), rightLeads[script]);
    }
    orders.add(rank, tokens[rank]);
  }
  return Buffer.concat([
    ...[lengthsOf(scripts), lengthsOf(rightLeads), ...sizes],
    ...[Buffer.from(leads), joined(scripts), joined(rightLeads), bits.bytes()],
  ]);
};

module.exports = { encode, leadingBits };
