/** Bytes of each of the two numbers of a P-256 signature. */
const size = 32;

/** An ECDSA signature as JWTs have it (RFC 7518, 3.4), of one in DER: two numbers of fixed length, one after the other. */
export function joined(der: Buffer): Buffer {
  const signature = Buffer.alloc(2 * size);
  // 30 <length>, then twice 02 <length> <number>; none of the lengths needs more than a byte.
  const first = 4;
  const firstEnd = first + (der[first - 1] as number);
  place(signature, size, der, first, firstEnd);
  place(signature, 2 * size, der, firstEnd + 2, der.length);
  return signature;
}

/** DER writes no leading zeros, but for one before a number that would look negative. */
function place(signature: Buffer, end: number, der: Buffer, from: number, to: number): void {
  const length = Math.min(to - from, size);
  der.copy(signature, end - length, to - length, to);
}
