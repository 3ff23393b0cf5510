import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; `context` says what the text belongs to (table, row, column) and must be the same to open it. */
export function encrypt(key: CipherKey, plaintext: Buffer, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws when the key, the context or a bit of the text is another. */
export function decrypt(key: CipherKey, ciphertext: string, context: string): Buffer {
  const bytes = Buffer.from(ciphertext, 'base64url');
  const tagAt = bytes.length - tagBytes;
  if (tagAt < nonceBytes) throw new Error('the ciphertext is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes }).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(tagAt));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, tagAt)), decipher.final()]);
}
